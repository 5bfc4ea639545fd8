import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { describe, expect, onTestFinished, test } from 'vitest';
import { buildServerAddress } from '#collector/influx/queue/server-address.ts';
import {
  createMeasurementReader,
  type MeasurementReaderOptions,
} from '#collector/influx/reading/create-measurement-reader.ts';
import type { Inventory } from '#core/domain/inventory.ts';
import type { Reading } from '#core/domain/probing.ts';
import { createSecret } from '#core/domain/secret.ts';
import type { MeasuredQuery } from '#core/domain/time-series.ts';
import { days, hours, minutes } from '#core/time/units.ts';
import { startTestInfluxd, temporaryDir } from '#test/support/influx.ts';
import { createTestWriter } from '#test/support/influx-writer.ts';
import { device, openInventoryOf } from '#test/support/inventory.ts';
import { queryRows } from '#test/support/query-influx.ts';
import { samplePseudonym } from '#test/support/sample-pseudonym.ts';
import { SMALL_CITY_PROFILES, smallCity } from '#test/support/small-city.ts';

/** A whole step, long enough ago that all of it is over. */
const startMs = Math.floor(Date.now() / hours(2)) * hours(2) - hours(4);
const period = { fromMs: startMs, toMs: startMs + minutes(10) };

interface Opened extends Partial<MeasurementReaderOptions> {
  readonly inventory?: Inventory;
  readonly password?: string;
}

function openReader(url: string, { inventory = smallCity(), password, ...more }: Opened = {}) {
  const logged: Record<string, unknown>[] = [];
  const secret = password === undefined ? undefined : createSecret(password);
  const username = password === undefined ? undefined : 'camwatch';
  const reader = createMeasurementReader({
    address: async () => buildServerAddress({ url, database: 'camwatch', username }, secret),
    stored: () => ({ settings: { profiles: SMALL_CITY_PROFILES }, inventory, pseudonymOf: samplePseudonym }),
    logger: pino({ level: 'info' }, { write: (line) => logged.push(JSON.parse(line)) }),
    ...more,
  });
  return { ...reader, logged };
}

const reachOf = (id: string): MeasuredQuery => ({
  subjects: [{ kind: 'reach', device: id }],
  period,
  leastStepMs: minutes(2),
});

const answeredAt = (deviceId: string, atMs: number, rttAvgMs: number, lossRatio = 0): Reading => ({
  deviceId,
  indicator: 'reach',
  atMs,
  outcome: { ok: true, measurements: { rttAvgMs, rttMaxMs: rttAvgMs + 1, lossRatio } },
});

