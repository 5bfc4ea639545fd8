import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clockIncidents } from '#contracts/response/incident-clocks.ts';
import { buildIncidents } from '#contracts/response/incident-figures.ts';
import { checkIncidents } from '#contracts/verification/check-incidents.ts';
import { type Interval, totalMs } from '#core/time/intervals.ts';
import { serviceHours } from '#core/time/service-calendar.ts';
import { hours, minutes } from '#core/time/units.ts';
import {
  acknowledged,
  byContractor,
  changed,
  opened,
  recordedAt,
  recordOf,
  reopened,
  resolved,
  type ToldStep,
} from '#test/support/incident-steps.ts';
import { termsOf } from '#test/support/sla-input.ts';

const START = Date.parse('2026-11-02T00:00+07:00');
const MOST_MINUTES = 14 * 24 * 60;
const AS_OF = START + minutes(MOST_MINUTES);
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;

const TERMS = termsOf({
  service: { windows: [{ days: WEEKDAYS, fromMinute: 8 * 60, toMinute: 17 * 60 }], holidays: ['2026-11-05'] },
  targets: {
    responseMs: minutes(45),
    restoration: [
      { severity: 'minor', withinMs: hours(20) },
      { severity: 'critical', withinMs: hours(3) },
    ],
  },
});

const IDS = ['i-1', 'i-2', 'i-3'] as const;
const SEVERITIES = ['minor', 'major', 'critical'] as const;

/** Steps in any order that a confused keeper might write, a little apart, on whole minutes. */
const steps = fc
  .array(
    fc.record({
      id: fc.constantFrom(...IDS),
      action: fc.constantFrom('opened', 'reopened', 'changed', 'acknowledged', 'resolved', 'merged'),
      minute: fc.integer({ min: 0, max: MOST_MINUTES + 60 }),
      lag: fc.integer({ min: 0, max: 90 }),
      severity: fc.constantFrom(...SEVERITIES),
      isNamed: fc.boolean(),
      into: fc.constantFrom(...IDS),
      party: fc.constantFrom('a', 'b'),
    }),
    { maxLength: 24 },
  )
  .map((all) =>
    all
      .toSorted((a, b) => a.minute - b.minute)
      .map(({ id, action, minute, lag, severity, isNamed, into, party }): ToldStep => {
        const atMs = START + minutes(minute);
        const cause = { severity, contracts: isNamed ? ['cameras'] : ['lines'] };
        const told: Readonly<Record<typeof action, ToldStep>> = {
          opened: opened(id, atMs, cause),
          reopened: reopened(id, atMs, cause),
          changed: changed(id, atMs, cause),
          acknowledged: acknowledged(id, atMs, byContractor(party)),
          resolved: recordedAt(resolved(id, atMs - minutes(lag)), atMs),
          merged: resolved(id, atMs, into),
        };
        return told[action];
      }),
  )
  .filter((all) => all.length > 0);

const clock = (told: readonly ToldStep[]) =>
  clockIncidents({
    record: recordOf(told),
    asOfMs: AS_OF,
    inForceAt: () => ({ contractor: 'a', terms: TERMS }),
    excusesOf: () => [],
    hoursOf: () => (interval: Interval) => serviceHours(TERMS.service, interval, TERMS.timeZone),
  });

describe('the clocks of incidents', () => {
  test('are decided once: periods one after the other add up to the whole, and none has an incident twice', () => {
    fc.assert(
      fc.property(
        steps,
        fc.uniqueArray(fc.integer({ min: 1, max: MOST_MINUTES - 1 }), { maxLength: 5 }),
        (told, cuts) => {
          const rows = clock(told);
          const bounds = [0, ...cuts.toSorted((a, b) => a - b), MOST_MINUTES].map(
            (minute) => START + minutes(minute),
          );
          const periods = bounds.slice(1).map((toMs, index) => ({ fromMs: bounds[index] ?? 0, toMs }));

          const whole = buildIncidents(rows, { fromMs: START, toMs: AS_OF }, AS_OF);
          const split = periods.map((period) => buildIncidents(rows, period, AS_OF));

          const sum = (read: (one: typeof whole) => number) =>
            split.reduce((total, one) => total + read(one), 0);
          expect(sum(({ opened: count }) => count)).toBe(whole.opened);
          for (const name of ['response', 'restoration'] as const)
            for (const outcome of ['kept', 'missed', 'passedOn'] as const)
              expect(sum((one) => one[name][outcome])).toBe(whole[name][outcome]);
          for (const { rows: listed } of [whole, ...split])
            expect(new Set(listed.map(({ incident }) => incident)).size).toBe(listed.length);
        },
      ),
    );
  });

  test('follow from their own rows, to the millisecond', () => {
    fc.assert(
      fc.property(steps, (told) => {
        const figures = buildIncidents(clock(told), { fromMs: START, toMs: AS_OF }, AS_OF);

        expect(checkIncidents(figures)).toEqual([]);
      }),
    );
  });

  test('within the hours of service are the milliseconds that were open and in service', () => {
    fc.assert(
      fc.property(steps, (told) => {
        for (const { open, restoration, response, answeredMs = AS_OF } of clock(told)) {
          const counted = (untilMs: number) =>
            countMinutes((atMs) => isInService(atMs) && atMs < untilMs && isIn(atMs, open));

          expect(restoration.tookMs).toBe(totalMs(restoration.running));
          expect(restoration.tookMs).toBe(minutes(counted(AS_OF)));
          expect(response.tookMs).toBe(minutes(counted(answeredMs)));
        }
      }),
      { numRuns: 25 },
    );
  });
});

const countMinutes = (isMeant: (atMs: number) => boolean): number =>
  Array.from({ length: MOST_MINUTES }, (_, minute) => START + minutes(minute)).filter(isMeant).length;

const isIn = (atMs: number, set: readonly Interval[]): boolean =>
  set.some(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);

/** 2 November 2026 is a Monday; the 5th is the holiday. */
function isInService(atMs: number): boolean {
  const minute = (atMs - START) / minutes(1);
  const [day, ofDay] = [Math.floor(minute / 1_440), minute % 1_440];
  return day % 7 < 5 && day !== 3 && ofDay >= 8 * 60 && ofDay < 17 * 60;
}
