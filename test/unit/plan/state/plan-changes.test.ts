import { describe, expect, test } from 'vitest';
import { changeEntry } from '#plan/state/change-entry.ts';
import { changeTask } from '#plan/state/change-task.ts';
import type { TaskState } from '#plan/state/plan-state.ts';
import { readPlanState } from '#plan/state/read-plan-state.ts';
import { PLAN_ZONE, planOf } from '#test/support/plan.ts';

const stateOf = (more = '') => readPlanState(planOf(more), [], { zone: PLAN_ZONE, nowMs: 0 });
const keys = (written: Readonly<Record<string, string>>) => new Map(Object.entries(written));

describe('changeTask', () => {
  const task = (given: Partial<TaskState> = {}): TaskState => {
    const [first] = stateOf().tasks;
    if (!first) throw new Error('no task');
    return { ...first, ...given };
  };

  test.each([
    ['0', {}, 'not-started'],
    ['40', {}, 'in-progress'],
    ['100', {}, 'done'],
    ['40', { status: 'paused' }, 'paused'],
  ] as const)('%s percent gives a status, where that is not said: %o', (percent, given, status) => {
    expect(changeTask(task(given), keys({ percent })).body).toMatchObject({
      percent: Number(percent),
      status,
    });
  });

  test('goes on without a reason, and goes back only for one', () => {
    const standing = task({ progressPercent: 40, status: 'in-progress', note: 'Một' });

    expect(changeTask(standing, keys({ percent: '60', note: 'Hai' })).takenBack).toEqual([]);
    expect(changeTask(standing, keys({ percent: '30' })).takenBack).toEqual(['percent']);
    expect(changeTask(task({ status: 'done' }), keys({ status: 'in-progress' })).takenBack).toEqual([
      'status',
    ]);
  });

  test('keeps milestones that were reached, reads days as they are written here, and asks why one is moved', () => {
    const [draft] = task().milestones;
    const standing = task({
      milestones: [
        { ...draft, id: 'du-thao', name: 'x', dueDate: '2025-03-31', doneDate: '2025-03-01', isLate: false },
        ...task().milestones.slice(1),
      ],
    });

    const { body, takenBack } = changeTask(standing, keys({ 'milestone.ban-hanh': '7/6/2025' }));

    expect(body.milestones).toEqual({ 'du-thao': '2025-03-01', 'ban-hanh': '2025-06-07' });
    expect(takenBack).toEqual([]);
    expect(changeTask(standing, keys({ 'milestone.du-thao': '' })).takenBack).toEqual(['milestone.du-thao']);
  });

  test.each([
    [{ 'milestone.x': '2025-01-01' }, 'task I.1: milestone: expected one of du-thao, ban-hanh, got "x"'],
    [{ percent: '101' }, 'task I.1: percent: expected a whole number from 0 to 100, got 101'],
    [{ percent: 'half' }, 'task I.1: percent: expected a whole number from 0 to 100, got "half"'],
    [
      { 'milestone.ban-hanh': '30/02/2025' },
      'task I.1: milestone.ban-hanh: expected a day such as 2025-09-03, got "2025-02-30"',
    ],
    [
      { status: 'perhaps' },
      'task I.1: status: expected one of not-started, in-progress, done, paused, dropped, got "perhaps"',
    ],
    [{ progress: '4' }, 'task I.1: progress: expected a known key, got "progress"'],
  ])('refuses %o', (written, message) => {
    expect(() => changeTask(task(), keys(written))).toThrow(message);
  });
});

describe('changeEntry', () => {
  const more =
    'sites: [{ id: pole-1, request: { date: 2025-09-01 }, police: { date: 2025-09-09, place: agreed } }]\n';

  test('holds the whole entry as it stands from then on, and says what was overwritten', () => {
    const written = keys({ 'dost.date': '20/09/2025', 'dost.place': 'agreed', 'police.place': 'not-agreed' });

    expect(changeEntry(stateOf(more), 'site', 'pole-1', written)).toEqual({
      values: {
        request: { date: '2025-09-01' },
        dost: { date: '2025-09-20', place: 'agreed' },
        police: { date: '2025-09-09', place: 'not-agreed' },
      },
      isNew: false,
      changed: ['police.place', 'dost.date', 'dost.place'],
      overwritten: ['police.place'],
    });
  });

  test('reads lists and numbers of a new entry, each with what the register wants', () => {
    const written = keys({
      document: '88/UBND',
      date: '2025-09-20',
      reason: 'special-purpose',
      sites: 'pole-1, pole-2',
    });

    expect(changeEntry(stateOf(), 'exemption', 'a', written)).toMatchObject({
      isNew: true,
      values: { sites: ['pole-1', 'pole-2'], devices: [] },
      overwritten: [],
    });
    expect(
      changeEntry(
        stateOf(),
        'training',
        'a',
        keys({ date: '2025-01-02', subject: 'Vận hành', units: '3', attendees: '40' }),
      ).values,
    ).toEqual({ date: '2025-01-02', subject: 'Vận hành', classes: 1, units: 3, attendees: 40 });
  });

  test('tells everything that is wrong at once', () => {
    expect(() =>
      changeEntry(stateOf(), 'funding', 'a', keys({ year: '25', planned: '1.250.000', money: '1' })),
    ).toThrow(
      [
        'funding a: source: expected a source of money, got nothing',
        'funding a: year: expected a year from 2000 to 2100, got 25',
        'funding a: planned: expected whole đồng as digits, such as 1250000000, got "1.250.000"',
        'funding a: money: expected a known key, got "money"',
      ].join('\n'),
    );
  });
});
