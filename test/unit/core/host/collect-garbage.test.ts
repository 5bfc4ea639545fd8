import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { collectGarbage } from '#core/host/collect-garbage.ts';

test('what nobody holds is gone at once', async () => {
  const held = { name: 'held' };
  const refs = [new WeakRef<object>({ name: 'let go of' }), new WeakRef<object>(held)];
  // A reference is kept alive for the turn in which it was made.
  await setImmediate();

  collectGarbage();

  expect(refs.map((ref) => ref.deref())).toEqual([undefined, held]);
});
