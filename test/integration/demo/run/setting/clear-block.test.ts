import { expect, onTestFinished, test } from 'vitest';
import { findProgram } from '#collector/probers/reach-engine.ts';
import { clearBlock } from '#demo/run/setting/clear-block.ts';
import { createRoutes, findRouteProblem, removeRoutes, unreachableIn } from '#simulator/faults/routes.ts';

const BLOCK = 253;
const LEFT = [`127.${BLOCK}.3.1`, `127.${BLOCK}.3.2`];
const searchPath = process.env.PATH ?? '';
const program = (await findProgram('ip', searchPath)) ?? 'ip';
const mayRoute = (await findRouteProblem(program, `127.${BLOCK}.3.9`)) === undefined;

/** Routes as a demo that was killed leaves them; where they may not be made, there is nothing to clear. */
async function leaveRoutes(): Promise<void> {
  if (!mayRoute) return;
  onTestFinished(() => removeRoutes(program, LEFT));
  await createRoutes(program).block(LEFT);
}

test('takes away what a demo that was killed left on a block', async () => {
  await leaveRoutes();

  expect(await clearBlock(BLOCK, searchPath)).toBeUndefined();
  expect(await unreachableIn(BLOCK)).toEqual([]);
});

test('says what is left where it may not be removed', async () => {
  await leaveRoutes();

  expect(await clearBlock(BLOCK, '/nowhere')).toBe(
    mayRoute
      ? `expected addresses that are free, but a demo that was killed left unreachable routes (${LEFT[0]} and 1 more); remove them as root with the program ip`
      : undefined,
  );
});

test('a block without routes is fine, whatever programs there are', async () => {
  expect(await clearBlock(254, '/nowhere')).toBeUndefined();
});
