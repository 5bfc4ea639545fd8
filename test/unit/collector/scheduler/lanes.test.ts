import pino from 'pino';
import { expect, test } from 'vitest';
import type { Target } from '#collector/probing/prober.ts';
import { createDispatcher } from '#collector/scheduler/dispatcher.ts';
import type { Engine } from '#collector/scheduler/probe-batch.ts';
import { countInMetrics } from '#collector/scheduler/work-counter.ts';
import type { ProbeOutcome, Reading } from '#core/domain/probing.ts';
import { createMetrics } from '#core/names/metrics.ts';
import { asAllEngines } from '#test/support/engines.ts';
import { device, inventoryOf } from '#test/support/inventory.ts';

const START_MS = Date.UTC(2026, 0, 1);
const checks = {
  ...{ prober: 'icmp', intervalMs: 60_000, timeoutMs: 1_000, confirm: 3, recheckMs: 5_000 },
  ...{ degradedLossRatio: 0.5, transport: 'plain', playMs: 0, detailsEveryMs: 86_400_000 },
} as const;
const stream = { ...checks, prober: 'rtsp', timeoutMs: 10_000 } as const;
const DARK = '192.0.2.66';
const silence: ProbeOutcome = { ok: false, reason: 'timeout', detail: 'silent' };

const silent = () => Object.assign(new Error('silent'), { code: 'ETIMEDOUT' });

const pinging: Engine = {
  fallbackPort: undefined,
  prober: {
    mode: 'batch',
    lanes: 2,
    maxBatch: 10_000,
    deadlineMs: () => 60_000,
    probe: async (targets) =>
      targets.map(({ address }) => (address === DARK ? silence : { ok: true, measurements: {} })),
  },
};

