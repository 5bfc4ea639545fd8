import fc from 'fast-check';
import { test } from 'vitest';
import { shareOut } from '#simulator/city/share-out.ts';

const weights = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 40 });

test('shares are whole, none below the minimum that the total reaches, and sum to the total', () => {
  fc.assert(
    fc.property(fc.nat(10_000), weights, fc.nat(20), (total, given, minimum) => {
      const shares = shareOut(total, given, minimum);

      const floor = minimum * given.length <= total ? minimum : 0;
      return (
        shares.reduce((sum, share) => sum + share, 0) === total &&
        shares.every((share) => Number.isInteger(share) && share >= floor)
      );
    }),
  );
});
