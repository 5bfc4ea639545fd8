import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Agency } from '#core/domain/inventory.ts';
import type { Json } from '#core/text/canonical-json.ts';
import { TaskSchema } from '#plan/definition/plan-schema.ts';
import { readPlanState } from '#plan/state/read-plan-state.ts';
import { decisionRows, hour } from '#test/support/decisions.ts';
import { PLAN_ZONE, planOf } from '#test/support/plan.ts';

const NOW_MS = Date.parse('2025-10-10T12:00+07:00');

const read = (
  steps: readonly (readonly [id: string, action: string, body: Json])[],
  { more = '', ...options }: { readonly more?: string; readonly recordedBeforeMs?: number } = {},
) => readPlanState(planOf(more), decisionRows(steps), { zone: PLAN_ZONE, nowMs: NOW_MS, ...options });

const LED_TOGETHER = `{ id: I.3, lead: { text: UBND phường, kinds: [ward], agencies: [district] }, milestones: [{ id: xong, name: Xong, due: 2025-05-31 }] }`;

const agency = (id: string, kind: Agency['kind'], more: Partial<Agency> = {}) =>
  [id, { id, name: id, kind, successors: [], ...more }] as const;
const ENDED_MS = Date.parse('2025-07-01T00:00+07:00');
const AGENCIES = new Map<string, Agency>([
  agency('ward-a', 'ward'),
  agency('ward-b', 'ward'),
  agency('ward-later', 'ward', { validFromMs: NOW_MS + 1 }),
  agency('district', 'district', { validToMs: ENDED_MS, successors: ['ward-a'] }),
]);

/** A plan of this task alone. */
const planWith = (task: string) => ({
  ...planOf(),
  tasks: [TaskSchema.parse(parse(task))],
});

const readLedTogether = (steps: readonly (readonly [id: string, action: string, body: Json])[]) =>
  readPlanState(planWith(LED_TOGETHER), decisionRows(steps), {
    zone: PLAN_ZONE,
    nowMs: NOW_MS,
    agencies: AGENCIES,
  }).tasks;

const FILE = { name: 'biên bản.pdf', sha256: 'a'.repeat(64), sizeBytes: 9 };
const DOCUMENT = { number: '1/QĐ', date: '2025-01-05', subject: 'Một' };

