import { expect, test } from 'vitest';
import { countDeclared } from '#plan/state/declared-cameras.ts';

test.for([
  ['of which nothing was decided', { cameras: 5, devices: [] }, [5, 0, 0, 5]],
  ['of which some are in the inventory', { cameras: 5, devices: ['a', 'b'] }, [5, 2, 0, 3]],
  ['the rest of which was declined', { cameras: 5, devices: ['a'], declined: 'x' }, [5, 1, 4, 0]],
  ['that were more than was declared', { cameras: 1, devices: ['a', 'b'] }, [1, 1, 0, 0]],
] as const)('declared cameras %s', ([, { devices, ...given }, [cameras, taken, declined, waiting]]) => {
  const declaration = { place: 'Chợ', devices: [...devices], ...given };

  expect(countDeclared([declaration])).toEqual({ cameras, taken, declined, waiting });
});