/** A server of the test's own, on a free port. */
async function startServer(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('what was written', () => {
  test('comes back step by step, and a step in which nothing was measured has no point', async () => {
    const { url } = await startTestInfluxd();
    const writer = createTestWriter(url, { dir: await temporaryDir() });
    writer.write([
      answeredAt('cam-1-1', startMs, 4),
      answeredAt('cam-1-1', startMs + minutes(1), 6, 0.5),
      answeredAt('cam-1-1', startMs + minutes(5), 10),
      answeredAt('cam-1-2', startMs + minutes(2), 99),
      {
        ...{ deviceId: 'cam-1-1', indicator: 'reach', atMs: startMs + minutes(9) },
        outcome: { ok: false, reason: 'timeout', detail: 'no answer', measurements: { lossRatio: 1 } },
      },
    ]);
    await writer.close();

    const answer = await openReader(url).read(reachOf('cam-1-1'));

    expect(answer).toEqual({
      ok: true,
      series: [
        {
          stepMs: minutes(2),
          newestMs: startMs + minutes(9),
          points: [
            { fromMs: startMs, values: { rttMs: 5, rttMaxMs: 7, lossRatio: 0.25 } },
            { fromMs: startMs + minutes(4), values: { rttMs: 10, rttMaxMs: 11, lossRatio: 0 } },
            { fromMs: startMs + minutes(8), values: { lossRatio: 1 } },
          ],
        },
      ],
    });
  });

  test('is found again of what is withheld, which has a pseudonym there', async () => {
    const city = smallCity();
    const site = city.sites.get('site-1');
    if (!site) throw new Error('no such site');
    const secret = { ...site, secrecy: 'secret' } as const;
    const inventory = { ...city, sites: new Map([...city.sites, ['site-1', secret]]) };
    const { url } = await startTestInfluxd();
    const writer = createTestWriter(url, { dir: await temporaryDir(), inventory });
    writer.write([answeredAt('cam-1-1', startMs, 4)]);
    writer.writeTraffic([
      {
        ...{ deviceId: 'router-1', interface: 'wan', atMs: startMs, intervalMs: 60_000 },
        ...{ inBitsPerSecond: 8_000, outBitsPerSecond: 16_000, inOctets: 60_000, outOctets: 120_000 },
      },
    ]);
    await writer.close();
    const asked = reachOf('cam-1-1');
    const port = { kind: 'traffic', device: 'router-1', interface: 'wan' } as const;

    const answer = await openReader(url, { inventory }).read({
      ...asked,
      subjects: [...asked.subjects, port],
    });

    expect(await queryRows(url, 'SHOW TAG VALUES ON camwatch WITH KEY = "device"')).not.toContainEqual(
      expect.objectContaining({ value: 'cam-1-1' }),
    );
    expect(answer).toMatchObject({
      ok: true,
      series: [
        { points: [{ values: { rttMs: 4 } }] },
        { points: [{ fromMs: startMs, values: { inBitsPerSecond: 8_000, outBitsPerSecond: 16_000 } }] },
      ],
    });
  });

  test('of a line is read from its quarters of an hour once steps are wide enough', async () => {
    const { url } = await startTestInfluxd();
    const writer = createTestWriter(url, { dir: await temporaryDir() });
    writer.write([answeredAt('cam-1-1', startMs, 4)]);
    await writer.close();
    const tags = 'device=router-1,interface=wan,link=line-1';
    const write = (rp: string, line: string) =>
      fetch(`${url}/write?db=camwatch&rp=${rp}&precision=ms`, { method: 'POST', body: line });
    await write('long', `traffic,${tags} in_bps=100,out_bps=200 ${startMs}`);
    await write('raw', `traffic,${tags} in_bps=1,out_bps=2,interval_ms=60000i ${startMs + 5_000}`);
    const subjects = [{ kind: 'traffic', device: 'router-1', interface: 'wan', link: 'line-1' }] as const;
    const { read } = openReader(url);
    const month = { fromMs: startMs - days(30), toMs: startMs + hours(2) };

    const ofMonth = await read({ subjects, period: month, leastStepMs: hours(2) });
    const ofHours = await read({ subjects, period, leastStepMs: minutes(2) });

    const newestMs = startMs + 5_000;
    const pointOf = (inBitsPerSecond: number, outBitsPerSecond: number) => ({
      fromMs: startMs,
      values: { inBitsPerSecond, outBitsPerSecond },
    });
    expect([ofMonth, ofHours]).toEqual([
      { ok: true, series: [{ stepMs: hours(2), newestMs, points: [pointOf(100, 200)] }] },
      { ok: true, series: [{ stepMs: minutes(2), newestMs, points: [pointOf(1, 2)] }] },
    ]);
  });

  test('of a device with a hostile id is its own, whatever the id says to InfluxDB', async () => {
    const ids = [
      `x' OR "device" <> '`,
      `x'; DROP DATABASE camwatch; SELECT '`,
      'ends with a backslash\\',
      `\\' OR 1=1 --`,
      'of two\nlines /* ',
      `"quoted", =tagged`,
    ];
    const inventory = openInventoryOf({ devices: [...ids, 'cam-1'].map((id) => device({ id })) });
    const { url } = await startTestInfluxd();
    const writer = createTestWriter(url, { dir: await temporaryDir(), inventory });
    writer.write([answeredAt('cam-1', startMs, 99), ...ids.map((id, n) => answeredAt(id, startMs, n + 1))]);
    await writer.close();
    const { read } = openReader(url, { inventory });

    const answers = await Promise.all(ids.map((id) => read(reachOf(id))));

    expect(answers).toEqual(
      ids.map((_, n) => ({
        ok: true,
        series: [
          {
            ...{ stepMs: minutes(2), newestMs: startMs },
            points: [{ fromMs: startMs, values: { rttMs: n + 1, rttMaxMs: n + 2, lossRatio: 0 } }],
          },
        ],
      })),
    );
    expect(await queryRows(url, 'SHOW DATABASES')).toContainEqual({ name: 'camwatch' });
  });

  test('is nothing of a device that the inventory does not have, and nobody is asked', async () => {
    let asked = 0;
    const url = await startServer((_request, response) => {
      asked += 1;
      response.end();
    });

    const answer = await openReader(url).read(reachOf('nobody'));

    expect([answer, asked]).toEqual([{ ok: true, series: [{ stepMs: minutes(2), points: [] }] }, 0]);
  });
});

const ROW = { columns: ['time', 'rttMs'], values: [[startMs, 4]] };
const GOOD = {
  results: [{ series: [ROW] }, { series: [{ columns: ['time', 'last'], values: [[startMs, 1]] }] }],
};

describe('a server that is not well', () => {
  test('that is gone is told at once, and logged once until it is back', async () => {
    let isThere = false;
    const url = await startServer((request, response) => {
      if (isThere) response.end(JSON.stringify(GOOD));
      else request.socket.destroy();
    });
    const { read, logged } = openReader(url, { keepMs: 0 });

    const answers = [await read(reachOf('cam-1-1')), await read(reachOf('cam-1-1'))];
    isThere = true;
    answers.push(await read(reachOf('cam-1-1')));

    expect(answers.map(({ ok }) => ok)).toEqual([false, false, true]);
    expect(answers[0]).toEqual({ ok: false, why: 'failed' });
    expect(logged.map(({ msg }) => msg)).toEqual([
      'charts are not read from InfluxDB',
      'charts are read from InfluxDB again',
    ]);
  });

  test('that does not answer, or not to the end, is late, and so is whoever waits for a turn behind it', async () => {
    const url = await startServer((_request, response) => {
      response.write('{"results":[');
    });
    const { read } = openReader(url, { deadlineMs: 300, mostAtOnce: 1 });
    const startedMs = performance.now();

    const answers = await Promise.all([read(reachOf('cam-1-1')), read(reachOf('cam-1-2'))]);

    expect(answers).toEqual([
      { ok: false, why: 'late' },
      { ok: false, why: 'late' },
    ]);
    expect(performance.now() - startedMs).toBeLessThan(1_500);
  });

  test.each<[string, RequestListener]>([
    [
      'more than anybody could read',
      (_request, response) => {
        const pour = () => {
          while (response.writable && response.write(' '.repeat(65_536)));
          response.once('drain', pour);
        };
        pour();
      },
    ],
    ['no JSON', (_request, response) => void response.end('<html>')],
    [
      'another shape',
      (_request, response) => void response.end('{"results":[{"series":[{"columns":"x"}]}]}'),
    ],
    ['other statements', (_request, response) => void response.end('{"results":[]}')],
    ['an error', (_request, response) => void response.end('{"results":[{"error":"shard gone"},{}]}')],
    [
      'a refusal that repeats our password',
      (_request, response) => {
        response.statusCode = 401;
        response.end('{"error":"no such user camwatch:bi-mat-cua-ta"}');
      },
    ],
  ])('and answers %s gives no charts, and tells nobody the password', async (_what, listener) => {
    const { read, logged } = openReader(await startServer(listener), { password: 'bi-mat-cua-ta' });

    expect(await read(reachOf('cam-1-1'))).toEqual({ ok: false, why: 'failed' });
    expect(JSON.stringify(logged)).not.toContain('bi-mat-cua-ta');
  });

  test('gives no point that is none: of another time, of no number or one beyond all measure, or twice', async () => {
    const values = [
      [startMs, 1],
      [startMs, 2],
      [startMs + minutes(4), 'NaN'],
      [startMs - days(1), 5],
      ['now', 6],
      [startMs + minutes(6), 1e300],
      [startMs + minutes(2), null],
      [startMs + days(1), 7],
    ];
    const hostile = {
      results: [
        {
          series: [
            { ...ROW, values },
            { ...ROW, values },
          ],
        },
        {},
      ],
    };
    const url = await startServer((_request, response) => void response.end(JSON.stringify(hostile)));

    const answer = await openReader(url).read(reachOf('cam-1-1'));

    expect(answer).toEqual({
      ok: true,
      series: [
        {
          stepMs: minutes(2),
          points: [{ fromMs: startMs, values: { rttMs: 2 } }],
        },
      ],
    });
  });
});

test('some questions are asked at once and no more, and the same one once for all', async () => {
  let open = 0;
  let most = 0;
  let asked = 0;
  const held: (() => void)[] = [];
  const arrived = Promise.withResolvers<void>();
  const url = await startServer((_request, response) => {
    open += 1;
    asked += 1;
    most = Math.max(most, open);
    const answer = () => {
      open -= 1;
      response.end(JSON.stringify(GOOD));
    };
    // The first two wait for each other: with one at a time nobody would be answered.
    if (asked > 2) return answer();
    held.push(answer);
    if (asked === 2) arrived.resolve();
  });
  const { read } = openReader(url, { mostAtOnce: 2 });
  const names = ['cam-1-1', 'cam-1-2', 'cam-1-3', 'cam-2-1', 'cam-1-1', 'cam-1-1'];

  const answers = Promise.all(names.map((id) => read({ ...reachOf(id), who: id })));
  await arrived.promise;
  for (const answer of held) answer();

  expect((await answers).every(({ ok }) => ok)).toBe(true);
  expect({ most, asked }).toEqual({ most: 2, asked: 4 });
});

test('who asks for much takes half of the turns, has a few waiting, and is told to try again of the rest', async () => {
  const held: (() => void)[] = [];
  let isHeld = true;
  let more = Promise.withResolvers<void>();
  const url = await startServer((_request, response) => {
    held.push(() => response.end(JSON.stringify(GOOD)));
    if (!isHeld) held.pop()?.();
    more.resolve();
  });
  const until = async (count: number) => {
    while (held.length < count) {
      more = Promise.withResolvers<void>();
      await more.promise;
    }
  };
  const { read } = openReader(url, { deadlineMs: 20_000 });
  const asks = (who: string, count: number) => {
    const toMs = period.toMs + minutes(2) * count;
    return read({ ...reachOf('cam-1-1'), period: { ...period, toMs }, who });
  };

  const ofOne = Array.from({ length: 12 }, (_, count) => asks('one', count));
  await until(2);
  const another = asks('another', 0);
  await until(3);
  const busy = await Promise.all(ofOne.slice(8));
  isHeld = false;
  for (const answer of held) answer();

  expect(busy).toEqual(busy.map(() => ({ ok: false, why: 'busy' })));
  expect((await Promise.all(ofOne.slice(0, 8))).every(({ ok }) => ok)).toBe(true);
  expect(await another).toMatchObject({ ok: true });
  // It is worth nothing a moment later.
  expect(await asks('one', 11)).toMatchObject({ ok: true });
});

test('what was answered is kept for ten seconds, and that nothing was for one', async () => {
  const clock = { ms: 0 };
  let asked = 0;
  let isThere = false;
  const url = await startServer((request, response) => {
    asked += 1;
    if (isThere) response.end(JSON.stringify(GOOD));
    else request.socket.destroy();
  });
  const { read } = openReader(url, { elapsedMs: () => clock.ms });
  const ask = async (atMs: number) => {
    clock.ms = atMs;
    const { ok } = await read(reachOf('cam-1-1'));
    return [ok, asked];
  };

  expect([await ask(0), await ask(999)]).toEqual([
    [false, 1],
    [false, 1],
  ]);
  isThere = true;
  expect([await ask(1_000), await ask(10_999), await ask(11_000)]).toEqual([
    [true, 2],
    [true, 2],
    [true, 3],
  ]);
});
