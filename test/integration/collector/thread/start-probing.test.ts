import pino from 'pino';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startProbing } from '#collector/thread/start-probing.ts';
import { Settings } from '#config/settings/settings-schema.ts';
import { openSharedConfig, shareConfig, withSharing } from '#config/shared-config.ts';
import type { Reading } from '#core/domain/probing.ts';
import { watcherOf } from '#core/leases/rendezvous.ts';
import { createMetrics } from '#core/names/metrics.ts';
import { createClock } from '#core/time/clock.ts';
import { device, openInventoryOf } from '#test/support/inventory.ts';
import { host, startTcpServer } from '#test/support/tcp.ts';

const LONG = { timeout: 15_000 };

const SHARED_BY = ['kv-a', 'kv-b'];
const OWNER = watcherOf('site-1', SHARED_BY) ?? '';
const ELSEWHERE =
  ['site-2', 'site-3', 'site-4', 'site-5', 'site-6'].find((id) => watcherOf(id, SHARED_BY) !== OWNER) ?? '';

interface SetUp {
  env?: NodeJS.ProcessEnv;
  restartMs?: number;
  /** Each has a camera; that of the first is `cam`. */
  sites?: readonly string[];
}

/** A camera that is asked every second at a port, with credentials that lead to nothing for its other check. */
async function setUp({ env = {}, restartMs = 50, sites = ['site-1'] }: SetUp = {}) {
  const port = await startTcpServer();
  const settings = Settings.parse({
    city: { name: 'Hà Nội', name_en: 'Hanoi', time_zone: 'Asia/Ho_Chi_Minh', area_list: '2025-07-01' },
    profiles: {
      camera: {
        reach: { prober: 'tcp', interval: '1s', timeout: '500ms' },
        service: { prober: 'snmp', interval: '1s', timeout: '500ms' },
      },
    },
  });
  const inventory = openInventoryOf({
    devices: [
      ...sites.map((site, index) =>
        device({ id: index === 0 ? 'cam' : site, site, address: host, port, credentials: 'env:NOWHERE' }),
      ),
      device({ id: 'channel' }),
    ],
  });
  const config = openSharedConfig(
    shareConfig(
      { dir: '', settings, inventory, makers: [], findings: [], sourceHash: '', files: [] },
      Date.now(),
    ),
  );
  const metrics = createMetrics();
  const lines: string[] = [];
  const clock = createClock();
  const probing = startProbing({
    ...{ config: config.shared, clock: clock.shared, env, metrics, recordedFacts: [], restartMs },
    reach: { name: 'tcp', fallbackPort: port },
    logger: pino({ level: 'error' }, { write: (line: string) => void lines.push(line) }),
  });
  onTestFinished(() => probing.close());
  const readings: Reading[] = [];
  const noted = new Map<string, boolean>();
  const dispatcher = probing.start({
    onReadings: (more) => void readings.push(...more),
    noteCredentials: (deviceId, isThere) => void noted.set(deviceId, isThere),
    stop: new AbortController().signal,
  });
  const watched = { inventory: config.inventory, profiles: settings.profiles, withheld: new Set<string>() };
  await probing.loaded;
  return {
    probing,
    dispatcher,
    readings,
    noted,
    metrics,
    lines,
    config,
    watched: { ...watched, shared: config.shared },
  };
}

test('readings of another thread are as they would be of this one', LONG, async () => {
  const { dispatcher, readings, noted, lines, watched, metrics } = await setUp();
  const startedMs = Date.now();
  dispatcher.replace(watched);

  await vi.waitFor(
    () => expect(readings.filter(({ outcome }) => outcome.ok).length).toBeGreaterThan(1),
    LONG,
  );

  const good = readings.find(({ outcome }) => outcome.ok);
  expect(good).toMatchObject({ deviceId: 'cam', indicator: 'reach', outcome: { ok: true } });
  expect(good?.atMs).toBeGreaterThan(startedMs - 1_000);
  expect(good?.atMs).toBeLessThan(Date.now() + 1_000);
  await vi.waitFor(() => expect(noted).toEqual(new Map([['cam', false]])), LONG);
  expect(readings.find(({ indicator }) => indicator === 'service')?.outcome).toMatchObject({
    reason: 'internal',
  });
  expect(JSON.parse(lines[0] ?? '{}')).toMatchObject({ reference: 'env:NOWHERE' });
  await vi.waitFor(() => expect(dispatcher.sent()).toBeGreaterThan(1), LONG);
  const { values } = await metrics.camwatch_probes_total.get();
  expect(values.find(({ labels }) => labels.outcome === 'ok')?.value).toBeGreaterThanOrEqual(1);
});

test('asks nothing of what another collector watches', LONG, async () => {
  const { dispatcher, readings, watched, config } = await setUp({ sites: ['site-1', ELSEWHERE] });
  const leases = [{ zone: 'default', epoch: 1, fromMs: 0, collectors: SHARED_BY }];
  const { inventory, shared } = withSharing(config, { collector: OWNER, leases });

  dispatcher.replace({ ...watched, inventory, shared });

  await vi.waitFor(() => expect(readings.length).toBeGreaterThan(2), LONG);
  expect(new Set(readings.map(({ deviceId }) => deviceId))).toEqual(new Set(['cam']));
  expect(['cam', ELSEWHERE].map((id) => dispatcher.checkNow(id))).toEqual([true, false]);
});

test('says of a device whether there is anything to ask', LONG, async () => {
  const { dispatcher, watched } = await setUp();
  dispatcher.replace(watched);

  expect(['cam', 'channel', 'nobody'].map((id) => dispatcher.checkNow(id))).toEqual([true, false, false]);
});

test(
  'a thread that dies is started again with its list, is counted, and is late meanwhile',
  LONG,
  async () => {
    const { dispatcher, readings, lines, watched, metrics } = await setUp({ restartMs: 1_500 });
    dispatcher.replace(watched);
    await vi.waitFor(() => expect(readings.length).toBeGreaterThan(0), LONG);

    // What cannot be opened ends it.
    dispatcher.replace({ ...watched, shared: { ...watched.shared, inventory: {} as never } });
    await vi.waitFor(() => expect(lines.join('')).toContain('nothing is probed: the thread has ended'), LONG);
    dispatcher.replace(watched);
    await vi.waitFor(() => expect(dispatcher.latenessMs()).toBeGreaterThan(1_000), LONG);
    const before = readings.length;

    await vi.waitFor(() => expect(readings.length).toBeGreaterThan(before + 1), LONG);
    expect((await metrics.camwatch_probing_restarts_total.get()).values[0]?.value).toBe(1);
    await vi.waitFor(() => expect(dispatcher.latenessMs()).toBeLessThan(1_000), LONG);
  },
);

test('ends soon after it is told to, and tells nothing afterwards', LONG, async () => {
  const { probing, dispatcher, readings, watched } = await setUp();
  dispatcher.replace(watched);
  await vi.waitFor(() => expect(readings.length).toBeGreaterThan(0), LONG);

  const startedMs = performance.now();
  await dispatcher.close();
  const count = readings.length;
  await probing.close();

  expect(performance.now() - startedMs).toBeLessThan(3_000);
  expect(readings.length).toBe(count);
});
