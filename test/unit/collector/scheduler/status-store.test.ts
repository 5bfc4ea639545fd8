import { describe, expect, test } from 'vitest';
import { type Status, unknownStatus } from '#collector/judge/status.ts';
import { buildWatchColumns } from '#collector/states/watch-columns.ts';
import type { Device, LifecycleStep } from '#core/domain/inventory.ts';
import type { Reading } from '#core/domain/probing.ts';
import { device, inventoryOf } from '#test/support/inventory.ts';
import { createTestStore } from '#test/support/status-store.ts';

const checks = {
  prober: 'icmp',
  intervalMs: 300_000,
  timeoutMs: 1_000,
  confirm: 3,
  recheckMs: 5_000,
  degradedLossRatio: 0.5,
  transport: 'plain',
  playMs: 0,
  detailsEveryMs: 86_400_000,
} as const;
const GRACE_MS = 30_000;

const watch = (devices: readonly Device[], more = {}) =>
  buildWatchColumns(inventoryOf({ devices }), { camera: { reach: { ...checks, ...more } } }, 0);
const camera = (...steps: readonly LifecycleStep[]) =>
  device({ id: 'cam', address: '192.0.2.1', lifecycle: [{ stage: 'in-service', atMs: 0 }, ...steps] });
const up = (atMs: number): Reading => ({
  deviceId: 'cam',
  indicator: 'reach',
  atMs,
  outcome: { ok: true, measurements: {} },
});
const down = (atMs: number): Reading => ({
  deviceId: 'cam',
  indicator: 'reach',
  atMs,
  outcome: { ok: false, reason: 'timeout', detail: 'silent' },
});
const UNMEASURED = { entity: 'device:cam', indicator: 'reach', state: 'unknown', reason: 'not-measured' };

/** A camera that fell at 20 s. */
function fallen() {
  const store = createTestStore(new Map());
  store.replace(watch([camera()]), 0);
  store.judgeReadings([up(10_000), down(20_000), down(25_000), down(30_000)]);
  expect(store.status('cam', 'reach')?.state).toBe('down');
  return store;
}

describe('a device that is paused or retired while it is down', () => {
  test('is unknown from that instant, so that its outage ends there', () => {
    const store = fallen();
    store.replace(watch([camera({ stage: 'paused', atMs: 40_000 })]), 45_000);

    expect(store.sweep(50_000, 0, GRACE_MS)).toEqual([{ ...UNMEASURED, afterMs: 30_000, atMs: 40_000 }]);
    expect(store.sweep(60_000, 0, GRACE_MS)).toEqual([]);
  });

  test('is dated by the step that ended its measuring, not by a later one', () => {
    const store = fallen();
    const steps = [
      { stage: 'paused', atMs: 40_000 },
      { stage: 'retired', atMs: 42_000 },
    ] as const;
    store.replace(watch([camera(...steps)]), 45_000);

    expect(store.sweep(50_000, 0, GRACE_MS)).toMatchObject([{ atMs: 40_000 }]);
  });

  test('is not judged by probes that were sent afterwards', () => {
    const store = fallen();
    store.replace(watch([camera({ stage: 'paused', atMs: 40_000 })]), 45_000);

    expect(store.judgeReadings([up(41_000)])).toEqual([]);
  });

  test('is judged anew when it is resumed, whatever it was before', () => {
    const store = fallen();
    const steps = [
      { stage: 'paused', atMs: 40_000 },
      { stage: 'resumed', atMs: 80_000 },
    ] as const;
    store.replace(watch([camera(...steps)]), 35_000);
    store.sweep(50_000, 0, GRACE_MS);

    const changes = store.judgeReadings([down(90_000), down(95_000), down(100_000)]);

    expect(changes).toMatchObject([{ state: 'down', atMs: 90_000 }]);
  });
});

describe('a check that is no longer in the list', () => {
  test('leaves nothing behind that would count on', () => {
    const store = fallen();

    expect(store.replace(watch([]), 50_000)).toEqual([{ ...UNMEASURED, afterMs: 30_000, atMs: 50_000 }]);
  });

  test('is not taken up again with what the ledger said long ago', () => {
    const known = { state: 'up', sinceMs: 1, afterMs: 1, history: { bits: 0, length: 0 } } as const;
    const store = createTestStore(new Map([['cam reach', known]]));
    store.replace(watch([camera()]), 0);
    store.judgeReadings([down(20_000), down(25_000), down(30_000)]);
    store.replace(watch([]), 50_000);
    store.replace(watch([camera()]), 60_000);

    expect(store.judgeReadings([up(70_000)])).toMatchObject([{ state: 'up', atMs: 70_000 }]);
  });

  test('that is on record from an earlier run is closed at the start', () => {
    const known = {
      state: 'down',
      sinceMs: 5,
      afterMs: 1,
      lastMs: 9,
      history: { bits: 0, length: 0 },
    } as const;
    const store = createTestStore(new Map([['cam reach', known]]));

    expect(store.replace(watch([]), 50_000)).toEqual([{ ...UNMEASURED, afterMs: 9, atMs: 50_000 }]);
    expect(store.replace(watch([]), 60_000)).toEqual([]);
  });
});

