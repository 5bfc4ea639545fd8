import { expect, test, vi } from 'vitest';
import type { SingleProber } from '#collector/probing/prober.ts';
import type { RecordedFinding } from '#core/domain/findings.ts';
import type { Inventory } from '#core/domain/inventory.ts';
import { deviceEntity } from '#core/domain/state.ts';
import { createMetrics } from '#core/names/metrics.ts';
import { device, openInventoryOf, openSite } from '#test/support/inventory.ts';
import { CANARY, fastSettings, watchWorld } from '#test/support/watched-world.ts';

const OPEN = ['cam-1', 'cam-2', 'cam-3'];
const devices = [...OPEN, 'cam-bi-mat', 'nvr-bi-mat'].map((id, index) =>
  device({ id, address: `192.0.2.${index + 1}`, site: id.endsWith('bi-mat') ? 'hidden' : 'pole' }),
);
const city = (secrecy: 'public' | 'secret'): Inventory => ({
  ...openInventoryOf({ devices }),
  sites: new Map([
    ['pole', openSite('pole')],
    ['hidden', { ...openSite('hidden'), secrecy }],
  ]),
});
const standing = devices.map(
  ({ id }): RecordedFinding => ({
    ...{ entity: deviceEntity(id), code: 'ping-filtered', subject: '', values: {} },
    ...{ firstMs: 1, lastMs: 1 },
  }),
);
const until = (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 8_000, interval: 20 });

test('no metric counts what is at a secret site, so that none can be subtracted', async () => {
  const metrics = createMetrics();
  const sumOf = async (name: keyof typeof metrics) => {
    const metric = await metrics.registry.getSingleMetric(name)?.get();
    return metric?.values.reduce((sum, { value }) => sum + value, 0);
  };
  const asked: string[] = [];
  const dead = new Set(['192.0.2.1', '192.0.2.4', '192.0.2.5']);
  const prober: SingleProber = {
    mode: 'single',
    concurrency: 1_000,
    probe: async ({ address }) => {
      if (address !== CANARY) asked.push(address);
      if (dead.has(address)) throw Object.assign(new Error('silent'), { code: 'ETIMEDOUT' });
      return { measurements: { rttAvgMs: 1, lossRatio: 0 } };
    },
  };
  const engine = { name: 'fping', notes: [], prober, canaryProber: prober, fallbackPort: undefined } as const;
  const world = watchWorld(city('secret'), { metrics, engine, recordedFindings: standing });
  const isOpen = ({ deviceId }: { readonly deviceId: string }) => OPEN.includes(deviceId);

  await until(() => expect(world.collector.status('device:nvr-bi-mat', 'reach')?.state).toBe('down'));
  await until(() => expect(world.collector.status('device:cam-1', 'reach')?.state).toBe('down'));
  await world.collector.close();

  const written = world.written.length;
  expect(await sumOf('camwatch_readings_released_total')).toBe(world.written.filter(isOpen).length);
  expect(world.written.filter(isOpen).length).toBeLessThan(written);
  expect(await sumOf('camwatch_changes_total')).toBe(
    world.changes().filter(({ entity }) => !entity.endsWith('bi-mat')).length,
  );
  expect(await sumOf('camwatch_probes_in_flight')).toBe(0);
  const openAddresses = devices.filter(({ id }) => OPEN.includes(id)).map(({ address }) => address);
  const probes = asked.filter((address) => openAddresses.includes(address)).length;
  expect([await sumOf('camwatch_probes_total'), world.collector.health().probes]).toEqual([probes, probes]);
  expect(asked.length).toBeGreaterThan(probes);
  const durations = (await metrics.camwatch_probe_duration_seconds.get()).values;
  expect(durations.find(({ metricName }) => metricName?.endsWith('_count'))?.value).toBe(probes);
});

test('what is not secret any more is counted with the rest', async () => {
  const metrics = createMetrics();
  const world = watchWorld(city('secret'), { metrics, recordedFindings: standing });
  const findings = async () => (await metrics.camwatch_findings.get()).values.map(({ value }) => value);
  expect(await findings()).toEqual([3]);

  world.collector.reload({ settings: fastSettings(), inventory: city('public') });

  await until(async () => expect(await findings()).toEqual([5]));
});
