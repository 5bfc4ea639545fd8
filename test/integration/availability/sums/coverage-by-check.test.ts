import { describe, expect, test } from 'vitest';
import { computeAvailability } from '#availability/sums/availability.ts';
import { checkDays } from '#availability/sums/check-days.ts';
import { rebuildDays } from '#availability/sums/day-sums.ts';
import { measuredSums } from '#availability/sums/measured-sums.ts';
import { findStaleDates } from '#availability/sums/stale-dates.ts';
import { listCoverageGaps } from '#availability/timelines/coverage-gaps.ts';
import { minutes, seconds } from '#core/time/units.ts';
import { recordStore } from '#ledger/sqlite/record-store.ts';
import { device } from '#test/support/inventory.ts';
import {
  at,
  CAMERAS,
  HOUR_MS,
  inventory,
  LINES,
  settleLedger,
  TIME_ZONE,
} from '#test/support/settled-city.ts';
import { deviceRevision, type Recorded, writeLedger } from '#test/support/settlement-ledger.ts';
import { change, openTempReader } from '#test/support/temp-ledger.ts';

/** November is watched from its first second, but for eleven seconds on the 10th at noon. */
const START = at('11-01T00:00');
const LOST = at('11-10T12:00');
const BACK = LOST + seconds(11);
const END = at('12-01T00:00');
const [OFTEN_MS, SELDOM_MS] = [seconds(5), HOUR_MS];

const OFTEN = device({ id: 'often', profile: 'often', contracts: ['cameras'] });
const SELDOM = device({ id: 'seldom', profile: 'seldom', contracts: ['cameras'] });

const profile = (id: string, intervalMs: number, recordedMs = START): Recorded => ({
  recordedMs,
  revisions: [{ kind: 'profile', id, fromMs: recordedMs, body: { id, checks: { reach: { intervalMs } } } }],
});

/** As the collector covers an interval: one of it after sight is there. */
const coverage = (intervalMs: number): Recorded => ({
  recordedMs: END,
  coverage: [
    { intervalMs, fromMs: START, toMs: LOST, closed: 'blind' },
    { intervalMs, fromMs: BACK + intervalMs, toMs: END, closed: 'stop' },
  ],
});

const city = (...more: readonly Recorded[]) =>
  writeLedger([
    inventory({ devices: [OFTEN, SELDOM], contracts: [CAMERAS, LINES] }),
    profile('often', OFTEN_MS),
    profile('seldom', SELDOM_MS),
    {
      recordedMs: START,
      changes: [change('device:often', 'up', START), change('device:seldom', 'up', START)],
    },
    coverage(OFTEN_MS),
    coverage(SELDOM_MS),
    ...more,
  ]);

const unknownMs = (path: string, id: string) =>
  settleLedger(path).parts[0]?.entities.find(({ entity }) => entity === `device:${id}`)?.sums.unknown;

describe('after eleven seconds without canaries', () => {
  test('each is unknown for that time and one interval of its own', () => {
    const path = city();

    expect(unknownMs(path, 'often')).toBe(seconds(11) + OFTEN_MS);
    expect(unknownMs(path, 'seldom')).toBe(seconds(11) + SELDOM_MS);
  });

  test('the hourly figures say the same', () => {
    const rows = computeAvailability(openTempReader(city()), {
      period: { fromMs: LOST, toMs: LOST + 2 * HOUR_MS },
      untilMs: END,
      devices: [OFTEN, SELDOM],
      indicators: () => ['reach'],
    });

    expect(rows.map(({ deviceId, unknownMs: ms }) => [deviceId, ms])).toEqual([
      ['often', seconds(16)],
      ['often', 0],
      ['seldom', HOUR_MS],
      ['seldom', seconds(11)],
    ]);
  });

  test('what is on record of a device says when it was not watched, and why', () => {
    const reader = openTempReader(city());
    const period = { fromMs: START, toMs: END };

    expect(listCoverageGaps(reader, period, 'device:often')).toEqual([
      { fromMs: LOST, toMs: BACK + OFTEN_MS, reason: 'blind' },
    ]);
    expect(listCoverageGaps(reader, period, 'device:seldom')).toEqual([
      { fromMs: LOST, toMs: BACK + SELDOM_MS, reason: 'blind' },
    ]);
  });

  test('a settlement rests on the coverage and the profiles of its own checks alone', () => {
    const rowsOf = (devices: readonly (typeof OFTEN)[]) => {
      const path = writeLedger([
        inventory({ devices: [...devices], contracts: [CAMERAS, LINES] }),
        profile('often', OFTEN_MS),
        profile('seldom', SELDOM_MS),
        { recordedMs: START, changes: [change('device:often', 'up', START)] },
        coverage(OFTEN_MS),
        coverage(SELDOM_MS),
      ]);
      return settleLedger(path).ledgerRows.count;
    };

    // The contract, the device, its change and its profile, and two rows of coverage; with the other one its row, profile and coverage.
    expect(rowsOf([OFTEN])).toBe(6);
    expect(rowsOf([OFTEN, SELDOM])).toBe(10);
  });
});

