import { describe, expect, test } from 'vitest';
import type { Reading } from '#core/domain/probing.ts';
import { minutes } from '#core/time/units.ts';
import { startTestInfluxd, temporaryDir } from '#test/support/influx.ts';
import { createTestWriter } from '#test/support/influx-writer.ts';
import { queryRows } from '#test/support/query-influx.ts';
import { trafficSample } from '#test/support/traffic-sample.ts';

const startMs = Math.floor(Date.now() / 60_000) * 60_000 - 600_000;
const place = { agency: 'none', district: 'd1', area: 'w1' };

async function written(readings: readonly Reading[], query: string, influx = {}) {
  const { url } = await startTestInfluxd();
  const writer = createTestWriter(url, { dir: await temporaryDir(), influx });
  writer.write(readings);
  await writer.close();
  return await queryRows(url, query);
}

describe('readings of devices that are spoken to', () => {
  const service: Reading = {
    deviceId: 'cam-1-1',
    indicator: 'service',
    atMs: startMs,
    outcome: { ok: true, measurements: { connectMs: 1.5, responseMs: 12.25, clockOffsetMs: -4_000 } },
  };

  test('a service has how long it took and how far its clock is off', async () => {
    expect(await written([service], 'SELECT * FROM raw.service')).toEqual([
      {
        time: startMs,
        device: 'cam-1-1',
        kind: 'camera',
        ...place,
        up: 1,
        probes: 1,
        connect_ms: 1.5,
        response_ms: 12.25,
        clock_offset_ms: -4_000,
      },
    ]);
  });

  test('services are summed up in a large city: means of five minutes', async () => {
    const second: Reading = {
      ...service,
      atMs: startMs + 1,
      outcome: { ok: true, measurements: { connectMs: 2.5, responseMs: 20.25, clockOffsetMs: 2_000 } },
    };

    const rows = await written([service, second], 'SELECT * FROM raw.service', { resolution: 'summaries' });

    expect(rows.reduce((sum, { probes }) => sum + Number(probes), 0)).toBe(2);
    if (rows.length === 1)
      expect(rows).toMatchObject([{ connect_ms: 2, response_ms: 16.25, clock_offset_ms: -1_000 }]);
  });

  test('a stream has its first packet, its rate and its picture, whatever the resolution', async () => {
    const stream: Reading = {
      deviceId: 'cam-1-1',
      indicator: 'stream',
      atMs: startMs,
      outcome: {
        ok: true,
        measurements: { connectMs: 1, firstPacketMs: 80.5, packetsPerSecond: 412, bitsPerSecond: 4e6 },
        report: { streams: [{ id: '/main', codec: 'H.264', width: 1920, height: 1080 }] },
      },
    };
    const silent: Reading = {
      ...stream,
      atMs: startMs + 1,
      outcome: { ok: false, reason: 'no-media', detail: 'no packet within 5s' },
    };

    expect(
      await written([stream, silent], 'SELECT * FROM raw.stream', { resolution: 'summaries' }),
    ).toMatchObject([
      {
        time: startMs,
        device: 'cam-1-1',
        ...place,
        up: 1,
        probes: 1,
        first_packet_ms: 80.5,
        packets_per_second: 412,
        bits_per_second: 4e6,
        codec: 'H.264',
        width: 1920,
        height: 1080,
      },
      { time: startMs + 1, up: 0, reason: 'no-media', codec: null },
    ]);
  });

  test('a recorder that records with a shortfall is up and degraded', async () => {
    const measurements = {
      responseMs: 9,
      disks: 4,
      disksFailed: 1,
      channels: 16,
      channelsLost: 2,
      freeRatio: 0.03125,
      oldestAgeMs: 15 * 86_400_000,
    };
    const recording: Reading = {
      deviceId: 'nvr-1',
      indicator: 'recording',
      atMs: startMs,
      outcome: { ok: true, measurements, degraded: { reason: 'video-loss', detail: 'channels 3 and 7' } },
    };

    expect(await written([recording], 'SELECT * FROM raw.recorder')).toEqual([
      {
        time: startMs,
        device: 'nvr-1',
        kind: 'nvr',
        ...place,
        up: 1,
        probes: 1,
        degraded: 1,
        disks: 4,
        disks_failed: 1,
        free_ratio: 0.031,
        channels: 16,
        channels_lost: 2,
        oldest_age_ms: 15 * 86_400_000,
        reason: 'video-loss',
      },
    ]);
  });
});

describe('traffic', () => {
  test('has octets, rates and shares of the capacity, under the name of its interface', async () => {
    const { url } = await startTestInfluxd();
    const writer = createTestWriter(url, { dir: await temporaryDir() });

    writer.writeTraffic([
      trafficSample(startMs, {
        interface: 'Gi0/1, uplink = "phố\\Huế"',
        linkId: 'line-1',
        capacityBitsPerSecond: 30_000_000,
        inErrors: 3,
        outDiscards: 1,
      }),
      trafficSample(startMs, { interface: 'ge-0/0/2' }),
      trafficSample(startMs, { deviceId: 'not-in-the-inventory' }),
    ]);
    await writer.close();

    expect(await queryRows(url, 'SELECT * FROM raw.traffic')).toEqual([
      {
        time: startMs,
        device: 'router-1',
        interface: 'Gi0/1, uplink = "phố/Huế"',
        link: 'line-1',
        kind: 'router',
        ...place,
        in_bps: 10_000_000,
        out_bps: 2_000_000,
        in_octets: 75_000_000,
        out_octets: 15_000_000,
        interval_ms: 60_000,
        in_util_ratio: 0.333333,
        out_util_ratio: 0.066667,
        in_errors: 3,
        out_discards: 1,
      },
      expect.objectContaining({ interface: 'ge-0/0/2', link: 'none' }),
    ]);
    expect(writer.health().droppedPoints).toBe(0);
  });

  test('of a large city is added up over five minutes, to the octet', async () => {
    const { url } = await startTestInfluxd();
    const writer = createTestWriter(url, {
      dir: await temporaryDir(),
      influx: { resolution: 'summaries' },
    });

    writer.writeTraffic(
      Array.from({ length: 10 }, (_, index) =>
        trafficSample(startMs + minutes(index), { linkId: 'line', inOctets: 1_000 + index, inErrors: index }),
      ),
    );
    await writer.close();

    const rows = await queryRows(url, 'SELECT * FROM raw.traffic');
    const sumOf = (field: string) => rows.reduce((sum, row) => sum + Number(row[field]), 0);
    expect(rows.length).toBeLessThanOrEqual(3);
    expect([sumOf('in_octets'), sumOf('in_errors'), sumOf('interval_ms')]).toEqual([10_045, 45, 600_000]);
    for (const row of rows)
      expect(row.in_bps).toBeCloseTo((Number(row.in_octets) * 8_000) / Number(row.interval_ms), 2);
  });

  test('of a device that makes up interfaces ends at a limit, and is counted', async () => {
    const { url } = await startTestInfluxd();
    const writer = createTestWriter(url, { dir: await temporaryDir() });

    writer.writeTraffic(
      Array.from({ length: 600 }, (_, index) => trafficSample(startMs, { interface: `port-${index}` })),
    );
    await writer.close();

    expect(await queryRows(url, 'SELECT in_bps FROM raw.traffic')).toHaveLength(512);
    expect(writer.health().droppedPoints).toBe(88);
  });
});
