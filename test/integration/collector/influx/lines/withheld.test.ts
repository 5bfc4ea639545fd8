import { expect, test, vi } from 'vitest';
import { type Inventory, isWatchedAt } from '#core/domain/inventory.ts';
import type { LiveStatus } from '#core/domain/sinks.ts';
import { deviceEntity, type Indicator, linkEntity } from '#core/domain/state.ts';
import { hours } from '#core/time/units.ts';
import { startTestInfluxd, temporaryDir } from '#test/support/influx.ts';
import { createTestWriter } from '#test/support/influx-writer.ts';
import { countStatuses, liveOf } from '#test/support/live-of.ts';
import { PATIENCE } from '#test/support/patience.ts';
import { queryRows } from '#test/support/query-influx.ts';
import { SECRET_WORDS, sampleFleet } from '#test/support/sample-fleet.ts';

const { inventory } = sampleFleet({ camerasPerArea: 1 });
const NOW_MS = Math.floor(Date.now() / 60_000) * 60_000 - 600_000;
const HOUR_MS = Math.floor(NOW_MS / hours(1)) * hours(1);
const NAMES = ['cam-bi-mat', 'nvr-bi-mat', 'cam-ba-dinh-0001'] as const;
const INDICATORS: readonly Indicator[] = ['reach', 'service', 'stream', 'recording'];

const statuses = (): LiveStatus[] =>
  [
    ...inventory.devices.keys().map((id) => ({
      ...{ entity: deviceEntity(id), indicator: 'reach', state: 'down', reason: 'timeout' },
      ...{ sinceMs: NOW_MS, afterMs: NOW_MS - 1_000 },
    })),
    ...inventory.links.keys().map((id) => ({
      ...{ entity: linkEntity(id), indicator: 'reach', state: 'down', reason: 'timeout' },
      ...{ sinceMs: NOW_MS, afterMs: NOW_MS - 1_000 },
    })),
  ] as LiveStatus[];

const trafficOf = (deviceId: string, name: string, linkId?: string) => ({
  ...{ deviceId, interface: name, atMs: NOW_MS, intervalMs: 60_000, ...(linkId && { linkId }) },
  ...{ inOctets: 7_500, outOctets: 7_500, inBitsPerSecond: 1_000, outBitsPerSecond: 1_000 },
});

/** Everything that a collector of this city may write, of what is withheld and of what is not. */
async function writeAll(url: string, city: Inventory): Promise<void> {
  const writer = createTestWriter(url, { dir: await temporaryDir(), inventory: city, nowMs: () => NOW_MS });
  const measurements = { rttMinMs: 1, rttAvgMs: 2, rttMaxMs: 3, lossRatio: 0, channels: 4, channelsLost: 1 };
  writer.write(
    NAMES.flatMap((deviceId) =>
      INDICATORS.map((indicator) => ({
        ...{ deviceId, indicator, atMs: NOW_MS, outcome: { ok: true as const, measurements } },
      })),
    ),
  );
  writer.writeTraffic([
    trafficOf('nvr-bi-mat', 'to-bi-mat'),
    trafficOf('sw-ba-dinh', 'Gi7', 'link-bi-mat'),
    trafficOf('sw-ba-dinh', 'Gi1', 'link-ba-dinh'),
  ]);
  writer.writeRows({
    event: statuses().map(({ entity, indicator, state, afterMs }) => ({
      ...{ entity, indicator, state, reason: 'timeout', atMs: NOW_MS, afterMs, evidence: {} },
    })),
  });
  await writer.writeTroubles(liveOf(city, statuses(), NOW_MS), NOW_MS);
  writer.writeFleet(countStatuses(city, statuses(), NOW_MS), NOW_MS);
  writer.writeRows({
    work: [
      {
        ...{ id: '7', fromMs: NOW_MS, toMs: NOW_MS + 1, reason: 'Sửa tủ Trạm BÍ MẬT' },
        entities: ['device:cam-bi-mat'],
      },
    ],
  });
  const rows = NAMES.map((deviceId) => ({
    ...{ deviceId, indicator: 'reach' as const, hourMs: HOUR_MS, downMs: 1_000, upMs: 1 },
    ...{ degradedMs: 0, unknownMs: 0, outOfServiceMs: 0 },
  }));
  writer.writeRows({ availability: rows });
  writer.writeRows({ downtime: rows });
  await vi.waitFor(
    () => expect(writer.health()).toMatchObject({ mode: 'writing', queuedPoints: 0 }),
    PATIENCE,
  );
  await writer.close();
}

async function readAll(url: string, what: string) {
  const policies = ['raw', 'long'].map((policy) => queryRows(url, `${what} FROM "${policy}"./.*/`));
  return (await Promise.all(policies)).flat();
}

test('InfluxDB has no id, name or place of what is withheld, and counts none of it', async () => {
  const { url } = await startTestInfluxd();

  await writeAll(url, inventory);

  const [points, series] = await Promise.all([readAll(url, 'SELECT *'), readAll(url, 'SHOW SERIES')]);
  expect(points.filter((point) => SECRET_WORDS.test(JSON.stringify(point)))).toEqual([]);
  const keys = series.map(({ key }) => String(key));
  const withheld = keys.filter((key) => key.includes('withheld-'));
  expect(withheld.map((key) => key.split(',')[0]).sort()).toEqual([
    ...['device_availability', 'device_availability', 'downtime', 'downtime'],
    ...['event', 'event', 'event', 'event', 'event', 'event', 'reach', 'reach', 'recorder', 'recorder'],
    ...['service', 'service', 'stream', 'stream', 'traffic', 'traffic', 'trouble', 'trouble', 'trouble'],
  ]);
  // The switch at which the line to the secret site begins is in neither of its tags.
  for (const key of withheld) expect(key).toContain('agency=none,area=none,');
  for (const key of withheld) expect(key).not.toContain('ba-dinh');

  const watched = [...inventory.devices.values()].filter((device) => isWatchedAt(device, NOW_MS));
  const [city] = await queryRows(url, 'SELECT sum(down) AS down FROM raw.fleet_city');
  const [wards] = await queryRows(url, 'SELECT sum(down) AS down FROM raw.fleet_area');
  expect([city?.down, wards?.down]).toEqual([watched.length - 2, watched.length - 2]);
  expect(await queryRows(url, 'SELECT pings FROM raw.answers')).toMatchObject([{ pings: 1 }]);
});