test('a shorter interval does not make stale what was probed in time', () => {
  const store = createTestStore(new Map());
  store.replace(watch([camera()]), 0);
  store.judgeReadings([up(10_000)]);
  store.replace(watch([camera()], { intervalMs: 30_000 }), 290_000);

  expect(store.sweep(300_000, 0, GRACE_MS)).toEqual([]);
  expect(store.sweep(390_000, 0, GRACE_MS)).toMatchObject([
    { state: 'unknown', reason: 'stale', atMs: 350_000, afterMs: 290_000 },
  ]);
});

describe('a recorder that answers in part', () => {
  const part = (atMs: number, proven?: boolean): Reading => ({
    deviceId: 'cam',
    indicator: 'reach',
    atMs,
    outcome: {
      ok: false,
      reason: 'cut-short',
      detail: 'channels: no answer',
      ...(proven && { proven: { reason: 'disk', detail: 'full' } as const }),
    },
  });
  const CUT_SHORT = { ...UNMEASURED, reason: 'cut-short' };
  const INTERVAL_MS = 300_000;
  /** Judged until then: faults were confirmed at 0, 5 and 10 s. */
  function faulty() {
    const store = createTestStore(new Map());
    store.replace(watch([camera()]), 0);
    store.judgeReadings([part(1, true), part(5_000, true), part(10_000, true)]);
    expect(store.status('cam', 'reach')).toMatchObject({ state: 'degraded', reason: 'disk' });
    return store;
  }

  test('stays what it was for two intervals, and then nobody knows', () => {
    const store = faulty();
    for (let at = 1; at <= 3; at++) store.judgeReadings([part(at * INTERVAL_MS)]);

    expect(store.sweep(10_000 + 2 * INTERVAL_MS + GRACE_MS, 0, GRACE_MS)).toEqual([]);
    expect(store.sweep(10_001 + 2 * INTERVAL_MS + GRACE_MS, 0, GRACE_MS)).toEqual([
      { ...CUT_SHORT, afterMs: 10_000, atMs: 10_000 + 2 * INTERVAL_MS },
    ]);
  });

  test('stays degraded for as long as its parts show the fault', () => {
    const store = faulty();
    for (let at = 1; at <= 30; at++) {
      store.judgeReadings([part(at * INTERVAL_MS, true)]);
      expect(store.sweep(at * INTERVAL_MS, 0, GRACE_MS)).toEqual([]);
    }

    expect(store.status('cam', 'reach')).toMatchObject({ state: 'degraded', sinceMs: 1 });
  });

  test('is unknown for that reason where nothing was known of it before', () => {
    const store = createTestStore(new Map());
    store.replace(watch([camera()]), 0);
    for (let at = 1; at <= 4; at++) store.judgeReadings([part(at * INTERVAL_MS)]);

    expect(store.sweep(4 * INTERVAL_MS, 0, GRACE_MS)).toEqual([
      { ...CUT_SHORT, afterMs: INTERVAL_MS, atMs: 3 * INTERVAL_MS },
    ]);
    expect(store.sweep(4 * INTERVAL_MS, 0, GRACE_MS)).toEqual([]);
  });
});

test('what was measured keeps its time while later probes measure nothing', () => {
  const store = createTestStore(new Map());
  store.replace(watch([camera()]), 0);
  const seen = up(10_000);
  store.judgeReadings([{ ...seen, outcome: { ok: true, measurements: { rttAvgMs: 3.9 } } }, down(20_000)]);

  expect(store.status('cam', 'reach')).toMatchObject({
    lastProbeMs: 20_000,
    measurements: { rttAvgMs: 3.9 },
    measuredMs: 10_000,
  });
});