describe('a check whose interval changes', () => {
  const CHANGED = at('11-20T23:59') + seconds(58);
  const shorter = profile('seldom', OFTEN_MS, CHANGED);

  test('is covered by the new one from one new interval later, whatever else is covered then', () => {
    expect(unknownMs(city(shorter), 'seldom')).toBe(seconds(11) + SELDOM_MS + OFTEN_MS);
  });

  test('goes on where another profile has the same interval', () => {
    const path = city(profile('other', OFTEN_MS, CHANGED), {
      recordedMs: CHANGED,
      revisions: [deviceRevision(CHANGED, { ...OFTEN, profile: 'other' })],
    });

    expect(unknownMs(path, 'often')).toBe(seconds(11) + OFTEN_MS);
  });

  test('is not covered by an interval before it is recorded to have it', () => {
    const path = city({ ...shorter, recordedMs: CHANGED + minutes(10) });

    expect(unknownMs(path, 'seldom')).toBe(seconds(11) + SELDOM_MS + OFTEN_MS);
    expect(listCoverageGaps(openTempReader(path), { fromMs: CHANGED, toMs: END }, 'device:seldom')).toEqual([
      { fromMs: CHANGED + minutes(10), toMs: CHANGED + minutes(10) + OFTEN_MS, reason: 'reload' },
    ]);
  });

  test('has sums of days that are those of the intervals, with rows for the days around the change', () => {
    const path = city(shorter, {
      recordedMs: END,
      changes: [
        change('device:often', 'down', at('11-05T10:00')),
        change('device:often', 'up', at('11-05T11:00')),
      ],
    });
    rebuildDays(recordStore(path), { timeZone: TIME_ZONE, nowMs: () => END });
    const reader = openTempReader(path);

    expect(checkDays(reader, { timeZone: TIME_ZONE, nowMs: END })).toEqual({
      dates: 30,
      missing: [],
      differences: [],
    });
    expect([...reader.days()].map(({ entity, date, unknownMs: ms }) => [entity, date, ms])).toEqual([
      ['device:often', '2026-11-05', 0],
      // Two seconds of the change lie in one day, three in the next.
      ['device:seldom', '2026-11-20', seconds(2)],
      ['device:seldom', '2026-11-21', seconds(3)],
    ]);
    const watched = [...reader.dayGroups({ kind: 'coverage', fromDate: '2026-11-10', toDate: '2026-11-10' })];
    expect(watched.map(({ id, unknownMs: ms }) => [id, ms])).toEqual([
      ['watched', 24 * HOUR_MS],
      ['watched/3600000', seconds(11) + SELDOM_MS],
      ['watched/5000', seconds(11) + OFTEN_MS],
    ]);
  });

  test('gives the same sums from days as from the intervals, whole or in parts', () => {
    const path = city(shorter);
    const sumsOf = (fromMs: number, toMs: number) => {
      const { groups } = measuredSums(openTempReader(path), {
        by: 'kind',
        indicator: 'reach',
        period: { fromMs, toMs },
        timeZone: TIME_ZONE,
      });
      return [groups[0]?.upMs ?? 0, groups[0]?.unknownMs ?? 0] as const;
    };
    const fromIntervals = sumsOf(START, END);
    const cut = CHANGED + 777;
    const [before, after] = [sumsOf(START, cut), sumsOf(cut, END)];
    rebuildDays(recordStore(path), { timeZone: TIME_ZONE, nowMs: () => END });

    const lostMs = 2 * seconds(11) + OFTEN_MS + SELDOM_MS + OFTEN_MS;
    expect(fromIntervals).toEqual([2 * 30 * 24 * HOUR_MS - lostMs, lostMs]);
    expect([before[0] + after[0], before[1] + after[1]]).toEqual(fromIntervals);
    expect(sumsOf(START, END)).toEqual(fromIntervals);
  });
});

describe('days whose sums are there', () => {
  const stale = (...later: readonly Recorded[]) => {
    const path = city();
    rebuildDays(recordStore(path), { timeZone: TIME_ZONE, nowMs: () => END });
    writeLedger(later, path);
    return [...findStaleDates(openTempReader(path), TIME_ZONE).staleDates];
  };

  test('stay right while nothing new is recorded', () => {
    expect(stale()).toEqual([]);
  });

  test('are stale where coverage of one interval comes in late', () => {
    const late = { intervalMs: OFTEN_MS, fromMs: LOST, toMs: LOST + seconds(3), closed: 'crash' as const };

    expect(stale({ recordedMs: END, coverage: [late] })).toEqual(['2026-11-10']);
  });

  test('are stale from where an interval is recorded to be another', () => {
    expect(stale(profile('often', seconds(10), at('11-29T08:00')))).toEqual(['2026-11-29', '2026-11-30']);
  });
});
