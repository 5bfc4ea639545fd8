import { expect, test } from 'vitest';
import { shareOut } from '#simulator/city/share-out.ts';

test.each([
  { name: 'by weight', total: 10, weights: [1, 1, 3], minimum: 0, shares: [2, 2, 6] },
  {
    name: 'the rest to the largest remainders',
    total: 10,
    weights: [1, 1, 1],
    minimum: 0,
    shares: [4, 3, 3],
  },
  { name: 'no less than the minimum', total: 10, weights: [1, 0, 9], minimum: 2, shares: [2, 2, 6] },
  {
    name: 'without a minimum that the total does not reach',
    total: 2,
    weights: [1, 1, 1],
    minimum: 1,
    shares: [1, 1, 0],
  },
  {
    name: 'all to the first where nobody has a weight',
    total: 3,
    weights: [0, 0],
    minimum: 0,
    shares: [3, 0],
  },
  { name: 'nothing among nobody', total: 0, weights: [], minimum: 0, shares: [] },
])('shares $total out $name', ({ total, weights, minimum, shares }) => {
  expect(shareOut(total, weights, minimum)).toEqual(shares);
});