describe('a device that is installed and not accepted', () => {
  const installed = (...steps: readonly LifecycleStep[]) =>
    device({ id: 'cam', address: '192.0.2.1', lifecycle: [{ stage: 'installed', atMs: 0 }, ...steps] });
  const silent = [down(10_000), down(15_000), down(20_000)];

  test('is unknown while it never answered, and bears witness of nothing', () => {
    const store = createTestStore(new Map());
    store.replace(watch([installed()]), 0);

    expect(store.judgeReadings(silent)).toEqual([
      {
        ...UNMEASURED,
        reason: 'never-answered',
        afterMs: 10_000,
        atMs: 10_000,
        evidence: { probes: 3, failure: 'timeout' },
      },
    ]);
    expect(store.neverAnswered('cam', 'reach')).toBe(true);
    expect(store.reachOf('cam', 20_000)).toBeUndefined();
  });

  test('is down from its acceptance on', () => {
    const store = createTestStore(new Map());
    store.replace(watch([installed()]), 0);
    store.judgeReadings(silent);
    store.replace(watch([installed({ stage: 'accepted', atMs: 100_000 })]), 100_001);

    expect(store.judgeReadings([down(310_000)])).toMatchObject([
      { state: 'down', reason: 'timeout', afterMs: 100_000, atMs: 100_000 },
    ]);
  });

  test('goes on as such after a restart', () => {
    const status = { ...unknownStatus(10_000), reason: 'never-answered', lastMs: 20_000 };
    const store = createTestStore(new Map([['cam reach', status]]));
    store.replace(watch([installed()]), 30_000);

    expect(store.judgeReadings([down(40_000), down(45_000), down(50_000)])).toEqual([]);
    expect(store.status('cam', 'reach')?.reason).toBe('never-answered');
  });
});

describe('what changed around a restart', () => {
  const resumed = (state: 'up' | 'down', lastCoveredForMs = 500_000) => {
    const status = { ...unknownStatus(10_000), state, lastMs: 1_000_000 };
    const coveredToMs = (_intervalMs: number, leastMs: number) =>
      leastMs <= lastCoveredForMs ? 1_000_000 : 600_000;
    const runBefore = { coveredToMs, lateMs: 20_000 };
    const store = createTestStore(new Map([['cam reach', status]]), runBefore);
    store.replace(watch([camera()]), 1_100_000);
    return store;
  };

  test('may have fallen silent an interval before its coverage ended, and as long as a late confirmation takes that was cut short', () => {
    const silent = [down(1_110_000), down(1_115_000), down(1_120_000)];

    expect(resumed('up').judgeReadings(silent)).toMatchObject([
      {
        state: 'down',
        afterMs: 1_000_000 - 300_000 - 3 * 1_000 - 2 * (5_000 + 3 * 1_000) - 20_000,
        atMs: 1_110_000,
      },
    ]);
  });

  test('may have come back an interval before its coverage ended, and as long as a late probe takes: that needs no confirmation', () => {
    expect(resumed('down').judgeReadings([up(1_110_000)])).toMatchObject([
      { state: 'up', afterMs: 1_000_000 - 300_000 - 3 * 1_000 - 20_000, atMs: 1_110_000 },
    ]);
  });

  test('may have begun in the middle of the probe that proved a loss', () => {
    const status: Status = {
      ...unknownStatus(1_000_000),
      ...{ state: 'degraded', reason: 'loss', afterMs: 940_000, lastMs: 1_000_000 },
    };
    const runBefore = { coveredToMs: () => 1_050_000, lateMs: 20_000 };
    const store = createTestStore(new Map([['cam reach', status]]), runBefore);
    store.replace(watch([camera()]), 1_100_000);

    expect(store.judgeReadings([down(1_110_000), down(1_115_000), down(1_120_000)])).toMatchObject([
      { state: 'down', afterMs: 940_000, atMs: 1_110_000 },
    ]);
  });

  test('may have changed before a gap, where the coverage after it was too short to tell', () => {
    const silent = [down(1_110_000), down(1_115_000), down(1_120_000)];

    expect(resumed('up', 30_000).judgeReadings(silent)).toMatchObject([
      { state: 'down', afterMs: 600_000 - 300_000 - 3 * 1_000 - 2 * (5_000 + 3 * 1_000) - 20_000 },
    ]);
    expect(resumed('down', 10_000).judgeReadings([up(1_110_000)])).toMatchObject([
      { state: 'up', afterMs: 600_000 - 300_000 - 3 * 1_000 - 20_000 },
    ]);
  });
});

