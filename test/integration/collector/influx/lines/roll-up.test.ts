import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { describe, expect, test, vi } from 'vitest';
import { createRollUp } from '#collector/influx/lines/roll-up.ts';
import { daysOfDevices, QUARTER_MS, quartersOfAnHour } from '#collector/influx/lines/roll-up-steps.ts';
import { withQueryClient } from '#collector/influx/queue/query-client.ts';
import { buildServerAddress } from '#collector/influx/queue/server-address.ts';
import { setUpDatabase } from '#collector/influx/queue/setup-database.ts';
import { days, hours, minutes } from '#core/time/units.ts';
import { createZone } from '#core/time/zone.ts';
import { startTestInfluxd, temporaryDir } from '#test/support/influx.ts';
import { PATIENCE } from '#test/support/patience.ts';
import { queryRows } from '#test/support/query-influx.ts';

const logger = pino({ level: 'silent' });
const timeZone = 'Asia/Ho_Chi_Minh';
const steps = quartersOfAnHour(timeZone);
const running = new AbortController().signal;
const quarterMs = Math.floor(Date.now() / QUARTER_MS) * QUARTER_MS - 8 * QUARTER_MS;

async function setUp(nowMs = () => quarterMs + 3 * QUARTER_MS) {
  const dir = await temporaryDir();
  const queries: string[] = [];
  const failing = { with: undefined as Error | undefined };
  const rollUp = createRollUp({
    steps,
    dir,
    query: async (text) => {
      queries.push(text);
      if (failing.with) throw failing.with;
    },
    logger,
    nowMs,
  });
  return { dir, queries, failing, rollUp };
}

describe('createRollUp', () => {
  test('asks for every whole quarter since the first point, and for none twice', async () => {
    let nowMs = quarterMs + QUARTER_MS + minutes(6) - 1;
    const { rollUp, queries } = await setUp(() => nowMs);

    rollUp.noteArrival(quarterMs + 5);
    await rollUp.run(running);
    expect(queries).toEqual([]);
    nowMs += 1;
    await rollUp.run(running);
    await rollUp.run(running);

    expect(queries).toEqual(steps.renderQueries(quarterMs, quarterMs + QUARTER_MS));
  });

  test('asks for nothing anew by points that are in no roll-up', async () => {
    const { rollUp, queries } = await setUp();
    rollUp.noteArrival(Number.POSITIVE_INFINITY);
    await rollUp.run(running);
    rollUp.noteArrival(quarterMs);
    await rollUp.run(running);
    queries.length = 0;

    rollUp.noteArrival(Number.POSITIVE_INFINITY);
    await rollUp.run(running);

    expect(queries).toEqual([]);
  });

  test('comes back to a quarter whose points arrived late, and asks for a day at a time', async () => {
    const { rollUp, queries } = await setUp();
    rollUp.noteArrival(quarterMs);
    await rollUp.run(running);
    queries.length = 0;

    rollUp.noteArrival(quarterMs - days(1) - 1);
    await rollUp.run(running);

    expect(queries).toEqual([
      ...steps.renderQueries(quarterMs - days(1) - QUARTER_MS, quarterMs - QUARTER_MS),
      ...steps.renderQueries(quarterMs - QUARTER_MS, quarterMs + 2 * QUARTER_MS),
    ]);
  });

  test('asks again for what failed', async () => {
    const { rollUp, queries, failing } = await setUp();
    rollUp.noteArrival(quarterMs);
    failing.with = new Error('timeout');
    await expect(rollUp.run(running)).rejects.toThrow('timeout');
    failing.with = undefined;

    await rollUp.run(running);

    const [fleet, traffic, linkDays] = steps.renderQueries(quarterMs, quarterMs + 2 * QUARTER_MS);
    expect(queries).toEqual([fleet, fleet, traffic, linkDays]);
  });

  test('goes on after a restart where it was', async () => {
    const { rollUp, dir } = await setUp();
    rollUp.noteArrival(quarterMs + QUARTER_MS);
    await rollUp.close();
    expect(await readFile(join(dir, 'rolled-up-until.txt'), 'utf8')).toBe(`${quarterMs + QUARTER_MS}\n`);

    const queries: string[] = [];
    const next = createRollUp({
      steps,
      dir,
      query: async (text) => void queries.push(text),
      logger,
      nowMs: () => quarterMs + 3 * QUARTER_MS,
    });
    next.noteArrival(quarterMs + 2 * QUARTER_MS);
    await next.run(running);

    expect(queries).toEqual(steps.renderQueries(quarterMs + QUARTER_MS, quarterMs + 2 * QUARTER_MS));
  });

  test('starts afresh where its mark is damaged', async () => {
    const { rollUp, dir, queries } = await setUp();
    await writeFile(join(dir, 'rolled-up-until.txt'), 'garbage');

    await rollUp.run(running);

    expect(queries).toEqual([]);
  });

  test('InfluxDB keeps the means of 15 minutes under the same names, and again the same', async () => {
    const { url } = await startTestInfluxd();
    const address = buildServerAddress({ url, database: 'camwatch' }, undefined);
    await setUpDatabase(address, { logger, stop: running });
    const rows = [0, 5, 20].map((minute) => ({
      at: quarterMs + minutes(minute),
      up: 10 + minute,
      down: minute,
    }));
    const body = rows.flatMap(({ at, up, down }) => [
      `fleet_city,indicator=reach,kind=camera degraded=0i,down=${down}i,unknown=1i,up=${up}i ${at}`,
      `fleet_area,area=w1,district=d1,indicator=reach,kind=camera degraded=0i,down=${down}i,unknown=1i,up=${up}i ${at}`,
      `reach,device=cam-1 up=1i ${at}`,
      `traffic,device=sw-1,interface=ge-0/0/1,link=line-1 in_bps=${down},in_octets=${down}i,in_util_ratio=0.5,out_util_ratio=0.${10 + down},in_errors=1i,out_errors=1i,in_discards=0i,out_discards=2i,interval_ms=60000i ${at}`,
      `traffic,device=sw-1,interface=ge-0/0/2,link=none in_bps=${down},in_octets=${down}i,interval_ms=60000i ${at}`,
    ]);
    await fetch(`${url}/write?db=camwatch&rp=raw&precision=ms`, { method: 'POST', body: body.join('\n') });
    const dir = await temporaryDir();
    const rollUp = createRollUp({
      steps,
      dir,
      query: async (text) => void (await withQueryClient(address, running, (client) => client.query(text))),
      logger,
      nowMs: () => quarterMs + 3 * QUARTER_MS,
    });

    rollUp.noteArrival(quarterMs);
    await rollUp.run(running);
    rollUp.noteArrival(quarterMs);
    await rollUp.run(running);
    await rollUp.close();

    const quarter = (index: number, up: number, down: number) => ({
      time: quarterMs + index * QUARTER_MS,
      indicator: 'reach',
      kind: 'camera',
      up,
      degraded: 0,
      down,
      unknown: 1,
    });
    expect(await queryRows(url, 'SELECT * FROM "long".fleet_city')).toEqual([
      quarter(0, 12.5, 2.5),
      quarter(1, 30, 20),
    ]);
    expect(await queryRows(url, 'SELECT * FROM "long".fleet_area')).toMatchObject([
      { area: 'w1', district: 'd1', up: 12.5 },
      { area: 'w1', district: 'd1', up: 30 },
    ]);
    expect(await queryRows(url, 'SELECT * FROM "long".reach')).toEqual([]);
    expect(await queryRows(url, 'SELECT * FROM "long".traffic')).toMatchObject([
      {
        time: quarterMs,
        device: 'sw-1',
        interface: 'ge-0/0/1',
        link: 'line-1',
        in_bps: 2.5,
        in_bps_max: 5,
        in_octets: 5,
        in_util_ratio: 0.5,
        in_util_ratio_max: 0.5,
        interval_ms: 120_000,
      },
      { time: quarterMs + QUARTER_MS, in_bps: 20, in_bps_max: 20, in_octets: 20, interval_ms: 60_000 },
    ]);
    // The two quarters may lie on two days.
    const linkDays = await queryRows(url, 'SELECT * FROM "long".traffic_day');
    const dayMs = createZone(timeZone).dayAt(quarterMs + QUARTER_MS).fromMs;
    const summed = (field: string) => linkDays.reduce((sum, row) => sum + Number(row[field]), 0);
    expect(linkDays.at(-1)).toMatchObject({
      time: dayMs,
      link: 'line-1',
      p95_in_ratio: 0.5,
      p95_out_ratio: 0.3,
    });
    expect([summed('errors'), summed('discards')]).toEqual([6, 6]);
  });
});

