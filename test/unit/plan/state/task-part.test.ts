import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Agency } from '#core/domain/inventory.ts';
import { TaskSchema } from '#plan/definition/plan-schema.ts';
import { readPlanState } from '#plan/state/read-plan-state.ts';
import { roleOf, taskPart } from '#plan/state/task-part.ts';
import { decisionRows } from '#test/support/decisions.ts';
import { PLAN_ZONE, planOf } from '#test/support/plan.ts';

const AT_MS = Date.parse('2025-10-10T12:00+07:00');
const ENDED_MS = Date.parse('2025-07-01T00:00+07:00');
const agency = (id: string, kind: Agency['kind'], more: Partial<Agency> = {}) =>
  [id, { id, name: id, kind, successors: [], ...more }] as const;
const THEN = {
  atMs: AT_MS,
  agencies: new Map<string, Agency>([
    agency('police', 'police'),
    agency('dost', 'department'),
    agency('build', 'department'),
    agency('transport', 'department', { validToMs: ENDED_MS, successors: ['build'] }),
    agency('ward', 'ward'),
  ]),
};

const stateOf = (task: string, steps: Parameters<typeof decisionRows>[0] = []) => {
  const [state] = readPlanState(
    { ...planOf(), tasks: [TaskSchema.parse(parse(task))] },
    decisionRows(steps),
    {
      zone: PLAN_ZONE,
      nowMs: AT_MS,
      agencies: THEN.agencies,
    },
  ).tasks;
  if (!state) throw new Error('no task');
  return state;
};

const TOGETHER =
  '{ id: I.3, lead: { text: Sở, kinds: [department, ward], except: [dost] }, coordinators: [dost] }';

describe('roleOf', () => {
  test.each([
    ['{ id: I.1, lead: police, coordinators: [ward] }', 'police', 'lead'],
    ['{ id: I.1, lead: police, coordinators: [ward] }', 'ward', 'coordinator'],
    ['{ id: I.1, lead: police, coordinators: [ward] }', 'build', undefined],
    ['{ id: I.1, lead: transport }', 'build', 'lead'],
    ['{ id: I.1, lead: [police, ward] }', 'ward', 'unit'],
    ['{ id: I.1, lead: { text: Công an, agencies: [police] } }', 'police', 'lead'],
    [
      '{ id: I.1, lead: police, coordinators: { text: các sở, kinds: [department, police] } }',
      'police',
      'lead',
    ],
    ['{ id: I.1, lead: police, coordinators: { text: các sở, kinds: [department] } }', 'dost', 'coordinator'],
    [
      '{ id: I.1, lead: police, coordinators: { text: các sở, kinds: [department] } }',
      'transport',
      undefined,
    ],
    [TOGETHER, 'build', 'unit'],
    [TOGETHER, 'dost', 'coordinator'],
    ['{ id: I.1 }', 'ward', undefined],
  ])('in %s %s is %s', (task, id, role) => {
    expect(roleOf(stateOf(task), id, THEN)).toBe(role);
  });
});

describe('taskPart', () => {
  test('of one of several that lead is a row of its own, with what it said itself', () => {
    const task = stateOf(TOGETHER, [
      ['task:I.3:ward', 'set', { percent: 40, status: 'in-progress' }],
      ['task:I.3:build', 'set', { percent: 70, status: 'in-progress' }],
    ]);

    expect(taskPart(task, 'ward', THEN)).toMatchObject({
      stepId: 'task:I.3:ward',
      standing: { id: 'I.3', progressPercent: 40 },
      mayMove: true,
    });
  });

  test.each([
    ['{ id: I.1, lead: police }', 'police', true],
    ['{ id: I.1, lead: police, coordinators: [ward] }', 'ward', false],
    ['{ id: I.1, lead: police }', undefined, false],
    ['{ id: I.1 }', 'ward', true],
    ['{ id: I.1 }', undefined, true],
    [TOGETHER, 'dost', false],
    [TOGETHER, undefined, false],
  ])('%s is moved by %s: %s', (task, id, mayMove) => {
    expect(taskPart(stateOf(task), id, THEN).mayMove).toBe(mayMove);
  });

  test('of a body that does not lead is a row of its own, with nothing but what it bore out itself', () => {
    const task = stateOf('{ id: I.1, lead: police, coordinators: [ward, dost] }', [
      ['task:I.1', 'set', { percent: 40, status: 'in-progress', agency: 'police', evidence: 'Một' }],
      ['task:I.1:ward', 'set', { agency: 'ward', evidence: 'Hai' }],
    ]);

    const { stepId, standing } = taskPart(task, 'ward', THEN);

    expect(task.evidence.map(({ text }) => text)).toEqual(['Một', 'Hai']);
    expect(stepId).toBe('task:I.1:ward');
    expect(standing).toMatchObject({ status: 'not-reported', evidence: [{ text: 'Hai' }] });
    expect(standing).not.toHaveProperty('progressPercent');
  });
});