/** Cameras whose streams are played: those at the dark address take ten seconds and come to nothing. */
function setUp({
  concurrency,
  live,
  dark,
  share = 1,
  stalls = 0,
}: {
  readonly concurrency: number;
  readonly live: number;
  readonly dark: number;
  readonly share?: number;
  /** So many probes find this process busy until long after their deadline. */
  readonly stalls?: number;
}) {
  const time = { nowMs: START_MS };
  const played: Target[] = [];
  const waiting: { readonly endMs: number; readonly end: () => void }[] = [];
  const readings: Reading[] = [];
  const playing: Engine = {
    fallbackPort: undefined,
    prober: {
      mode: 'single',
      concurrency,
      probe: async (target) => {
        played.push(target);
        if (played.length <= stalls) {
          for (const endMs = performance.now() + 600; performance.now() < endMs; );
          throw silent();
        }
        if (target.address !== DARK) return { measurements: {} };
        const late = Promise.withResolvers<never>();
        waiting.push({ endMs: time.nowMs + 10_000, end: () => late.reject(silent()) });
        return await late.promise;
      },
    },
  };
  const dispatcher = createDispatcher({
    engines: { ...asAllEngines(pinging), rtsp: playing },
    credentialsOf: async () => undefined,
    streamsPerLine: 2,
    resolve: async (name) => name,
    nowMs: () => time.nowMs,
    share: () => share,
    counter: countInMetrics(createMetrics()),
    logger: pino({ level: 'silent' }),
    onReadings: (more) => readings.push(...more),
    stop: new AbortController().signal,
  });
  const devices = [
    ...Array.from({ length: dark }, (_, index) => device({ id: `dark-${index}`, address: DARK })),
    ...Array.from({ length: live }, (_, index) => device({ id: `live-${index}`, address: '192.0.2.1' })),
  ];
  const run = async (durationMs: number) => {
    for (const endMs = time.nowMs + durationMs; time.nowMs < endMs; time.nowMs += 250) {
      for (const { endMs: lateMs, end } of waiting) if (lateMs <= time.nowMs) end();
      dispatcher.tick();
      for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const watch = (profile: { readonly [rung: string]: typeof checks | typeof stream }) =>
    dispatcher.replace({ inventory: inventoryOf({ devices }), profiles: { camera: profile } });
  return { time, played, readings, dispatcher, run, watch };
}

test('a lane that is behind catches up at one and a half times its pace, however few places it has', async () => {
  const { time, played, run, watch } = setUp({ concurrency: 20, live: 6_000, dark: 0 });
  watch({ stream });
  time.nowMs += 60_000;

  await run(4_000);

  // 100 a second are planned; half a second of 150 may go at once.
  expect(played.length).toBeLessThanOrEqual(4 * 150 + 75);
  expect(played.length).toBeGreaterThan(500);
});

test('devices that answer to nothing hold up none that live', async () => {
  const { played, run, watch, dispatcher } = setUp({ concurrency: 5, live: 50, dark: 50 });
  watch({ reach: checks, stream: { ...stream, intervalMs: 120_000 } });
  await run(120_000);
  played.length = 0;

  await run(120_000);

  const live = played.filter(({ address }) => address !== DARK);
  expect(live.length).toBeGreaterThanOrEqual(45);
  expect(dispatcher.shortfall()).toBe(0);
});

test('a connection to what answers to nothing has little time, and one to what lives all that there is', async () => {
  const { played, run, watch } = setUp({ concurrency: 5, live: 1, dark: 1 });
  watch({ reach: checks, stream: { ...stream, intervalMs: 300_000 } });

  await run(300_000);

  expect(new Map(played.map(({ address, connectWithinMs }) => [address, connectWithinMs]))).toEqual(
    new Map([
      [DARK, 4_000],
      ['192.0.2.1', undefined],
    ]),
  );
});

test('the other rungs of devices that answer to nothing are repeated one by one, not by the hundred', async () => {
  const { time, played, run, watch, dispatcher } = setUp({ concurrency: 5, live: 200, dark: 200 });
  watch({ reach: checks, stream: { ...stream, intervalMs: 3_600_000 } });
  await run(62_000);
  played.length = 0;

  for (let index = 0; index < 200; index++) {
    for (const kind of ['live', 'dark'])
      dispatcher.recheck({ deviceId: `${kind}-${index}`, indicator: 'stream' }, time.nowMs);
  }
  await run(10_000);

  const ofDark = played.filter(({ address }) => address === DARK).length;
  expect(ofDark).toBeGreaterThanOrEqual(15);
  expect(ofDark).toBeLessThan(30);
  expect(played.length - ofDark).toBeGreaterThan(150);
});

test('a thread that keeps up half of its pace asks half as much', async () => {
  const { time, played, run, watch } = setUp({ concurrency: 20, live: 6_000, dark: 0, share: 0.5 });
  watch({ stream });
  time.nowMs += 60_000;

  await run(4_000);

  expect(played.length).toBeLessThanOrEqual(4 * 75 + 75);
  expect(played.length).toBeGreaterThan(250);
});

test.each([
  [1, []],
  [2, []],
  [3, ['internal']],
])('a check that found this process busy %d times is asked again, and tells %j', async (stalls, told) => {
  const { played, readings, run, watch } = setUp({ concurrency: 1, live: 1, dark: 0, stalls });
  watch({ stream: { ...stream, timeoutMs: 10 } });

  await run(63_000);

  expect(played).toHaveLength(stalls === 3 ? 3 : stalls + 1);
  expect(readings.flatMap(({ outcome }) => (outcome.ok ? [] : outcome.reason))).toEqual(told);
});

test('no more than a few checks of a lane begin in one turn of the event loop, and the next go on', async () => {
  const { time, played, dispatcher, watch } = setUp({ concurrency: 2_000, live: 6_000, dark: 0 });
  watch({ stream: { ...stream, timeoutMs: 1_000, intervalMs: 6_000 } });
  time.nowMs += 6_000;

  dispatcher.tick();
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));

  // At their pace 750 might have gone.
  expect(played.length).toBeGreaterThanOrEqual(60);
  expect(played.length).toBeLessThanOrEqual(100);
});
