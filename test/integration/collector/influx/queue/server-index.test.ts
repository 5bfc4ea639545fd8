import { describe, expect, test } from 'vitest';
import { buildServerAddress } from '#collector/influx/queue/server-address.ts';
import { findIndexProblems, readServerIndex } from '#collector/influx/queue/server-index.ts';
import { startHttpServer } from '#test/support/http.ts';
import { startTestInfluxd } from '#test/support/influx.ts';
import { queryRows } from '#test/support/query-influx.ts';

const running = new AbortController().signal;
const addressOf = (url: string) => buildServerAddress({ url, database: 'camwatch' }, undefined);

describe('readServerIndex', () => {
  test('tells how many series a real InfluxDB has, and that nothing limits them', async () => {
    const { url } = await startTestInfluxd();
    await queryRows(url, 'CREATE DATABASE camwatch');
    const body = 'reach,device=a up=1i\nreach,device=b up=1i';
    await fetch(`${url}/write?db=camwatch`, { method: 'POST', body });

    expect(await readServerIndex(addressOf(url), running)).toEqual({
      ...{ kind: undefined, series: 2, maxSeries: 0, maxValuesPerTag: 0 },
    });
  });

  test('reads the index of shards where the server tells it, also without the right to see limits', async () => {
    const shard = (indexType: string) => ({
      name: 'shard',
      tags: { database: 'camwatch', indexType },
      values: {},
    });
    const url = await startHttpServer((request, response) => {
      if (request.url?.startsWith('/debug/vars')) {
        const database = { name: 'database', tags: { database: 'camwatch' }, values: { numSeries: 7 } };
        response.end(JSON.stringify({ cmdline: ['influxd'], a: shard('tsi1'), b: shard('inmem'), database }));
        return;
      }
      response.writeHead(403).end('{"error":"error authorizing query"}');
    });

    expect(await readServerIndex(addressOf(url), running)).toEqual({
      ...{ kind: 'inmem', series: 7, maxSeries: undefined, maxValuesPerTag: undefined },
    });
  });

  test('of a server that does not answer, or answers anything, tells nothing', async () => {
    const url = await startHttpServer((_request, response) => response.end('hello'));

    expect(await readServerIndex(addressOf('http://127.0.0.1:9'), running)).toBeUndefined();
    expect(await readServerIndex(addressOf(url), running)).toBeUndefined();
  });
});

describe('findIndexProblems', () => {
  const index = { kind: undefined, series: 0, maxSeries: 1_000_000, maxValuesPerTag: 100_000 };

  test.each([
    [index, { series: 1_000_000, valuesPerTag: 100_000 }, 0],
    [index, { series: 1_000_001, valuesPerTag: 100_001 }, 2],
    [{ ...index, kind: 'tsi1' as const }, { series: 1_000_001, valuesPerTag: 100_001 }, 0],
    [{ ...index, kind: 'inmem' as const, maxSeries: 0 }, { series: 300_001, valuesPerTag: 0 }, 1],
    [{ ...index, maxSeries: undefined, maxValuesPerTag: undefined }, { series: 9e9, valuesPerTag: 9e9 }, 0],
  ])('%o for %o: %i', (told, wanted, count) => {
    expect(findIndexProblems(told, wanted)).toHaveLength(count);
  });
});
