import { expect, test } from 'vitest';
import { cutLines, isWithinBounds } from '../../../support/cut-lines.ts';

test('every real cut and return of a cable lies within the bounds on record', {
  timeout: 180_000,
}, async () => {
  const edges = await cutLines({ cameras: 12, cuts: 1, intervalMs: 2_000, timeoutMs: 600 });

  expect(edges).toHaveLength(24);
  expect(edges.filter((edge) => !isWithinBounds(edge))).toEqual([]);
});
