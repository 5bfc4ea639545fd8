import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSettlements } from '#collector/watching/settlements.ts';
import { runInSlices, type Steps } from '#core/host/in-slices.ts';

/** How many steps a work has; it fails at its end where it does. */
const work = fc.record({ steps: fc.nat(4), fails: fc.boolean(), waitsFor: fc.nat(6) });

test('works that come while others are under way see one another whole, in the order in which they came', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(work, { maxLength: 8 }), async (works) => {
      const settlements = createSettlements((steps) => runInSlices(steps, 0));
      const told: string[] = [];
      const outcomes: Promise<string>[] = [];
      function* tell(name: number, { steps, fails }: (typeof works)[number]): Steps<void> {
        for (let step = 0; step < steps; step++) {
          told.push(`${name}.${step}`);
          yield;
        }
        told.push(`${name} ends`);
        if (fails) throw new Error(`${name} failed`);
      }

      for (const [name, one] of works.entries()) {
        for (let turn = 0; turn < one.waitsFor; turn++) await new Promise(setImmediate);
        outcomes.push(
          settlements
            .run(() => tell(name, one))
            .then(
              () => 'well',
              (error: unknown) => String(error),
            ),
        );
      }

      expect(await Promise.all(outcomes)).toEqual(
        works.map(({ fails }, name) => (fails ? `Error: ${name} failed` : 'well')),
      );
      expect(told).toEqual(
        works.flatMap(({ steps }, name) => [
          ...Array.from({ length: steps }, (_, step) => `${name}.${step}`),
          `${name} ends`,
        ]),
      );
    }),
  );
});

test('what is short is done at once', () => {
  const told: string[] = [];
  const settlements = createSettlements();

  void settlements.run(function* () {
    yield;
    told.push('done');
  });

  expect(told).toEqual(['done']);
});
