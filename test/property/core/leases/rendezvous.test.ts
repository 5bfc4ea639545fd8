import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { watcherOf } from '#core/leases/rendezvous.ts';

const SITES = Array.from({ length: 1_000 }, (_, index) => `site-${index}`);
const collectors = fc.uniqueArray(
  fc.nat(999).map((number) => `kv-${number}`),
  { minLength: 2, maxLength: 8 },
);

describe('sites shared out by rendezvous hash', () => {
  test('stay where they are when another collector goes, and when one comes only it gets any', () => {
    fc.assert(
      fc.property(collectors, fc.nat(), (all, place) => {
        const gone = all[place % all.length] ?? '';
        const left = all.filter((id) => id !== gone);

        for (const site of SITES) {
          const before = watcherOf(site, all);
          if (before === gone) expect(left).toContain(watcherOf(site, left));
          else expect(watcherOf(site, left)).toBe(before);
        }
      }),
      { numRuns: 20 },
    );
  });

  test('are as many for each as a fair die would give', () => {
    fc.assert(
      fc.property(collectors, (all) => {
        const sites = Map.groupBy(SITES, (site) => watcherOf(site, all));

        const fair = SITES.length / all.length;
        const deviation = Math.sqrt(fair * (1 - 1 / all.length));
        for (const id of all)
          expect(Math.abs((sites.get(id)?.length ?? 0) - fair)).toBeLessThan(5 * deviation);
      }),
      { numRuns: 20 },
    );
  });
});