test('the mark is on disk as soon as it goes back, as kill -9 would need it', async () => {
  const { rollUp, dir } = await setUp();
  rollUp.noteArrival(quarterMs);

  await vi.waitFor(
    async () => expect(await readFile(join(dir, 'rolled-up-until.txt'), 'utf8')).toBe(`${quarterMs}\n`),
    PATIENCE,
  );
});

test('InfluxDB keeps the days of single devices, in the zone of the city and district by district', async () => {
  const { url } = await startTestInfluxd();
  const address = buildServerAddress({ url, database: 'camwatch' }, undefined);
  await setUpDatabase(address, { logger, stop: running });
  const today = createZone(timeZone).dayAt(Date.now());
  const yesterday = createZone(timeZone).dayAt(today.fromMs - 1);
  const hour = (device: string, district: string, atMs: number) =>
    `device_availability,device=${device},district=${district},indicator=reach,kind=camera down_ms=${minutes(1)}i,up_ms=${minutes(59)}i,degraded_ms=0i,unknown_ms=0i,out_of_service_ms=0i ${atMs}`;
  const lines = [
    ...Array.from({ length: 24 }, (_, index) => hour('cam-1', 'd1', yesterday.fromMs + hours(index))),
    hour('cam-2', "d'2", yesterday.toMs - hours(1)),
    hour('cam-3', 'none', yesterday.fromMs),
    hour('cam-3', 'none', yesterday.fromMs - hours(1)),
    hour('cam-1', 'd1', today.fromMs),
  ];
  await fetch(`${url}/write?db=camwatch&rp=raw&precision=ms`, { method: 'POST', body: lines.join('\n') });
  let nowMs = today.fromMs + hours(2) - 1;
  const rollUp = createRollUp({
    steps: daysOfDevices(timeZone, () => ['d1', "d'2"]),
    dir: await temporaryDir(),
    query: async (text) => void (await withQueryClient(address, running, (client) => client.query(text))),
    logger,
    nowMs: () => nowMs,
  });
  const daysOf = () =>
    queryRows(url, 'SELECT device, up_ms, down_ms FROM "long".device_availability ORDER BY time');

  rollUp.noteArrival(yesterday.fromMs);
  await rollUp.run(running);
  expect(await daysOf()).toEqual([]);
  nowMs += 1;
  await rollUp.run(running);
  await rollUp.close();

  const day = (device: string, count: number) => ({
    ...{ time: yesterday.fromMs, device, up_ms: count * minutes(59), down_ms: count * minutes(1) },
  });
  const found = await daysOf();
  expect(found).toHaveLength(3);
  expect(found).toEqual(expect.arrayContaining([day('cam-1', 24), day('cam-2', 1), day('cam-3', 1)]));
});