describe('to what instant checks may be covered', () => {
  /** Interval, the packets of one probe, and how late it may be judged. */
  const AGE_MS = 300_000 + 3 * 1_000 + 20_000;
  const CONFIRMED_MS = 2 * (5_000 + 3 * 1_000);
  const storeOf = (...devices: Device[]) => {
    const store = createTestStore(new Map(), { coveredToMs: () => 0, lateMs: 20_000 });
    store.replace(watch(devices), 0);
    return store;
  };
  const provenMs = (store: ReturnType<typeof createTestStore>, sightSinceMs = 0) =>
    store.provenTo(sightSinceMs).get(300_000);

  test('what nobody knows holds nothing back', () => {
    expect(storeOf(camera()).provenTo(0)).toEqual(new Map());
  });

  test('what answered may be due, and its failure unconfirmed, before the end', () => {
    const store = storeOf(camera());
    store.judgeReadings([up(10_000)]);

    expect(provenMs(store)).toBe(10_000 + AGE_MS + CONFIRMED_MS);
  });

  test('a failure that waits for its confirmation holds it at the answer before, until it is confirmed', () => {
    const store = storeOf(camera());
    store.judgeReadings([up(10_000), down(310_000), down(500_000)]);
    expect(provenMs(store)).toBe(10_000 + AGE_MS + CONFIRMED_MS);

    store.judgeReadings([down(505_000)]);

    expect(provenMs(store)).toBe(505_000 + AGE_MS);
  });

  test('a failure that was none holds nothing back', () => {
    const store = storeOf(camera());
    store.judgeReadings([up(10_000), down(310_000), up(315_000)]);

    expect(provenMs(store)).toBe(315_000 + AGE_MS + CONFIRMED_MS);
  });

  test('the one that was asked longest ago decides, but not from before sight', () => {
    const store = storeOf(camera(), { ...camera(), id: 'other' });
    store.judgeReadings([up(10_000), { ...up(200_000), deviceId: 'other' }]);

    expect(provenMs(store)).toBe(10_000 + AGE_MS + CONFIRMED_MS);
    expect(provenMs(store, 150_000)).toBe(150_000 + AGE_MS + CONFIRMED_MS);
  });
});

describe('a rung that is not measured by decision', () => {
  const decided = (fromMs: number, toMs?: number) => ({
    ...({ id: '3', deviceId: 'cam', indicator: 'reach', cause: 'allow-list', fromMs } as const),
    ...(toMs !== undefined && { toMs }),
  });
  const DECIDED = {
    ...UNMEASURED,
    reason: 'measuring-fault',
    evidence: { decision: '3', cause: 'allow-list' },
  };

  test('is unknown from its beginning on, whatever its probes say, and told once', () => {
    const store = fallen();

    expect(store.setUnmeasured([decided(22_000)], 60_000)).toEqual([
      { ...DECIDED, afterMs: 22_000, atMs: 22_000 },
    ]);
    expect(store.setUnmeasured([decided(22_000)], 65_000)).toEqual([]);
    expect(store.judgeReadings([down(70_000), down(75_000), down(80_000), up(90_000)])).toEqual([]);
    expect(store.recheckAtMs(down(100_000))).toBeUndefined();
    expect(store.status('cam', 'reach')).toMatchObject({
      state: 'unknown',
      reason: 'measuring-fault',
    });
  });

  test('is judged anew from its end on: silence is down from the first probe then', () => {
    const store = fallen();
    store.setUnmeasured([decided(22_000)], 60_000);
    store.setUnmeasured([decided(22_000, 100_000)], 100_000);

    expect(store.judgeReadings([down(99_999), down(100_000), down(105_000)])).toEqual([]);
    expect(store.judgeReadings([down(110_000)])).toMatchObject([{ state: 'down', atMs: 100_000 }]);
    expect(store.setUnmeasured([decided(22_000, 100_000)], 115_000)).toEqual([]);
  });

  test('begins with its outage at the earliest, and counts where it ended while nobody looked', () => {
    const store = fallen();

    expect(store.setUnmeasured([decided(10_000, 50_000)], 60_000)).toEqual([
      { ...DECIDED, afterMs: 20_000, atMs: 20_000 },
    ]);
  });

  test('is not touched by a decision that was over before its outage, is to come, or is of another rung', () => {
    const store = fallen();
    const other = { ...decided(22_000), indicator: 'stream' } as const;

    expect(store.setUnmeasured([decided(1_000, 15_000), decided(90_000), other], 60_000)).toEqual([]);
    expect(store.status('cam', 'reach')?.state).toBe('down');
  });
});
