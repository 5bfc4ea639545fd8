import { expect, test } from 'vitest';
import { days, hours, minutes } from '#core/time/units.ts';
import { verifyLedger } from '#ledger/sqlite/checks/verify-chain.ts';
import { listFuture, voidFuture } from '#ledger/sqlite/writing/void-future.ts';
import { change, openTempLedger, openTempReader } from '#test/support/temp-ledger.ts';
import type { StoreUnderTest } from './store-under-test.ts';

export function describeVoidFuture({ tempPlace, tamper }: StoreUnderTest): void {
  const NOW_MS = Date.UTC(2026, 10, 28, 3);
  const LATER_MS = NOW_MS + days(3_652);
  const EVER = { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };
  const TIME = { nowMs: NOW_MS, dateOf: (atMs: number) => new Date(atMs).toISOString().slice(0, 10) };
  const WORD = { author: 'tester', reason: 'the clock stood at 2036' };

  /** One mean in the lowest of 101 steps. */
  const ONE = [1, ...Array(100).fill(0)];

  /** An hour that was watched, and 16 seconds ten years later in which a camera was lost. */
  async function recorded() {
    const path = tempPlace();
    const time = { nowMs: NOW_MS - hours(1) };
    const ledger = await openTempLedger(path, { nowMs: () => time.nowMs });
    await ledger.record({
      changes: [
        change('device:cam', 'up', NOW_MS - hours(1)),
        change('device:other', 'up', NOW_MS - hours(1)),
      ],
      coverage: [{ fromMs: NOW_MS - hours(1), toMs: NOW_MS - minutes(1), closed: 'clock-step' }],
    });
    time.nowMs = LATER_MS;
    await ledger.record({
      changes: [change('device:cam', 'down', LATER_MS)],
      coverage: [{ fromMs: LATER_MS, toMs: LATER_MS + 16_000, closed: 'clock-step' }],
    });
    const trafficDay = {
      linkId: 'line',
      date: '2036-11-28',
      direction: 'in',
      capacityBitsPerSecond: 8,
      samples: 1,
    } as const;
    await ledger.recordTraffic({
      open: [],
      closed: [
        { ...trafficDay, histogram: ONE, octets: 1 },
        { ...trafficDay, date: '2026-11-28', histogram: ONE, octets: 1 },
      ],
    });
    time.nowMs = NOW_MS;
    await ledger.close();
    return path;
  }

  test('lists what lies in the future, and records nothing', async () => {
    const path = await recorded();

    const rows = listFuture(path, TIME);

    expect(rows.map(({ kind, fromMs }) => [kind, fromMs])).toEqual([
      ['change', LATER_MS],
      ['coverage', LATER_MS],
      ['traffic_day', NOW_MS],
    ]);
    expect([...openTempReader(path).coverage(EVER)].length).toBe(2);
  });

  test('what is voided counts no more: coverage, states, traffic, and the table of statuses', async () => {
    const path = await recorded();
    expect(openTempReader(path).lastRecordedMs()).toBe(LATER_MS);

    expect(voidFuture(path, TIME, WORD).length).toBe(3);

    const reader = openTempReader(path);
    expect([...reader.coverage(EVER)].map(({ toMs }) => toMs)).toEqual([NOW_MS - minutes(1)]);
    expect([...reader.changes()].map(({ state }) => state)).toEqual(['up', 'up']);
    expect([...reader.latestChanges()].map(({ entity, state }) => [entity, state])).toEqual([
      ['device:cam', 'up'],
      ['device:other', 'up'],
    ]);
    expect([...reader.trafficDays()].map(({ date }) => date)).toEqual(['2026-11-28']);
    expect(reader.changeColumns(EVER).slices.map(({ from, to }) => to - from)).toEqual([1, 1]);
    expect(reader.lastRecordedMs()).toBe(NOW_MS);
    expect((await verifyLedger(path, { scope: 'full' })).problems).toEqual([]);
    expect(listFuture(path, TIME)).toEqual([]);
    expect(voidFuture(path, TIME, WORD)).toEqual([]);
  });

  test('as it was known before the void was recorded, the rows counted', async () => {
    const path = await recorded();
    voidFuture(path, { ...TIME, nowMs: NOW_MS + 1 }, WORD);
    const reader = openTempReader(path);
    const known = (recordedBeforeMs: number) => ({
      segments: [...reader.coverage({ ...EVER, recordedBeforeMs })].length,
      changes: [...reader.changes({ recordedBeforeMs })].length,
    });

    expect(known(NOW_MS + 1)).toEqual({ segments: 1, changes: 2 });
    expect(known(LATER_MS + days(1))).toEqual({ segments: 1, changes: 2 });
  });

  test('refused while camwatch runs', async () => {
    const path = await recorded();
    await openTempLedger(path);

    expect(() => voidFuture(path, TIME, WORD)).toThrow(expect.objectContaining({ code: 'LEDGER_LOCKED' }));
  });

  test('verify tells of a void of what was not the future', async () => {
    const path = await recorded();
    const early = { ...TIME, nowMs: NOW_MS - hours(2) };
    const rows = voidFuture(path, early, WORD);
    expect(rows.length).toBe(6);
    expect((await verifyLedger(path, { scope: 'full' })).problems).toEqual([]);

    tamper(path, `UPDATE void SET recorded_ms = ${NOW_MS} WHERE voids = ${rows[0]?.seq}`);

    const { problems } = await verifyLedger(path, { scope: 'full' });
    expect(problems.map(({ kind }) => kind)).toEqual(['changed', 'void']);
  });
}
