import { expect, test } from 'vitest';
import { PLAN_YAML, readPlanText } from '#test/support/plan.ts';

const readTask = (keys: string) => readPlanText(PLAN_YAML.replace('  - id: I.2', `  - { id: I.2, ${keys} }`));

const NOBODY = { agencies: [], kinds: [], except: [] };

test.each([
  ['lead: police', { lead: 'police' }],
  [
    'lead: { text: Công an, agencies: [police] }',
    { lead: 'police', leads: { ...NOBODY, text: 'Công an', agencies: ['police'] } },
  ],
  ['lead: [police]', { lead: 'police' }],
  ['lead: [police, so-xay-dung]', { leads: { ...NOBODY, agencies: ['police', 'so-xay-dung'] } }],
  [
    'lead: { text: Các sở, kinds: [department] }',
    { leads: { ...NOBODY, text: 'Các sở', kinds: ['department'] } },
  ],
  ['coordinators: [police]', { coordinators: ['police'] }],
  [
    'coordinators: { text: Các cơ quan liên quan }',
    { coordinators: [], coordinating: { ...NOBODY, text: 'Các cơ quan liên quan' } },
  ],
  [
    'from: 2025, time_text: Năm 2025 và những năm tiếp theo',
    { fromMonth: '2025-01', timeText: 'Năm 2025 và những năm tiếp theo' },
  ],
  ['from: 2025, to: 2027', { fromMonth: '2025-01', toMonth: '2027-12' }],
  ['from: 2025-03, to: 2025', { fromMonth: '2025-03', toMonth: '2025-12' }],
  ['yearly: true', { isYearly: true }],
  [
    'documents: [{ number: 1/QĐ, date: 2025-02-28 }]',
    { documents: [{ number: '1/QĐ', date: '2025-02-28' }] },
  ],
])('%s', async (keys, task) => {
  const plan = await readTask(keys);

  expect(plan && 'tasks' in plan && plan.tasks[1]).toEqual({
    id: 'I.2',
    coordinators: [],
    milestones: [],
    ...task,
  });
});

const BODIES = 'a list of ids, or { text, agencies, kinds, except }';

test.each([
  ['lead: { text: X, kind: [ward] }', '33 tasks[1].lead.kind: expected a known key, got "kind"'],
  ['lead: { text: X }', '22 tasks[1].lead: expected at least one agency, or one kind of agencies, got none'],
  ['lead: []', '22 tasks[1].lead: expected at least one agency, or one kind of agencies, got none'],
  ['lead: 12', `22 tasks[1].lead: expected the id of an agency, ${BODIES}, got 12`],
  [
    'lead: [police, so-xay-dun]',
    '31 tasks[1].lead[1]: expected the id of an agency, got "so-xay-dun" (did you mean so-xay-dung?)',
  ],
  [
    'lead: { text: X, kinds: [ward], agencies: [polise] }',
    '59 tasks[1].lead.agencies[0]: expected the id of an agency, got "polise" (did you mean police?)',
  ],
  [
    'coordinators: { text: X, except: [nobody] }',
    '50 tasks[1].coordinators.except[0]: expected the id of an agency, got "nobody"',
  ],
  ['coordinators: police', `30 tasks[1].coordinators: expected ${BODIES}, got "police"`],
  ['yearly: yes', '24 tasks[1].yearly: expected true, got "yes"'],
  ['from: 2026, to: 2025', '32 tasks[1].to: expected a month that is not before from, got 2025'],
  ['from: 2025-13', '22 tasks[1].from: expected a month such as 2025-06, got "2025-13"'],
  [
    'documents: [{ number: 1/QĐ, date: 2025-02-30 }]',
    '50 tasks[1].documents[0].date: expected a day such as 2025-09-03, got "2025-02-30"',
  ],
  [
    'reported: [{ date: 2025-01-01, agency: nobody }]',
    '55 tasks[1].reported[0].agency: expected the id of an agency, got "nobody"',
  ],
  [
    'reported: [{ date: 2025-01-01, agency: police, percent: 101 }]',
    '72 tasks[1].reported[0].percent: expected a whole number from 0 to 100, got 101',
  ],
])('%s is refused', async (keys, problem) => {
  expect(await readTask(keys)).toEqual(['the folder is not valid:', `plan.yaml:9:${problem}`]);
});
