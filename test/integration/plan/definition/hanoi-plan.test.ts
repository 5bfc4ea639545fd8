import { expect, test } from 'vitest';
import { createZone } from '#core/time/zone.ts';
import { loadPlan } from '#plan/definition/load-plan.ts';
import { REGISTER_NAMES } from '#plan/definition/registers.ts';
import { readPlanState } from '#plan/state/read-plan-state.ts';
import { HANOI, HANOI_DIR, HANOI_TIME_ZONE } from '#test/support/hanoi.ts';

const plan = await loadPlan(HANOI_DIR, { timeZone: HANOI_TIME_ZONE, inventory: HANOI.inventory });

if (!plan) throw new Error('expected a plan.yaml in config/hanoi');

const readState = (date: string) =>
  readPlanState(plan, [], {
    zone: createZone(HANOI_TIME_ZONE),
    nowMs: Date.parse(`${date}T12:00+07:00`),
    agencies: HANOI.inventory.agencies,
  });

test('the sample plan has eight tasks, each with its names, who leads and works with it, and its time', () => {
  expect(plan.tasks.map(({ id }) => id)).toEqual([
    'II.1',
    'II.2',
    'II.3',
    'II.4',
    'II.5',
    'II.6',
    'II.7',
    'II.8',
  ]);
  for (const { name, nameEn, lead, leads, coordinating, timeText } of plan.tasks)
    expect([name, nameEn, lead ?? leads?.text, coordinating?.text, timeText]).not.toContain(undefined);
});

test('the programmes of the sample are named as their tasks are', () => {
  const names = new Map(plan.tasks.map(({ id, name }) => [id, name]));

  for (const { task, name } of HANOI.inventory.programmes.values()) expect(names.get(task ?? '')).toBe(name);
});

test('of the sample plan, departments, wards and communes of today lead task II.6, each its own part', () => {
  const task = readState('2025-11-16').tasks.find(({ id }) => id === 'II.6');

  expect(task?.units).toHaveLength(2 + 126);
  expect(task?.units?.filter(({ status }) => status !== 'not-reported')).toMatchObject([
    { agency: 'so-xay-dung', status: 'not-started', progressPercent: 0 },
    { agency: 'ubnd-phuong-ba-dinh', status: 'done', progressPercent: 100 },
    { agency: 'ubnd-phuong-cua-nam', status: 'in-progress', progressPercent: 70 },
    { agency: 'ubnd-xa-hoai-duc', status: 'paused' },
  ]);
  expect(task).toMatchObject({ status: 'in-progress', evidence: [{ agency: 'cong-an-thanh-pho' }] });
  expect(task).not.toHaveProperty('progressPercent');
});

test('yearly tasks of the sample plan are done in one year and come back in the next', () => {
  const training = (date: string) => readState(date).tasks.find(({ id }) => id === 'II.7');

  expect(training('2025-11-16')).toMatchObject({ status: 'done', progressPercent: 100 });
  expect(training('2026-02-01')).toMatchObject({
    status: 'not-reported',
    earlierYears: [{ year: 2025, status: 'done' }],
  });
});

test('the sample plan counts what the plan counts, and covers each purpose of a site once', () => {
  expect(plan.targets).toMatchObject({ cameras: 40_210, ptz: 12_007, fixed: 28_203 });
  expect(plan.targets.byPurpose.flatMap(({ purposes }) => purposes).sort()).toEqual([
    'defence',
    'environment',
    'security',
    'traffic',
    'urban-order',
  ]);
});

test('every made-up entry of the sample plan says so', () => {
  const entries = REGISTER_NAMES.flatMap(
    (name): readonly { readonly id: string }[] => plan.registers[name] ?? [],
  );

  const reports = plan.tasks.flatMap(({ reported = [] }) => reported);
  expect(reports.filter((report) => !JSON.stringify(report).includes('mẫu'))).toEqual([]);
  const unmarked = entries.filter((entry) => !JSON.stringify(entry).includes('mẫu'));

  expect(unmarked.map(({ id }) => id)).toEqual(['tam-dung-dau-tu']);
});