describe('readPlanState', () => {
  test('of a task nobody spoke of says that, and which milestones are late', () => {
    const { tasks, asOfDate } = read([]);

    expect(asOfDate).toBe('2025-10-10');
    expect(tasks).toEqual([
      {
        id: 'I.1',
        name: 'Ban hành quy chế',
        lead: 'police',
        coordinators: [],
        fromMonth: '2025-01',
        toMonth: '2025-12',
        status: 'not-reported',
        milestones: [
          { id: 'du-thao', name: 'Dự thảo', dueDate: '2025-03-31', isLate: true },
          { id: 'ban-hanh', name: 'Ban hành', dueDate: '2025-06-30', isLate: true },
        ],
        evidence: [],
      },
      { id: 'I.2', coordinators: [], status: 'not-reported', milestones: [], evidence: [] },
    ]);
  });

  test('takes a task as it was last set, and keeps all that bears it out', () => {
    const { tasks } = read([
      ['task:I.1', 'set', { percent: 10, status: 'in-progress', evidence: 'Tờ trình', agency: 'police' }],
      [
        'task:I.1',
        'set',
        { percent: 60, status: 'in-progress', milestones: { 'du-thao': '2025-04-02' }, files: [FILE] },
      ],
    ]);

    expect(tasks[0]).toMatchObject({
      status: 'in-progress',
      progressPercent: 60,
      milestones: [
        { id: 'du-thao', doneDate: '2025-04-02', isLate: false },
        { id: 'ban-hanh', isLate: true },
      ],
      evidence: [
        { text: 'Tờ trình', agency: 'police', files: [], recorded: { seq: 1, author: 'an' } },
        { files: [FILE], recorded: { seq: 2 } },
      ],
      recorded: { seq: 2, recordedMs: hour(101), author: 'an' },
    });
  });

  test('shows a task that was reported on and is not in plan.yaml, after the others and without a name', () => {
    const { tasks } = read([['task:I.9', 'set', { percent: 5 }]]);

    expect(tasks.map(({ id, name, progressPercent }) => [id, name, progressPercent])).toEqual([
      ['I.1', 'Ban hành quy chế', undefined],
      ['I.2', undefined, undefined],
      ['I.9', undefined, 5],
    ]);
  });

  test('goes on from the first entries of plan.yaml, in the order of ids as people count', () => {
    const more = `documents: [{ id: d-10, number: 10/QĐ, date: 2025-02-01, subject: Mười }, { id: d-2, number: 2/QĐ, date: 2025-02-01, subject: Hai }]\n`;

    const { document } = read(
      [
        ['document:d-3', 'set', { values: DOCUMENT, files: [FILE] }],
        ['document:d-2', 'set', { values: { ...DOCUMENT, subject: 'Hai, sửa' }, reason: 'Nhầm' }],
      ],
      { more },
    );

    expect(document).toEqual([
      {
        id: 'd-2',
        values: { ...DOCUMENT, subject: 'Hai, sửa' },
        files: [],
        recorded: { seq: 2, recordedMs: hour(101), author: 'an' },
      },
      {
        id: 'd-3',
        values: DOCUMENT,
        files: [FILE],
        recorded: { seq: 1, recordedMs: hour(100), author: 'an' },
      },
      { id: 'd-10', values: { number: '10/QĐ', date: '2025-02-01', subject: 'Mười' }, files: [] },
    ]);
  });

  test('forgets what was removed, until it is set again, then without the files of before', () => {
    const set = ['document:a', 'set', { values: DOCUMENT, files: [FILE] }] as const;
    const removed = ['document:a', 'removed', { reason: 'Nhầm' }] as const;

    expect(read([set, removed]).document).toEqual([]);
    expect(read([set, removed, ['document:a', 'set', { values: DOCUMENT }]]).document).toMatchObject([
      { id: 'a', files: [] },
    ]);
  });

  test('knows only what was recorded before an instant, and what was late then', () => {
    const steps = [
      ['document:a', 'set', { values: DOCUMENT }],
      ['document:b', 'set', { values: DOCUMENT }],
    ] as const;

    expect(read(steps, { recordedBeforeMs: hour(101) }).document.map(({ id }) => id)).toEqual(['a']);
    expect(read(steps, { recordedBeforeMs: hour(101) }).asOfDate).toBe('1970-01-05');
    expect(read(steps, { recordedBeforeMs: hour(101) }).tasks[0]?.milestones[0]?.isLate).toBe(false);
  });

  test('counts the days that opinions were and are waited for', () => {
    const more = `sites:
  - id: pole-1
    request: { date: 2025-09-01 }
    dost: { date: 2025-09-15, document: 1/SKHCN, place: agreed, technology: not-agreed }
    police: { asked: 2025-09-20 }
  - { id: pole-2, police: { date: 2025-09-20 } }
`;

    expect(read([], { more }).site).toMatchObject([
      {
        site: 'pole-1',
        dost: { status: 'answered', daysWaiting: 14, technology: 'not-agreed' },
        police: { status: 'waiting', daysWaiting: 20 },
      },
      { site: 'pole-2', dost: { status: 'not-asked' }, police: { status: 'answered' } },
    ]);
  });

  test('takes the last of several forms of a unit, and says whether it was late', () => {
    const form = { agency: 'police', year: 2025, counts: { task: 1 } };
    const [last] = read([
      ['submission:police:2025', 'collected', { ...form, receivedMs: Date.parse('2025-11-29T23:59+07:00') }],
      [
        'submission:police:2025',
        'collected',
        { ...form, receivedMs: Date.parse('2025-11-30T00:00+07:00'), files: [FILE], note: 'Bổ sung' },
      ],
    ]).submissions;

    expect(last).toEqual({
      id: 'police:2025',
      agency: 'police',
      year: 2025,
      receivedMs: Date.parse('2025-11-30T00:00+07:00'),
      counts: { task: 1 },
      files: [FILE],
      note: 'Bổ sung',
      isLate: true,
      nth: 2,
      recorded: { seq: 2, recordedMs: hour(101), author: 'an' },
    });
  });

  test('lists the reminders and letters that were sent', () => {
    const { reminders, letters } = read([
      [
        'reminder:police:2025-11-30:14',
        'sent',
        { agency: 'police', deadline: '2025-11-30', daysBefore: 14, from: 'dost', contacts: ['truc-ban'] },
      ],
      [
        'letter:police:2025-11-30',
        'sent',
        { agency: 'police', deadline: '2025-11-30', from: 'dost', number: '9/SKHCN' },
      ],
    ]);

    expect(reminders).toMatchObject([
      { id: 'police:2025-11-30:14', deadlineDate: '2025-11-30', daysBefore: 14, contacts: ['truc-ban'] },
    ]);
    expect(letters).toMatchObject([{ id: 'police:2025-11-30', number: '9/SKHCN', files: [] }]);
  });

  test('tells the part of each of several bodies that lead and exist then, and no percentage for the whole', () => {
    const [first] = readLedTogether([
      ['task:I.3', 'set', { percent: 30, status: 'paused', note: 'Như báo cáo trước' }],
      ['task:I.3:ward-a', 'set', { percent: 100, status: 'done', agency: 'ward-a', evidence: 'Nghiệm thu' }],
      [
        'task:I.3:district',
        'set',
        { percent: 50, status: 'in-progress', agency: 'district', evidence: 'Quận' },
      ],
    ]);

    expect(first).toMatchObject({
      status: 'in-progress',
      note: 'Như báo cáo trước',
      evidence: [{ text: 'Quận', agency: 'district' }],
      units: [
        { agency: 'ward-a', status: 'done', progressPercent: 100, evidence: [{ text: 'Nghiệm thu' }] },
        { agency: 'ward-b', status: 'not-reported', evidence: [] },
      ],
    });
    expect(first).not.toHaveProperty('progressPercent');
  });

  test.each([
    [[], 'paused'],
    [['not-started'], 'not-started'],
    [['done'], 'in-progress'],
    [['done', 'done'], 'done'],
    [['done', 'paused'], 'in-progress'],
    [['paused', 'paused'], 'paused'],
  ])('of parts that are %j the whole is %s', (statuses, whole) => {
    const parts = statuses.map(
      (status, nth) => [`task:I.3:ward-${nth === 0 ? 'a' : 'b'}`, 'set', { status }] as const,
    );

    expect(readLedTogether([['task:I.3', 'set', { status: 'paused' }], ...parts])[0]?.status).toBe(whole);
  });

  test('a milestone of several bodies is reached once the last has reached it', () => {
    const reached = (agency: string, day: string) =>
      [`task:I.3:${agency}`, 'set', { milestones: { xong: day } }] as const;
    const [one] = readLedTogether([reached('ward-a', '2025-05-02')]);
    const [both] = readLedTogether([reached('ward-a', '2025-05-02'), reached('ward-b', '2025-06-01')]);

    expect(one?.milestones).toEqual([{ id: 'xong', name: 'Xong', dueDate: '2025-05-31', isLate: true }]);
    expect(both?.milestones).toMatchObject([{ doneDate: '2025-06-01', isLate: false }]);
  });

  test('goes on from what plan.yaml says was reported until then, of a part as of a whole', () => {
    const reported = `reported: [
      { date: 2025-09-01, agency: ward-a, percent: 40, evidence: Biên bản },
      { date: 2025-09-02, agency: ward-b, percent: 0 },
      { date: 2025-12-01, agency: ward-b, percent: 100 },
    ]`;
    const of = (task: string, steps: readonly (readonly [string, string, Json])[] = []) =>
      readPlanState(planWith(task), decisionRows(steps), {
        zone: PLAN_ZONE,
        nowMs: NOW_MS,
        agencies: AGENCIES,
      }).tasks[0];

    expect(of(`{ id: I.3, lead: [ward-a, ward-b], ${reported} }`)).toMatchObject({
      status: 'in-progress',
      units: [
        { agency: 'ward-a', status: 'in-progress', progressPercent: 40 },
        { agency: 'ward-b', status: 'not-started', progressPercent: 0 },
      ],
    });
    const led = of(`{ id: I.3, lead: ward-b, ${reported} }`);
    expect(led).toMatchObject({
      status: 'not-started',
      progressPercent: 0,
      evidence: [{ text: 'Biên bản', agency: 'ward-a', files: [] }],
    });
    expect(led).not.toHaveProperty('reported');
    expect(
      of(`{ id: I.3, lead: ward-b, ${reported} }`, [['task:I.3', 'set', { percent: 20 }]]),
    ).toMatchObject({ progressPercent: 20, evidence: [{ text: 'Biên bản' }] });
  });

  test('a yearly task comes back each year, whatever became of it in the year before', () => {
    const steps = [
      ['task:I.3', 'set', { percent: 100, status: 'done', evidence: '02 lớp', year: 2025 }],
      ['task:I.3', 'set', { percent: 20, status: 'in-progress', year: 2026 }],
    ] as const;
    const of = (year?: number) =>
      readPlanState(
        planWith('{ id: I.3, name: Tập huấn, lead: police, yearly: true }'),
        decisionRows(steps),
        {
          zone: PLAN_ZONE,
          nowMs: NOW_MS,
          year,
        },
      ).tasks[0];

    expect(of()).toMatchObject({ status: 'done', progressPercent: 100, evidence: [{ text: '02 lớp' }] });
    expect(of(2026)).toMatchObject({
      status: 'in-progress',
      evidence: [],
      earlierYears: [{ year: 2025, status: 'done', progressPercent: 100 }],
    });
    expect(of(2027)).toMatchObject({ status: 'not-reported', evidence: [] });
    expect(of(2025)).not.toHaveProperty('earlierYears');
  });

  test('a step of a yearly task is of the year in which it was recorded, where it names none', () => {
    const state = readPlanState(
      planWith('{ id: I.3, yearly: true }'),
      decisionRows([['task:I.3', 'set', { percent: 5 }]]),
      { zone: PLAN_ZONE, nowMs: NOW_MS, year: 1970 },
    );

    expect(state.tasks[0]?.progressPercent).toBe(5);
  });

  test.each([
    ['an id of another part', ['weather:x', 'set', {}], 'its id names no part of a plan'],
    ['an id without a kind', ['I.1', 'set', {}], 'its id names no part of a plan'],
    [
      'an entry that is removed and is not there',
      ['document:a', 'removed', { reason: 'x' }],
      'it does not follow from the rows before it',
    ],
    ['a task that is removed', ['task:I.1', 'removed', { reason: 'x' }], 'a task is set, and never removed'],
    [
      'a reminder that is removed',
      ['reminder:a:b:1', 'removed', { reason: 'x' }],
      'a reminder is sent, and never removed',
    ],
    [
      'values that a register does not have',
      ['document:a', 'set', { values: { number: '1' } }],
      'date: expected a day such as 2025-09-03',
    ],
    [
      'a percentage beyond all',
      ['task:I.1', 'set', { percent: 101 }],
      'percent: expected a whole number from 0 to 100',
    ],
  ] as const)('refuses %s', (_what, [id, action, body], why) => {
    expect(() => read([[id, action, body]])).toThrow(
      `row 1 of the ledger (${action} of ${id}) cannot be read: ${why}; a newer camwatch may have written it`,
    );
  });
});
