import pino from 'pino';
import { describe, expect, test, vi } from 'vitest';
import type { Target } from '#collector/probing/prober.ts';
import { createDispatcher } from '#collector/scheduler/dispatcher.ts';
import type { Engine } from '#collector/scheduler/probe-batch.ts';
import { countInMetrics } from '#collector/scheduler/work-counter.ts';
import type { Check, Device } from '#core/domain/inventory.ts';
import type { ProbeOutcome, Reading } from '#core/domain/probing.ts';
import { createMetrics } from '#core/names/metrics.ts';
import { asAllEngines } from '#test/support/engines.ts';
import { device, inventoryOf, link } from '#test/support/inventory.ts';

const START_MS = Date.UTC(2026, 0, 1);
const ok: ProbeOutcome = { ok: true, measurements: {} };
const checks = {
  prober: 'icmp',
  intervalMs: 60_000,
  timeoutMs: 1_000,
  confirm: 3,
  recheckMs: 5_000,
  degradedLossRatio: 0.5,
  transport: 'plain',
  playMs: 0,
  detailsEveryMs: 86_400_000,
} as const;

/** A dispatcher over devices, with an engine whose batches end when the test says so. */
function setUp(
  devices: readonly Device[],
  { lanes = 2, maxBatch = 1_000, logger = pino({ level: 'silent' }), isCounted = true } = {},
) {
  const time = { nowMs: START_MS };
  const batches: { targets: readonly Target[]; finish: () => void; fail: (error: Error) => void }[] = [];
  const engine: Engine = {
    fallbackPort: undefined,
    prober: {
      mode: 'batch',
      lanes,
      maxBatch,
      deadlineMs: () => 60_000,
      probe: (targets) =>
        new Promise((resolve, reject) => {
          batches.push({ targets, finish: () => resolve(targets.map(() => ok)), fail: reject });
        }),
    },
  };
  const readings: Reading[] = [];
  const dispatcher = createDispatcher({
    engines: asAllEngines(engine),
    credentialsOf: async () => undefined,
    streamsPerLine: 2,
    resolve: async (name) => {
      if (name === 'slow.example') time.nowMs += 7_000;
      if (name === 'no-server.example') throw Object.assign(new Error('try again'), { code: 'EAI_AGAIN' });
      if (name === 'unknown.example') throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
      return '192.0.2.9';
    },
    nowMs: () => time.nowMs,
    counter: countInMetrics(createMetrics()),
    logger,
    isCounted: () => isCounted,
    onReadings: (more) => readings.push(...more),
    stop: new AbortController().signal,
  });
  dispatcher.replace({ inventory: inventoryOf({ devices }), profiles: { camera: { reach: checks } } });
  /** Ticks every 250 ms as the collector does; `finishing` ends batches as soon as they start. */
  const run = async (durationMs: number, { finishing = true } = {}) => {
    for (const endMs = time.nowMs + durationMs; time.nowMs < endMs; time.nowMs += 250) {
      dispatcher.tick();
      if (finishing) for (const batch of batches) batch.finish();
      await settled();
    }
  };
  return { time, batches, readings, dispatcher, run };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
const cameras = (count: number, more: Partial<Device> = {}) =>
  Array.from({ length: count }, (_, index) => device({ id: `cam-${index}`, address: '192.0.2.1', ...more }));

describe('the schedule', () => {
  test('probes every device once an interval', async () => {
    const { readings, run } = setUp(cameras(500));

    await run(3 * 60_000);

    const counts = new Map<string, number>();
    for (const { deviceId } of readings) counts.set(deviceId, (counts.get(deviceId) ?? 0) + 1);
    expect(counts.size).toBe(500);
    // Three intervals; a device whose phase falls on an edge of the window may show two or four.
    expect(new Set(counts.values()).difference(new Set([2, 3, 4]))).toEqual(new Set());
    expect(readings.length).toBeGreaterThan(1_450);
  });

  test('spreads the load over the interval', async () => {
    const { batches, run } = setUp(cameras(4_000));

    await run(60_000);

    // A slice of 2.5 s holds 167 devices on the average.
    expect(Math.max(...batches.map(({ targets }) => targets.length))).toBeLessThan(250);
  });

  test('asks what is due soon along with what is due, once an interval and never late by a whole slice', async () => {
    const { time, batches, dispatcher, readings, run } = setUp(cameras(4_000));
    await run(60_000);
    let latestMs = 0;

    for (const endMs = time.nowMs + 120_000; time.nowMs < endMs; ) {
      await run(250);
      latestMs = Math.max(latestMs, dispatcher.latenessMs());
    }

    expect(latestMs).toBeLessThanOrEqual(1_500);
    expect(batches.length).toBeLessThanOrEqual(180 / 2.5 + 1);
    expect(readings.length).toBeGreaterThan(3 * 4_000 - 200);
    expect(readings.length).toBeLessThan(3 * 4_000 + 200);
  });

  test('leaves out devices that are not watched', async () => {
    const { readings, run } = setUp(
      cameras(5, { lifecycle: [{ stage: 'retired', atMs: START_MS - 1 }] }).concat(
        device({ id: 'new', address: 'a', lifecycle: [] }),
      ),
    );

    await run(2 * 60_000);

    expect(readings).toEqual([]);
  });

  test('starts to probe a device at the instant its life begins', async () => {
    const beginsMs = START_MS + 90_000;
    const { readings, run } = setUp(cameras(1, { lifecycle: [{ stage: 'accepted', atMs: beginsMs }] }));

    await run(4 * 60_000);

    expect(readings.length).toBeGreaterThan(0);
    expect(Math.min(...readings.map(({ atMs }) => atMs))).toBeGreaterThanOrEqual(beginsMs);
  });
});

describe('overload', () => {
  test('no device is probed while its last probe is under way', async () => {
    const { batches, run } = setUp(cameras(100));

    await run(5 * 60_000, { finishing: false });

    expect(batches.length).toBe(2);
    expect(batches.flatMap(({ targets }) => targets).length).toBeLessThanOrEqual(100);
  });

  test('lateness and shortfall show that the work exceeds the interval', async () => {
    const { batches, dispatcher, run } = setUp(cameras(100));
    await run(5 * 60_000, { finishing: false });
    expect(dispatcher.latenessMs()).toBeGreaterThan(3 * 60_000);
    expect(dispatcher.shortfall()).toBe(0);

    for (const batch of batches) batch.finish();
    await settled();
    await run(2_000);

    expect(dispatcher.shortfall()).toBeGreaterThan(300);
  });

  test('the oldest due goes first', async () => {
    const { batches, run } = setUp(cameras(100), { lanes: 1, maxBatch: 10 });
    await run(120_000, { finishing: false });
    const before = batches.length;

    for (const batch of batches) batch.finish();
    await settled();
    await run(30_000);

    expect(batches.length - before).toBeGreaterThan(5);
    expect(batches.every(({ targets }) => targets.length <= 10)).toBe(true);
  });
});

describe('what comes back', () => {
  test('a name that does not resolve is an outcome of its own', async () => {
    const devices = [
      device({ id: 'named', address: 'cam.example' }),
      device({ id: 'lost', address: 'unknown.example' }),
    ];
    const { readings, batches, run } = setUp(devices);

    await run(60_000);

    expect(readings.find(({ deviceId }) => deviceId === 'lost')?.outcome).toMatchObject({
      ok: false,
      reason: 'dns',
    });
    expect(readings.find(({ deviceId }) => deviceId === 'named')?.outcome).toEqual(ok);
    expect(batches.flatMap(({ targets }) => targets.map(({ address }) => address))).toContain('192.0.2.9');
  });

  test('a name server that does not answer says nothing about the device', async () => {
    const { readings, run } = setUp([device({ id: 'named', address: 'no-server.example' })]);

    await run(60_000);

    expect(readings[0]?.outcome).toMatchObject({ ok: false, reason: 'internal' });
  });

  test.each([true, false])(
    'a fault of ours says nothing about the device, and is one line of the log however often it comes (counted: %s)',
    async (isCounted) => {
      const lines: string[] = [];
      const logger = pino({ level: 'error' }, { write: (line: string) => void lines.push(line) });
      const { readings, batches, run } = setUp([device({ id: 'one', address: '192.0.2.1' })], {
        logger,
        isCounted,
      });

      for (let round = 0; round < 3; round++) {
        await run(60_000, { finishing: false });
        batches.at(-1)?.fail(new TypeError('no such thing'));
        await settled();
      }

      expect(readings.map(({ outcome }) => outcome)).toMatchObject(
        Array(3).fill({ ok: false, reason: 'internal' }),
      );
      expect(lines.map((line) => JSON.parse(line).detail)).toEqual([
        'a fault of camwatch: TypeError: no such thing',
      ]);
    },
  );

  test('a reading has the time at which the probe was sent, not that of a slow name server before', async () => {
    const { readings, batches, time, dispatcher } = setUp([device({ id: 'named', address: 'slow.example' })]);
    time.nowMs += 60_000;
    const dueMs = time.nowMs;
    dispatcher.tick();
    await settled();
    for (const batch of batches) batch.finish();
    await settled();

    expect(readings.map(({ atMs }) => atMs - dueMs)).toEqual([7_000]);
  });

  test('a batch whose engine failed says nothing, and its devices are probed again', async () => {
    const { readings, batches, run } = setUp(cameras(10));
    await run(60_000, { finishing: false });
    for (const batch of batches) batch.fail(new Error('fping broke'));
    await settled();
    await run(120_000);

    const failed = readings.filter(({ outcome }) => !outcome.ok);
    expect(failed.every(({ outcome }) => !outcome.ok && outcome.reason === 'internal')).toBe(true);
    expect(readings.length - failed.length).toBeGreaterThanOrEqual(10);
  });

  test('a probe is repeated at the time asked for', async () => {
    const { time, readings, dispatcher, run } = setUp(cameras(1));
    await run(60_000);
    const first = readings[0];
    if (!first) throw new Error('no reading');
    const askedMs = time.nowMs + 5_000;

    dispatcher.recheck(first, askedMs);
    const before = readings.length;
    await run(10_000);

    expect(readings.slice(before).map(({ atMs }) => atMs)).toContain(askedMs);
  });

  test('repeats are bounded: a city that fails at once is not probed twice over', async () => {
    const { time, readings, dispatcher, run } = setUp(cameras(6_000), { maxBatch: 10_000 });
    await run(60_000);
    const asked = readings.slice(0, 6_000);

    for (const reading of asked) dispatcher.recheck(reading, time.nowMs + 1_000);
    const before = readings.length;
    await run(3_000);

    // 100 a second are due anyway; the repeats add one second's worth.
    expect(readings.length - before).toBeLessThan(700);
  });

  test('"check this device now" probes it at the next tick', async () => {
    const { dispatcher, readings, run, time } = setUp(cameras(3));
    await run(60_000);
    readings.length = 0;

    expect(dispatcher.checkNow('cam-1')).toBe(true);
    expect(dispatcher.checkNow('no-such-device')).toBe(false);
    const askedMs = time.nowMs;
    await run(2_000);

    expect(readings.filter(({ deviceId }) => deviceId === 'cam-1')[0]?.atMs).toBeLessThanOrEqual(
      askedMs + 1_500,
    );
  });

  test('a clock that was set back does not stop the probes until it is where it was', async () => {
    const { dispatcher, time, readings, run } = setUp(cameras(20));
    await run(60_000);
    time.nowMs -= 3_600_000;
    dispatcher.clockStep();
    readings.length = 0;

    await run(62_000);

    expect(new Set(readings.map(({ deviceId }) => deviceId)).size).toBe(20);
    const [first] = readings;
    if (!first) throw new Error('no reading');
    dispatcher.recheck(first, time.nowMs + 1_000);
    readings.length = 0;
    await run(3_000);
    expect(readings.map(({ deviceId }) => deviceId)).toContain(first.deviceId);
  });

  test('a list that is replaced keeps nothing of the old one', async () => {
    const { dispatcher, readings, run } = setUp(cameras(50));
    await run(30_000);
    dispatcher.replace({
      inventory: inventoryOf({ devices: [device({ id: 'only', address: '192.0.2.7' })] }),
      profiles: { camera: { reach: checks } },
    });
    readings.length = 0;

    await run(120_000);

    expect(new Set(readings.map(({ deviceId }) => deviceId))).toEqual(new Set(['only']));
    await vi.waitFor(() => dispatcher.idle());
  });
});

describe('a list that is replaced by one that has more', () => {
  const listOf = (devices: readonly Device[], check: Partial<Check> = {}) => ({
    inventory: inventoryOf({ devices: [device({ id: 'another', address: '192.0.2.8' }), ...devices] }),
    profiles: { camera: { reach: { ...checks, ...check } } },
  });
  const timesBy = (readings: readonly Reading[]) =>
    new Map(
      [...Map.groupBy(readings, ({ deviceId }) => deviceId)].map(([id, all]) => [
        id,
        all.map((one) => one.atMs),
      ]),
    );

  test('asks nobody twice, and nobody later', async () => {
    const [left, replaced] = [setUp(cameras(200)), setUp(cameras(200))];
    for (const { run } of [left, replaced]) await run(90_000);
    replaced.dispatcher.replace(listOf(cameras(200)), replaced.time.nowMs - 20_000);
    for (const { run } of [left, replaced]) await run(90_000);

    const times = timesBy(replaced.readings);
    expect(times.has('another')).toBe(true);
    times.delete('another');
    expect(times).toEqual(timesBy(left.readings));
  });

  test('asks nobody who is being asked, until that has ended', async () => {
    const { batches, dispatcher, run, time } = setUp(cameras(100), { lanes: 100 });
    const countAsked = () => batches.flatMap(({ targets }) => targets).length;
    await run(70_000, { finishing: false });
    expect(countAsked()).toBe(100);
    dispatcher.replace(listOf(cameras(100)), time.nowMs);
    await run(70_000, { finishing: false });
    expect(countAsked()).toBe(101);

    for (const batch of batches) batch.finish();
    await settled();
    await run(70_000, { finishing: false });

    expect(countAsked()).toBe(202);
  });

  test('is as late as the one before was', async () => {
    const { dispatcher, run, time } = setUp(cameras(100));
    await run(300_000, { finishing: false });
    const latenessMs = dispatcher.latenessMs();
    dispatcher.replace(listOf(cameras(100)), time.nowMs);
    await run(250, { finishing: false });

    expect(dispatcher.latenessMs()).toBeGreaterThanOrEqual(latenessMs);
  });

  test('asks soon at another address, and at another interval', async () => {
    const { dispatcher, readings, run, time } = setUp(cameras(100));
    await run(90_000);
    dispatcher.replace(listOf(cameras(100, { address: '192.0.2.77' })), time.nowMs - 30_000);
    readings.length = 0;
    await run(3_000);
    const soon = readings.length;
    dispatcher.replace(listOf(cameras(100), { intervalMs: 10_000 }), time.nowMs);
    readings.length = 0;
    await run(12_000);

    expect(soon).toBeGreaterThan(30);
    expect(new Set(readings.map(({ deviceId }) => deviceId)).size).toBe(101);
  });
});

test('streams are capped on every line that they weigh on, and the others wait for their turn', async () => {
  const time = { nowMs: START_MS };
  const playing = new Map<string, () => void>();
  const asked: string[] = [];
  let most = 0;
  const engine: Engine = {
    fallbackPort: undefined,
    prober: {
      mode: 'single',
      concurrency: 100,
      probe: ({ question }) =>
        new Promise((resolve) => {
          const id = question?.device.id ?? '';
          asked.push(id);
          playing.set(id, () => resolve({ measurements: {} }));
          most = Math.max(most, playing.size);
        }),
    },
  };
  const dispatcher = createDispatcher({
    engines: asAllEngines(engine),
    credentialsOf: async () => undefined,
    streamsPerLine: 2,
    resolve: async (name) => name,
    nowMs: () => time.nowMs,
    counter: countInMetrics(createMetrics()),
    logger: pino({ level: 'silent' }),
    onReadings: () => undefined,
    stop: new AbortController().signal,
  });
  const devices = cameras(10, { address: '127.0.0.1', upstreams: [['link:line']] });
  const links = [link({ id: 'line' })];
  const stream = { ...checks, prober: 'rtsp', timeoutMs: 30_000 } as const;
  dispatcher.replace({ inventory: inventoryOf({ devices, links }), profiles: { camera: { stream } } });

  for (const endMs = time.nowMs + 120_000; time.nowMs < endMs; time.nowMs += 250) {
    dispatcher.tick();
    await settled();
    if (time.nowMs % 1_000 !== 0) continue;
    for (const end of playing.values()) end();
    playing.clear();
    await settled();
  }

  expect(most).toBe(2);
  expect(new Set(asked).size).toBe(10);
});

test('a stream that waits for its line has its turn, though the list is replaced while others play', async () => {
  const time = { nowMs: START_MS };
  const playing: (() => void)[] = [];
  const engine: Engine = {
    fallbackPort: undefined,
    prober: {
      mode: 'single',
      concurrency: 100,
      probe: () => new Promise((resolve) => void playing.push(() => resolve(ok))),
    },
  };
  const dispatcher = createDispatcher({
    ...{ engines: asAllEngines(engine), resolve: async (name) => name, credentialsOf: async () => undefined },
    ...{ streamsPerLine: 2, nowMs: () => time.nowMs, counter: countInMetrics(createMetrics()) },
    ...{ logger: pino({ level: 'silent' }), onReadings: () => undefined, stop: new AbortController().signal },
  });
  const list = {
    inventory: inventoryOf({
      devices: cameras(3, { address: '127.0.0.1', upstreams: [['link:line']] }),
      links: [link({ id: 'line' })],
    }),
    profiles: { camera: { stream: { ...checks, prober: 'rtsp' } } },
  } as const;
  dispatcher.replace(list);
  time.nowMs += 120_000;
  dispatcher.tick();
  await settled();
  expect(playing).toHaveLength(2);

  dispatcher.replace(list);
  dispatcher.tick();
  for (const end of playing) end();
  await settled();

  expect(playing).toHaveLength(3);
});

test('on a line that cannot carry all its streams those that wait longest go first, and the wait shows', async () => {
  const time = { nowMs: START_MS };
  const playing: { endMs: number; end: () => void }[] = [];
  const counts = new Map<string, number>();
  const engine: Engine = {
    fallbackPort: undefined,
    prober: {
      mode: 'single',
      concurrency: 100,
      probe: ({ question }) =>
        new Promise((resolve) => {
          const id = question?.device.id ?? '';
          counts.set(id, (counts.get(id) ?? 0) + 1);
          playing.push({ endMs: time.nowMs + 15_000, end: () => resolve({ measurements: {} }) });
        }),
    },
  };
  const dispatcher = createDispatcher({
    engines: asAllEngines(engine),
    credentialsOf: async () => undefined,
    streamsPerLine: 2,
    resolve: async (name) => name,
    nowMs: () => time.nowMs,
    counter: countInMetrics(createMetrics()),
    logger: pino({ level: 'silent' }),
    onReadings: () => undefined,
    stop: new AbortController().signal,
  });
  const devices = cameras(12, { address: '127.0.0.1', upstreams: [['link:line']] });
  const stream = { ...checks, prober: 'rtsp', timeoutMs: 30_000 } as const;
  const inventory = inventoryOf({ devices, links: [link({ id: 'line' })] });
  dispatcher.replace({ inventory, profiles: { camera: { stream } } });
  let latestMs = 0;

  for (const endMs = time.nowMs + 1_800_000; time.nowMs < endMs; time.nowMs += 250) {
    for (const one of playing.filter((each) => each.endMs <= time.nowMs)) one.end();
    playing.splice(0, playing.length, ...playing.filter((each) => each.endMs > time.nowMs));
    await settled();
    dispatcher.tick();
    await settled();
    latestMs = Math.max(latestMs, dispatcher.latenessMs());
  }

  // Eight a minute of the twelve that are due; each asks anew at a time of its own, which shifts a turn.
  expect(counts.size).toBe(12);
  expect(Math.max(...counts.values()) - Math.min(...counts.values())).toBeLessThanOrEqual(2);
  expect(latestMs).toBeGreaterThan(15_000);
  expect(dispatcher.shortfall()).toBeGreaterThan(0);
});
