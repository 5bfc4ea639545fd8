import { expect, test } from 'vitest';
import { loadPlan } from '#plan/definition/load-plan.ts';
import { REGISTER_NAMES } from '#plan/definition/registers.ts';
import { HANOI, HANOI_DIR, HANOI_TIME_ZONE } from '#test/support/hanoi.ts';

const plan = await loadPlan(HANOI_DIR, { timeZone: HANOI_TIME_ZONE, inventory: HANOI.inventory });

test('the sample plan has eight tasks, named as the programmes are, and two that were not seen', () => {
  const names = new Map([...HANOI.inventory.programmes.values()].map(({ task, name }) => [task, name]));

  expect(plan?.tasks.map(({ id, name }) => [id, name])).toEqual(
    ['II.1', 'II.2', 'II.3', 'II.4', 'II.5', 'II.6', 'II.7', 'II.8'].map((id) => [id, names.get(id)]),
  );
});

test('the sample plan counts what the plan counts, and covers each purpose of a site once', () => {
  expect(plan?.targets).toMatchObject({ cameras: 40_210, ptz: 12_007, fixed: 28_203 });
  expect(plan?.targets.byPurpose.flatMap(({ purposes }) => purposes).sort()).toEqual([
    'defence',
    'environment',
    'security',
    'traffic',
    'urban-order',
  ]);
});

test('every made-up entry of the sample plan says so', () => {
  const entries = REGISTER_NAMES.flatMap(
    (name): readonly { readonly id: string }[] => plan?.registers[name] ?? [],
  );

  const unmarked = entries.filter((entry) => !JSON.stringify(entry).includes('mẫu'));

  expect(unmarked.map(({ id }) => id)).toEqual(['tam-dung-dau-tu']);
});
