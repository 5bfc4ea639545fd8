import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { pino } from 'pino';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createMeasurementWriter } from '#collector/influx/create-influx.ts';
import { cleanTag } from '#collector/influx/lines/line-protocol.ts';
import { deviceEntity } from '#core/domain/state.ts';
import { createMetrics } from '#core/names/metrics.ts';
import { days, minutes, seconds } from '#core/time/units.ts';
import { hostileText } from '#test/support/hostile-text.ts';
import { startTestInfluxd, temporaryDir } from '#test/support/influx.ts';
import { createTestWriter } from '#test/support/influx-writer.ts';
import { device, openInventoryOf } from '#test/support/inventory.ts';
import { countStatuses } from '#test/support/live-of.ts';
import { PATIENCE } from '#test/support/patience.ts';
import { countPoints, queryRows } from '#test/support/query-influx.ts';
import { readingsOf } from '#test/support/readings.ts';
import { samplePseudonym } from '#test/support/sample-pseudonym.ts';
import { smallCity } from '#test/support/small-city.ts';

/** Long enough ago that nothing is rolled up or expires under a test, recent enough for the policy of 35 days. */
const startMs = Math.floor(Date.now() / 60_000) * 60_000 - 600_000;

describe('createMeasurementWriter', () => {
  test('writes what the reach and the service probes measured', async () => {
    const { url } = await startTestInfluxd();
    const writer = createTestWriter(url, { dir: await temporaryDir() });

    writer.write([
      {
        deviceId: 'cam-1-2',
        indicator: 'reach',
        atMs: startMs,
        outcome: {
          ok: true,
          measurements: { rttMinMs: 1, rttAvgMs: 1.23456, rttMaxMs: 2, jitterMs: 0.5, lossRatio: 1 / 3 },
        },
      },
      {
        deviceId: 'nvr-1',
        indicator: 'service',
        atMs: startMs + 1,
        outcome: { ok: false, reason: 'refused', detail: 'connect ECONNREFUSED' },
      },
    ]);
    await writer.close();

    expect(await queryRows(url, 'SELECT * FROM raw.reach')).toEqual([
      {
        time: startMs,
        device: 'cam-1-2',
        kind: 'camera',
        agency: 'none',
        district: 'd1',
        area: 'w1',
        up: 1,
        probes: 1,
        rtt_min_ms: 1,
        rtt_avg_ms: 1.235,
        rtt_max_ms: 2,
        jitter_ms: 0.5,
        loss_ratio: 0.333,
      },
    ]);
    expect(await queryRows(url, 'SELECT * FROM raw.service')).toEqual([
      {
        time: startMs + 1,
        device: 'nvr-1',
        kind: 'nvr',
        agency: 'none',
        district: 'd1',
        area: 'w1',
        up: 0,
        probes: 1,
        reason: 'refused',
      },
    ]);
  });

  test('keeps events and availability for years, under names that say what happened', async () => {
    const { url } = await startTestInfluxd();
    const writer = createTestWriter(url, { dir: await temporaryDir() });

    writer.writeRows({
      event: [
        {
          entity: 'link:line-2',
          indicator: 'reach',
          state: 'down',
          reason: 'timeout',
          afterMs: startMs - 3_000,
          atMs: startMs,
        },
      ],
    });
    writer.writeRows({
      availability: [
        {
          deviceId: 'cam-2-1',
          indicator: 'reach',
          hourMs: startMs,
          upMs: 3_000_000,
          degradedMs: 1,
          downMs: 599_999,
          unknownMs: 0,
          outOfServiceMs: 0,
        },
      ],
    });
    await writer.close();

    expect(await queryRows(url, 'SELECT * FROM "long".event')).toEqual([
      {
        time: startMs,
        entity: 'link:line-2',
        kind: 'link',
        indicator: 'reach',
        agency: 'none',
        district: 'd2',
        area: 'w2',
        state: 'down',
        reason: 'timeout',
        after_ms: startMs - 3_000,
        title: 'line-2',
        id: 'line-2',
      },
    ]);
    expect(await queryRows(url, 'SELECT * FROM "raw".device_availability')).toEqual([
      {
        time: startMs,
        device: 'cam-2-1',
        kind: 'camera',
        indicator: 'reach',
        agency: 'none',
        district: 'd2',
        area: 'w2',
        up_ms: 3_000_000,
        degraded_ms: 1,
        down_ms: 599_999,
        unknown_ms: 0,
        out_of_service_ms: 0,
      },
    ]);
  });

  test('has hours with time down by themselves, as far back as their policy goes', async () => {
    const { url } = await startTestInfluxd();
    const writer = createTestWriter(url, { dir: await temporaryDir(), nowMs: () => startMs });

    writer.writeRows({
      downtime: [
        { deviceId: 'cam-2-1', hourMs: startMs, downMs: 599_999 },
        { deviceId: 'cam-2-1', hourMs: startMs - days(35), downMs: 1 },
      ],
    });
    writer.writeRows({ downtime: [{ deviceId: 'cam-2-1', hourMs: startMs, downMs: 0 }] });
    await writer.close();

    expect(writer.health().droppedPoints).toBe(0);
    expect(await queryRows(url, 'SELECT * FROM raw.downtime')).toEqual([
      {
        time: startMs,
        device: 'cam-2-1',
        kind: 'camera',
        agency: 'none',
        district: 'd2',
        area: 'w2',
        down_ms: 0,
      },
    ]);
  });

  test('adds up every minute what recorders of a city of few said last', async () => {
    vi.useFakeTimers({ toFake: ['setInterval'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const { url } = await startTestInfluxd();
    const firstMs = Math.floor(startMs / minutes(1)) * minutes(1);
    let nowMs = firstMs;
    const writer = createTestWriter(url, { dir: await temporaryDir(), nowMs: () => nowMs });

    for (const count of [1, 2, 3]) {
      const measurements = { disks: 4, disksFailed: count, channels: 16, channelsLost: 2, oldestAgeMs: 9 };
      writer.write([
        { deviceId: 'nvr-1', indicator: 'recording', atMs: nowMs, outcome: { ok: true, measurements } },
      ]);
      vi.advanceTimersByTime(seconds(10));
      nowMs += minutes(1);
    }
    await writer.close();

    expect(await queryRows(url, 'SELECT * FROM raw.recordings')).toEqual([
      {
        time: firstMs + minutes(2),
        agency: 'none',
        district: 'd1',
        recorders: 1,
        disks: 4,
        disks_failed: 3,
        channels: 16,
        channels_lost: 2,
        oldest_age_ms: 9,
      },
    ]);
  });

  test('overwrites the counts of the fleet within their minute', async () => {
    const { url } = await startTestInfluxd();
    const inventory = smallCity();
    const writer = createTestWriter(url, { dir: await temporaryDir(), inventory });
    const countAs = (state: 'up' | 'down') =>
      countStatuses(
        inventory,
        [
          { entity: deviceEntity('cam-1-1'), indicator: 'reach', state, sinceMs: 0, afterMs: 0 },
          { entity: deviceEntity('cam-2-1'), indicator: 'reach', state: 'up', sinceMs: 0, afterMs: 0 },
        ],
        startMs,
      );

    writer.writeFleet(countAs('up'), startMs + 1_000);
    await vi.waitFor(async () => expect(await countPoints(url, 'fleet_city', 'up')).toBe(1), PATIENCE);
    writer.writeFleet(countAs('down'), startMs + 6_000);
    await writer.close();

    expect(await queryRows(url, 'SELECT * FROM raw.fleet_city')).toEqual([
      { time: startMs, kind: 'camera', indicator: 'reach', up: 1, degraded: 0, down: 1, unknown: 0 },
    ]);
    expect(
      await queryRows(url, 'SELECT down, latitude, longitude FROM raw.fleet_area GROUP BY area'),
    ).toEqual([
      { time: startMs, area: 'w1', down: 1, latitude: 21, longitude: 105.8 },
      { time: startMs, area: 'w2', down: 0, latitude: 21, longitude: 105.8 },
    ]);
  });

  test('says how the collector and its own queue are doing', async () => {
    const { url } = await startTestInfluxd();
    const writer = createTestWriter(url, { dir: await temporaryDir(), nowMs: () => startMs });

    writer.metrics.camwatch_canary_rounds_total.labels('good').inc(7);
    writer.metrics.camwatch_canary_rounds_total.labels('bad').inc(2);
    writer.metrics.camwatch_readings_dropped_total.labels('blind').inc(40);
    writer.metrics.camwatch_readings_dropped_total.labels('clock-step').inc(2);
    writer.metrics.camwatch_ledger_pending_batches.set(1);
    writer.metrics.camwatch_ledger_rows_dropped_total.labels('findings').inc(4);
    writer.metrics.camwatch_influx_failed_writes_total.inc(5);
    writer.metrics.camwatch_influx_points_total.labels('written').inc(900);

    await writer.writeCollector(
      {
        collector: 'collector-1',
        run: 'run-1',
        startedMs: startMs,
        sight: 'seeing',
        sightSinceMs: startMs,
        recordedUntilMs: startMs - 15_000,
        latenessMs: 12.5,
        probes: 1_000,
        shortfall: 3,
        devices: 36,
        engines: ['fping'],
      },
      { incidentLagMs: 1_250, incidentRestarts: 1, deadMessages: 6, messageWaitMs: 30_000 },
    );
    await writer.close();

    expect(await queryRows(url, 'SELECT * FROM raw.collector')).toEqual([
      {
        time: startMs,
        collector: 'collector-1',
        seeing: 1,
        lateness_ms: 12.5,
        shortfall: 3,
        probes: 1_000,
        queue_bytes: 0,
        queued_points: 0,
        dropped_points: 0,
        written_points: 900,
        failed_writes: 5,
        canary_good_rounds: 7,
        canary_bad_rounds: 2,
        dropped_readings: 42,
        ledger_lag_ms: 15_000,
        ledger_pending_batches: 1,
        ledger_dropped_rows: 4,
        incident_lag_ms: 1_250,
        incident_restarts: 1,
        messages_dead: 6,
        message_wait_ms: 30_000,
      },
    ]);
  });

  test('gives InfluxDB the names it was given, however hostile', async () => {
    const { url } = await startTestInfluxd();
    const names = fc.sample(hostileText, { numRuns: 300, seed: 7 });
    const inventory = openInventoryOf({ devices: names.map((id, index) => device({ id: `${index}${id}` })) });
    const writer = createTestWriter(url, { dir: await temporaryDir(), inventory });

    writer.write(names.flatMap((id, index) => readingsOf(`${index}${id}`, 1, startMs)));
    await writer.close();

    const rows = await queryRows(url, 'SELECT up FROM raw.reach GROUP BY device');
    expect(rows.map(({ device: name }) => name).sort()).toEqual(
      names.map((id, index) => cleanTag(`${index}${id}`)).sort(),
    );
    expect(writer.health().droppedPoints).toBe(0);
  });

  test('has everything exactly once after InfluxDB was gone for a while', async () => {
    const dataDir = await temporaryDir();
    const dir = await temporaryDir();
    const influxd = await startTestInfluxd({ dataDir });
    const writer = createTestWriter(influxd.url, { dir });
    writer.write(readingsOf('cam-1-1', 100, startMs));
    await vi.waitFor(async () => expect(await countPoints(influxd.url, 'reach', 'up')).toBe(100), PATIENCE);

    await influxd.kill();
    for (const [index, id] of ['cam-1-2', 'cam-1-3', 'cam-2-1'].entries()) {
      writer.write(readingsOf(id, 200, startMs));
      await vi.waitFor(() => expect(writer.health().queuedPoints).toBe(200 * (index + 1)), PATIENCE);
    }
    expect(writer.health()).toMatchObject({ mode: 'queueing', droppedPoints: 0 });
    expect(writer.health().fault).toEqual({});
    const again = await startTestInfluxd({ dataDir, port: influxd.port });

    await vi.waitFor(() => expect(writer.health().queuedPoints).toBe(0), PATIENCE);
    expect(await countPoints(again.url, 'reach', 'up')).toBe(700);
    await vi.waitFor(
      () => expect(writer.health()).toMatchObject({ mode: 'writing', queuedBytes: 0, droppedPoints: 0 }),
      PATIENCE,
    );
    expect(writer.health().fault).toBeUndefined();
    await writer.close();
    expect((await readdir(join(dir, 'queue'))).filter((name) => name.endsWith('.seg'))).toEqual([]);
  });

  test('starts and queues while InfluxDB is not there yet, and delivers in the next run', async () => {
    const dir = await temporaryDir();
    const first = createTestWriter('http://127.0.0.1:1', { dir });
    first.write(readingsOf('cam-1-1', 6_000, startMs - 7_000_000));
    await first.close();
    // With what they add up to, every five minutes.
    expect(first.health()).toMatchObject({ mode: 'queueing', queuedPoints: 6_021 });

    const { url } = await startTestInfluxd();
    const second = createTestWriter(url, { dir });

    await vi.waitFor(async () => expect(await countPoints(url, 'reach', 'up')).toBe(6_000), PATIENCE);
    await second.close();
  });

  test('makes the database again when somebody drops it', async () => {
    const { url } = await startTestInfluxd();
    const writer = createTestWriter(url, { dir: await temporaryDir() });
    writer.write(readingsOf('cam-1-1', 10, startMs));
    await vi.waitFor(async () => expect(await countPoints(url, 'reach', 'up')).toBe(10), PATIENCE);

    await queryRows(url, 'DROP DATABASE camwatch');
    writer.write(readingsOf('cam-1-2', 20, startMs));

    await vi.waitFor(async () => expect(await countPoints(url, 'reach', 'up')).toBe(20), PATIENCE);
    await vi.waitFor(
      () => expect(writer.health()).toMatchObject({ mode: 'writing', queuedPoints: 0, droppedPoints: 0 }),
      PATIENCE,
    );
    await writer.close();
  });

  test('waits for the right password and never writes it down', async () => {
    const influxd = await startTestInfluxd({ auth: true });
    const dir = await temporaryDir();
    const admin = `Basic ${btoa('admin:right-horse')}`;
    await queryRows(influxd.url, `CREATE USER admin WITH PASSWORD 'right-horse' WITH ALL PRIVILEGES`);
    const logged: unknown[] = [];
    const options = { dir, influx: { username: 'admin' }, log: (entry: unknown) => logged.push(entry) };

    const wrong = createTestWriter(influxd.url, { ...options, password: 'wrong-staple' });
    wrong.write(readingsOf('cam-1-1', 5, startMs));
    await vi.waitFor(
      () => expect(wrong.health()).toMatchObject({ mode: 'queueing', queuedPoints: 5 }),
      PATIENCE,
    );
    await vi.waitFor(() => expect(wrong.health().fault).toEqual({ status: 401 }), PATIENCE);
    expect(logged).toContainEqual(
      expect.objectContaining({ reason: expect.stringContaining('authorization failed') }),
    );
    await wrong.close();
    const right = createTestWriter(influxd.url, { ...options, password: 'right-horse' });
    await vi.waitFor(
      () => expect(right.health()).toMatchObject({ mode: 'writing', queuedPoints: 0 }),
      PATIENCE,
    );
    await right.close();

    const rows = await queryRows(influxd.url, 'SELECT count(up) FROM raw.reach', { authorization: admin });
    expect(rows).toMatchObject([{ count: 5 }]);
    const words = JSON.stringify([logged, wrong.health()]);
    expect(words).not.toMatch(/wrong-staple|right-horse/);
    expect(words).not.toContain(btoa('admin:wrong-staple'));
  });

  test('writes with a user who may only write, and says what it takes on trust', async () => {
    const influxd = await startTestInfluxd({ auth: true });
    const authorization = `Basic ${btoa('admin:secret')}`;
    await queryRows(influxd.url, `CREATE USER admin WITH PASSWORD 'secret' WITH ALL PRIVILEGES`);
    for (const query of [
      'CREATE DATABASE camwatch',
      'CREATE RETENTION POLICY raw ON camwatch DURATION 35d REPLICATION 1 DEFAULT',
      `CREATE USER writer WITH PASSWORD 'pen'`,
      'GRANT WRITE ON camwatch TO writer',
    ]) {
      await queryRows(influxd.url, query, { authorization });
    }
    const writer = createTestWriter(influxd.url, {
      dir: await temporaryDir(),
      influx: { username: 'writer' },
      password: 'pen',
    });

    writer.write(readingsOf('cam-1-1', 5, startMs));
    await vi.waitFor(
      () => expect(writer.health()).toMatchObject({ mode: 'writing', queuedPoints: 0 }),
      PATIENCE,
    );
    await writer.close();

    expect(await queryRows(influxd.url, 'SELECT count(up) FROM raw.reach', { authorization })).toMatchObject([
      { count: 5 },
    ]);
    expect(writer.health().notice).toBe(
      'user writer may not create databases: camwatch and its retention policies are taken to be there',
    );
  });

  test('counts what is older than the policy keeps, and goes on', async () => {
    const { url } = await startTestInfluxd();
    const writer = createTestWriter(url, { dir: await temporaryDir() });

    writer.write([...readingsOf('cam-1-1', 3, 1_000_000), ...readingsOf('cam-1-2', 4, startMs)]);
    await writer.close();

    expect(await countPoints(url, 'reach', 'up')).toBe(4);
    await vi.waitFor(
      () => expect(writer.health()).toMatchObject({ queuedPoints: 0, droppedPoints: 4 }),
      PATIENCE,
    );
    const { values } = await writer.metrics.camwatch_influx_points_total.get();
    expect(values.map(({ labels, value }) => [labels.fate, value])).toEqual(
      expect.arrayContaining([
        ['written', 5],
        ['dropped', 4],
      ]),
    );
  });

  test('sums up readings when it is told to; a restart in between costs no probe', async () => {
    const { url } = await startTestInfluxd();
    const dir = await temporaryDir();
    for (const [run, count] of [3, 4].entries()) {
      const writer = createTestWriter(url, { dir, influx: { resolution: 'summaries' } });
      writer.write(readingsOf('cam-1-1', count, startMs + run * 3_000));
      writer.write([
        {
          deviceId: 'cam-1-1',
          indicator: 'reach',
          atMs: startMs + run * 3_000 + 500,
          outcome: { ok: false, reason: 'timeout', detail: '', measurements: { lossRatio: 1 } },
        },
      ]);
      await writer.close();
    }

    expect(await queryRows(url, 'SELECT sum(probes) FROM raw.reach WHERE up = 1')).toMatchObject([
      { sum: 7 },
    ]);
    expect(await queryRows(url, 'SELECT probes, reason FROM raw.reach WHERE up = 0')).toEqual([
      { time: startMs + 500, probes: 1, reason: 'timeout' },
      { time: startMs + 3_500, probes: 1, reason: 'timeout' },
    ]);
    expect(await countPoints(url, 'reach', 'up')).toBeLessThanOrEqual(2 + 4);
  });

  test('loses no probe that comes while open sums are handed over, and counts none twice', async () => {
    const { url } = await startTestInfluxd();
    const dir = await temporaryDir();
    const writer = createTestWriter(url, { dir, influx: { resolution: 'summaries' } });
    writer.write(readingsOf('cam-1-1', 3, startMs));
    writer.handOver();
    writer.write(readingsOf('cam-1-1', 4, startMs + 3_000));
    await writer.close();

    expect(await queryRows(url, 'SELECT sum(probes) FROM raw.reach WHERE up = 1')).toMatchObject([
      { sum: 7 },
    ]);
    expect(await countPoints(url, 'reach', 'up')).toBeGreaterThan(1);
  });

  test.each(['with', 'without'])('lets go of everything when it is closed, %s InfluxDB', async (how) => {
    const url = how === 'with' ? (await startTestInfluxd()).url : 'http://127.0.0.1:1';
    const child = spawn(
      process.execPath,
      ['test/support/influx-closing-child.ts', url, await temporaryDir()],
      {
        stdio: 'inherit',
      },
    );
    onTestFinished(() => void child.kill('SIGKILL'));

    const [exitCode] = await once(child, 'exit');

    expect(exitCode).toBe(0);
  });

  test('without InfluxDB in the settings it says once that measurements are not kept', async () => {
    const logged: string[] = [];
    const writer = createMeasurementWriter({
      settings: undefined,
      pseudonymOf: samplePseudonym,
      dir: '/nonexistent',
      inventory: () => smallCity(),
      timeZone: 'Asia/Ho_Chi_Minh',
      metrics: createMetrics(),
      logger: pino({}, { write: (line) => logged.push(JSON.parse(line).msg) }),
      nowMs: () => 5,
    });

    writer.write(readingsOf('cam-1-1', 1, startMs));
    await writer.close();

    expect(logged).toEqual(['measurements are not kept: the settings name no InfluxDB (influx.url)']);
    expect(writer.health()).toEqual({
      mode: 'off',
      sinceMs: 5,
      queuedBytes: 0,
      queuedPoints: 0,
      droppedPoints: 0,
      setAsidePoints: 0,
    });
  });

  test('refuses an address with a password in it', async () => {
    const dir = await temporaryDir();

    expect(() => createTestWriter('http://me:hush@localhost:8086', { dir })).toThrow(
      'influx.url: expected an address without user and password, got one for localhost:8086: ' +
        'put them into influx.username and influx.password',
    );
  });
});
