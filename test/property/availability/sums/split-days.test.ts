import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Membership } from '#availability/inventory/members.ts';
import { buildDayGrid } from '#availability/sums/day-grid.ts';
import { sumStates } from '#availability/sums/hours.ts';
import { splitDays } from '#availability/sums/split-days.ts';
import type { StateSums } from '#availability/timelines/state-ms.ts';
import { DOWN } from '#availability/timelines/state-ms.ts';
import { buildTimeline } from '#availability/timelines/timeline.ts';
import { STATES } from '#core/domain/state.ts';
import { union } from '#core/time/intervals.ts';
import { hours } from '#core/time/units.ts';

const timeZone = 'Europe/Berlin';
/** With a day of 23 hours in it. */
const PERIOD = { fromMs: Date.parse('2026-03-27T00:00+01:00'), toMs: Date.parse('2026-04-01T00:00+02:00') };
const anInstant = fc.integer({ min: PERIOD.fromMs - hours(30), max: PERIOD.toMs + hours(30) });
const anInterval = fc
  .tuple(anInstant, anInstant)
  .map(([a, b]) => ({ fromMs: Math.min(a, b), toMs: Math.max(a, b) }));
const belonging = {
  kind: 'camera',
  agency: 'a',
  district: 'd',
  area: 'w',
  contractor: 'c',
  programme: 'p',
  purpose: 'u',
} as const;

const anInput = fc.record({
  changes: fc
    .array(fc.record({ atMs: anInstant, state: fc.constantFrom(...STATES) }), { maxLength: 12 })
    .map((list) => list.sort((a, b) => a.atMs - b.atMs).map((change, seq) => ({ ...change, seq }))),
  coverage: fc.array(anInterval, { maxLength: 4 }),
  service: fc.oneof(
    fc.constant([{ fromMs: PERIOD.fromMs - hours(1), toMs: PERIOD.toMs + hours(1) }]),
    fc.array(anInterval, { maxLength: 3 }),
  ),
  turnsMs: fc.array(anInstant, { maxLength: 2 }).map((turns) => turns.sort((a, b) => a - b)),
});

const listOf = ({ upMs, degradedMs, downMs, unknownMs, outOfServiceMs }: StateSums) =>
  [upMs, degradedMs, downMs, unknownMs, outOfServiceMs].join(' ');

test('days have what timelines say, however they are skipped over', () => {
  fc.assert(
    fc.property(anInput, ({ changes, coverage, service, turnsMs }) => {
      const grid = buildDayGrid(PERIOD, union(coverage), timeZone);
      const found = new Map<number, string>();
      const memberships: readonly Membership[] = [Number.NEGATIVE_INFINITY, ...new Set(turnsMs)].map(
        (fromMs) => ({
          fromMs,
          belonging,
        }),
      );
      // Places before and after it belong to others.
      const columns = {
        atMs: Float64Array.from([PERIOD.fromMs, ...changes.map(({ atMs }) => atMs), PERIOD.fromMs]),
        states: Uint8Array.from([DOWN, ...changes.map(({ state }) => STATES.indexOf(state)), DOWN]),
      };
      const slice = { from: 1, to: 1 + changes.length };

      splitDays({ columns, slice, service: union(service), memberships }, grid, {
        ordinary: (_membership, fromDay, toDay) => {
          for (let day = fromDay; day < toDay; day++) {
            expect(found.has(day)).toBe(false);
            const watchedMs = grid.watchedByDayMs[day] ?? 0;
            const lengthMs = (grid.boundsMs[day + 1] ?? 0) - (grid.boundsMs[day] ?? 0);
            found.set(day, [watchedMs, 0, 0, lengthMs - watchedMs, 0].join(' '));
          }
        },
        other: (day, total, parts) => {
          expect(found.has(day)).toBe(false);
          found.set(day, total.join(' '));
          const added = total.map((_, place) =>
            parts.reduce((sumMs, { stateMs }) => sumMs + (stateMs[place] ?? 0), 0),
          );
          expect(added).toEqual(total);
        },
      });

      for (const [day, fromMs] of grid.boundsMs.slice(0, -1).entries()) {
        const toMs = grid.boundsMs[day + 1] ?? 0;
        const sums = sumStates(buildTimeline({ changes, coverage, service, period: { fromMs, toMs } }));
        expect(found.get(day)).toBe(sums.outOfServiceMs === toMs - fromMs ? undefined : listOf(sums));
      }
    }),
    { numRuns: 500 },
  );
});
