import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadPlan } from '#plan/definition/load-plan.ts';
import { PLAN_YAML, readPlanText } from '#test/support/plan.ts';

const DAY_MS = 86_400_000;

describe('loadPlan', () => {
  test('reads days as days, and instants in the time of the city', async () => {
    const plan = await readPlanText(PLAN_YAML);

    expect(plan).toMatchObject({
      tasks: [
        {
          id: 'I.1',
          lead: 'police',
          fromMonth: '2025-01',
          toMonth: '2025-12',
          milestones: [
            { id: 'du-thao', dueDate: '2025-03-31' },
            { id: 'ban-hanh', dueDate: '2025-06-30' },
          ],
        },
        { id: 'I.2', coordinators: [], milestones: [] },
      ],
      report: {
        typeSymbol: 'BC',
        variant: 'electronic',
        addressees: [],
        years: [
          {
            fromDate: '2024-12-01',
            toDate: '2025-11-16',
            toMs: Date.parse('2025-11-16T00:00+07:00'),
            deadlineMs: Date.parse('2025-11-30T00:00+07:00'),
            unitsDeadlineDate: '2025-11-29',
            unitsDeadlineMs: Date.parse('2025-11-30T00:00+07:00'),
          },
        ],
      },
      units: { kinds: ['department', 'police', 'ward'], agencies: [], except: [] },
      reminders: { daysBefore: [60, 30, 14, 7, 1], matrix: [], contacts: new Map() },
      findings: { unusedAfterMs: 30 * DAY_MS, duplicateWithinMetres: 30, duplicateWithinDegrees: 30 },
      registers: { document: [], site: [] },
    });
  });

  test('reads days before the deadline in falling order, each once', async () => {
    const plan = await readPlanText(`${PLAN_YAML}reminders: { days_before: [1, 30, 7, 30] }\n`);

    expect(plan).toMatchObject({ reminders: { daysBefore: [30, 7, 1] } });
  });

  test('reads money as exact digits, however much it is', async () => {
    const funding = `funding: [{ id: a, source: Ngân sách, year: 2025, planned: 1250000000, disbursed: "999999999999999999" }]\n`;

    const plan = await readPlanText(`${PLAN_YAML}${funding}`);

    expect(plan).toMatchObject({
      registers: { funding: [{ planned: '1250000000', disbursed: '999999999999999999' }] },
    });
  });

  test('is nothing where there is no plan', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'camwatch-plan-'));

    expect(await loadPlan(dir, { timeZone: 'Asia/Ho_Chi_Minh' })).toBeUndefined();
    await rm(dir, { recursive: true });
  });

  test.each([
    [
      'the data do not close before the deadline',
      ['to: 2025-11-16', 'to: 2025-11-30'],
      'plan.yaml:13:47 report.years[0].to: expected a day before 2025-11-30: the data must close before the deadline, got "2025-11-30"',
    ],
    [
      'the data end before they begin',
      ['to: 2025-11-16', 'to: 2024-11-16'],
      'plan.yaml:13:47 report.years[0].to: expected a day after 2024-12-01, with which the data begin, got "2024-11-16"',
    ],
    [
      'units hand in after the deadline',
      ['deadline: 2025-11-30', 'deadline: 2025-11-30, units_deadline: 2025-12-01'],
      'plan.yaml:13:97 report.years[0].units_deadline: expected a day before 2025-11-30, the deadline of the report, got "2025-12-01"',
    ],
    [
      'a day is none',
      ['to: 2025-11-16', 'to: 2025-02-30'],
      'plan.yaml:13:47 report.years[0].to: expected a day such as 2025-09-03, got "2025-02-30"',
    ],
    [
      'an agency is unknown',
      ['lead: police', 'lead: polise'],
      'plan.yaml:5:11 tasks[0].lead: expected the id of an agency, got "polise" (did you mean police?)',
    ],
    [
      'a task stands twice',
      ['  - id: I.2', '  - id: I.1'],
      'plan.yaml:9:9 tasks[1].id: expected an id that is used once, got "I.1", which line 3 has too',
    ],
    [
      'a milestone stands twice',
      ['id: ban-hanh', 'id: du-thao'],
      'plan.yaml:8:73 tasks[0].milestones[1].id: expected an id that is used once, got "du-thao", which line 8 has too',
    ],
    [
      'a task ends before it begins',
      ['to: 2025-12', 'to: 2024-12'],
      'plan.yaml:7:9 tasks[0].to: expected a month that is not before from, got "2024-12"',
    ],
    [
      'the number of a task is none',
      ['id: I.2', 'id: two'],
      'plan.yaml:9:9 tasks[1].id: expected the number of a task of the plan, such as II.3, got "two"',
    ],
    [
      'the counts do not add up',
      ['ptz: 4', 'ptz: 5'],
      'plan.yaml:10:21 targets.cameras: expected 11, the sum of ptz and fixed, got 10',
    ],
    [
      'a key is unknown',
      ['  agency: police', '  agency: police\n  adressees: []'],
      'plan.yaml:13:3 report.adressees: expected a known key, got "adressees"',
    ],
  ])('is refused where %s', async (_what, [from = '', to = ''], problem) => {
    expect(await readPlanText(PLAN_YAML.replace(from, to))).toEqual(['the folder is not valid:', problem]);
  });

  test('tells every name in registers and reminders that nothing has, in order of their places', async () => {
    const more = `documents: [{ id: a, number: 1/QĐ, date: 2025-01-05, subject: Một, agency: nobody, task: I.9 }]
next_tasks: [{ id: a, text: Hai, year: 2026, lead: nobody }]
exemptions: [{ id: a, document: 2/UBND, date: 2025-09-20, reason: special-purpose, sites: [pole-2], devices: [cam-2] }]
sites: [{ id: pole-2 }, { id: pole-1 }, { id: pole-1 }]
units: { except: [nobody] }
reminders:
  matrix:
    - { id: a, from: nobody, to: { agencies: [nobody] }, copy_to: [nobody-2] }
    - { id: a, from: police, to: {} }
  contacts: { nobody: [truc-ban], police: [truc-bam] }
`;

    expect(await readPlanText(`${PLAN_YAML}${more}`)).toEqual([
      'the folder is not valid:',
      'plan.yaml:14:76 documents[0].agency: expected the id of an agency, got "nobody"',
      'plan.yaml:14:90 documents[0].task: expected the id of a task of this plan, got "I.9"',
      'plan.yaml:15:52 next_tasks[0].lead: expected the id of an agency, got "nobody"',
      'plan.yaml:16:92 exemptions[0].sites[0]: expected the id of a site, got "pole-2" (did you mean pole-1?)',
      'plan.yaml:16:111 exemptions[0].devices[0]: expected the id of a device, got "cam-2" (did you mean cam-1?)',
      'plan.yaml:17:15 sites[0].id: expected the id of a site, got "pole-2" (did you mean pole-1?)',
      'plan.yaml:17:47 sites[2].id: expected an id that is used once, got "pole-1", which line 17 has too',
      'plan.yaml:18:19 units.except[0]: expected the id of an agency, got "nobody"',
      'plan.yaml:21:22 reminders.matrix[0].from: expected the id of an agency, got "nobody"',
      'plan.yaml:21:47 reminders.matrix[0].to.agencies[0]: expected the id of an agency, got "nobody"',
      'plan.yaml:21:68 reminders.matrix[0].copy_to[0]: expected the id of a contact, got "nobody-2"',
      'plan.yaml:22:13 reminders.matrix[1].id: expected an id that is used once, got "a", which line 21 has too',
      'plan.yaml:23:15 reminders.contacts.nobody: expected the id of an agency, got "nobody"',
      'plan.yaml:23:44 reminders.contacts.police[0]: expected the id of a contact, got "truc-bam" (did you mean truc-ban?)',
    ]);
  });

  test('is refused with the place where it is no YAML', async () => {
    expect(await readPlanText('name: [')).toEqual([
      'the folder is not valid:',
      expect.stringMatching(/^plan\.yaml:1:8 the file: expected valid YAML, got /),
    ]);
  });
});
