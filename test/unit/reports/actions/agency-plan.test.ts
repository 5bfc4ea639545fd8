import { describe, expect, test } from 'vitest';
import type { Agency } from '#core/domain/inventory.ts';
import type { Decision } from '#ledger/record/decisions.ts';
import type { PlanDefinition } from '#plan/definition/plan-schema.ts';
import { readPlanState } from '#plan/state/read-plan-state.ts';
import { agencyPlan, withoutOrphans } from '#reports/actions/agency-plan.ts';
import { PLAN_ZONE, planOf } from '#test/support/plan.ts';

const agencyOf = (id: string, kind: Agency['kind']): [string, Agency] => [
  id,
  { id, name: id, kind, successors: [] },
];
const AGENCIES = new Map([
  agencyOf('police', 'police'),
  agencyOf('so-xay-dung', 'department'),
  agencyOf('ba-dinh', 'ward'),
  agencyOf('cua-nam', 'ward'),
]);

const PLAN = planOf(`
obstacles:
  - { id: '1', text: Thiếu đường truyền, year: 2025, agency: police }
  - { id: '2', text: Thiếu kinh phí, year: 2025, agency: ba-dinh }
next_tasks: [{ id: '1', text: Kết nối, year: 2026, lead: ba-dinh, agency: police }]
`);
const [RULES, NAMELESS] = PLAN.tasks;
if (!RULES || !NAMELESS) throw new Error('expected two tasks');
const DEFINITION: PlanDefinition = {
  ...PLAN,
  tasks: [
    RULES,
    { ...NAMELESS, leads: { text: 'UBND các phường', agencies: [], kinds: ['ward'], except: [] } },
    { ...NAMELESS, id: 'I.3', lead: 'police', coordinators: ['ba-dinh'] },
  ],
  report: { ...PLAN.report, agencies: { 'ba-dinh': { agencySymbol: 'UBND' }, 'cua-nam': {} } },
};

const step = (seq: number, id: string, action: string, body: object): Decision => ({
  seq,
  recordedMs: seq,
  author: 'test',
  hash: '',
  id,
  action,
  body: { files: [], ...body },
});
const STEPS = [
  step(1, 'task:I.1', 'set', { status: 'in-progress', percent: 40, agency: 'police' }),
  step(2, 'task:I.2:ba-dinh', 'set', { status: 'done', percent: 100, agency: 'ba-dinh' }),
  step(3, 'task:I.2:cua-nam', 'set', { status: 'in-progress', percent: 10, agency: 'cua-nam' }),
  step(4, 'task:I.3:ba-dinh', 'set', { evidence: 'Đã bàn giao mặt bằng', agency: 'ba-dinh' }),
  step(5, 'obstacle:1', 'removed', { reason: 'Đã giải quyết' }),
];

const stateOf = (definition: PlanDefinition, steps: Iterable<Decision>) =>
  readPlanState(definition, steps, { zone: PLAN_ZONE, nowMs: 99, agencies: AGENCIES });
const ofWard = () => agencyPlan(stateOf(DEFINITION, STEPS), { agency: 'ba-dinh', agencies: AGENCIES });

describe('what of the plan is one agency’s', () => {
  test('has its own part of what it leads with others, and what it did for those who lead', () => {
    const { tasks } = ofWard();

    expect(tasks).toMatchObject([
      { id: 'I.2', status: 'done', progressPercent: 100 },
      { id: 'I.3', status: 'not-reported', evidence: [{ text: 'Đã bàn giao mặt bằng' }] },
    ]);
    expect(tasks.some((task) => 'units' in task)).toBe(false);
  });

  test('has what it entered and what it is to lead, and nothing of others', () => {
    const { obstacle, definition, ...state } = ofWard();

    expect(obstacle.map(({ id }) => id)).toEqual(['2']);
    expect(state['next-task'].map(({ id }) => id)).toEqual(['1']);
    expect(definition.registers.obstacle.map(({ id }) => id)).toEqual(['2']);
    expect(definition.report.agencies).toEqual({ 'ba-dinh': { agencySymbol: 'UBND' } });
    expect(JSON.stringify({ state, definition })).not.toMatch(/Thiếu đường truyền|cua-nam/);
  });

  test('keeps what it reported before the ledger began, and nothing that others did', () => {
    const report = (agency: string, note: string) => ({ date: '1970-01-01', agency, percent: 20, note });
    const reported = [report('ba-dinh', 'Của mình'), report('cua-nam', 'Của phường khác')];
    const plan = { ...DEFINITION, tasks: DEFINITION.tasks.map((task) => ({ ...task, reported })) };

    const { tasks, definition } = agencyPlan(stateOf(plan, []), { agency: 'ba-dinh', agencies: AGENCIES });

    expect(definition.tasks.map((task) => task.reported)).toEqual([[reported[0]], [reported[0]]]);
    expect(tasks.find(({ id }) => id === 'I.2')).toMatchObject({ progressPercent: 20, note: 'Của mình' });
    expect(JSON.stringify({ tasks, definition })).not.toContain('Của phường khác');
    expect(tasks.some((task) => 'reported' in task)).toBe(false);
  });

  test('has all of a task that it leads alone', () => {
    const police = agencyPlan(stateOf(DEFINITION, STEPS), { agency: 'police', agencies: AGENCIES });

    expect(police.tasks).toMatchObject([{ id: 'I.1', progressPercent: 40 }, { id: 'I.3' }]);
  });

  test('is the same when it is taken again from what it left of the plan', () => {
    const first = ofWard();

    const again = agencyPlan(stateOf(first.definition, withoutOrphans(STEPS, first.definition)), {
      agency: 'ba-dinh',
      agencies: AGENCIES,
    });

    expect(again).toEqual(first);
  });
});
