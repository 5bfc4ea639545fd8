import fc from 'fast-check';
import { expect, test } from 'vitest';
import { watcherOf } from '#core/leases/rendezvous.ts';
import { decideLease, type NextLease } from '#hub/leases/decide-leases.ts';
import { createHearing } from '#hub/leases/hearing.ts';

const SILENT_MS = 60_000;
const STEP_MS = 3_000;
const COLLECTORS = ['kv-a', 'kv-b', 'kv-c'];
/** How long each speaks and is silent in turn. */
const turns = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 12 });

/** Whether somebody speaks at a step, by its turns; silent for good afterwards where `endsSilent`. */
function speaksAt(lengths: readonly number[], step: number): boolean {
  let left = step;
  for (const [place, length] of lengths.entries()) {
    if (left < length) return place % 2 === 0;
    left -= length;
  }
  return lengths.length % 2 === 0;
}

test('whoever comes and goes: a site has one watcher, who is not silent while somebody else lives, and few leases are granted', () => {
  fc.assert(
    fc.property(fc.tuple(turns, turns, turns), fc.integer({ min: 0, max: 200 }), (all, sites) => {
      const hearing = createHearing();
      const leases: NextLease[] = [];
      const words = new Map<string, number>();
      const lastMs = new Map<string, number>();
      let losses = 0;
      for (let step = 0; step < 1_000; step++) {
        const atMs = step * STEP_MS;
        for (const [place, id] of COLLECTORS.entries()) {
          if (!speaksAt(all[place] ?? [], step)) continue;
          words.set(id, step);
          lastMs.set(id, atMs);
        }
        const heard = hearing.look(words, atMs, SILENT_MS);
        const now = { zone: 'z', sites, watchers: 1, collectors: COLLECTORS, leases };
        const { next } = decideLease(now, heard, atMs, { silentAfterMs: SILENT_MS });
        if (next) leases.push(next);

        const silentMs = (id: string) => atMs - (lastMs.get(id) ?? Number.NEGATIVE_INFINITY);
        losses += COLLECTORS.filter((id) => silentMs(id) === SILENT_MS).length;
        const watchers = leases.at(-1)?.collectors ?? [];
        const living = COLLECTORS.filter((id) => heard.get(id)?.isProven && silentMs(id) < SILENT_MS);
        if (living.length > 0) {
          expect(watchers).not.toEqual([]);
          for (const site of ['site-1', 'site-2', 'site-3'])
            expect(living).toContain(watcherOf(site, watchers));
        }
      }

      expect(leases.map(({ epoch }) => epoch)).toEqual(leases.map((_, index) => index + 1));
      // One at a loss, one when it is back, one when it came first.
      expect(leases.length).toBeLessThanOrEqual(2 * losses + COLLECTORS.length);
    }),
    { numRuns: 25 },
  );
});
