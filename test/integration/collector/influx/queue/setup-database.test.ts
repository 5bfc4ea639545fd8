import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { buildServerAddress } from '#collector/influx/queue/server-address.ts';
import { setUpDatabase } from '#collector/influx/queue/setup-database.ts';
import { createSecret } from '#core/domain/secret.ts';
import { startHttpServer } from '#test/support/http.ts';
import { startTestInfluxd } from '#test/support/influx.ts';
import { queryRows } from '#test/support/query-influx.ts';

const options = {
  logger: pino({ level: 'silent' }),
  stop: new AbortController().signal,
};
const addressOf = (url: string) => buildServerAddress({ url, database: 'camwatch' }, undefined);

describe('setUpDatabase', () => {
  test('makes the database and its policies, and changes nothing when it is run again', async () => {
    const { url } = await startTestInfluxd();

    let newCount = 0;
    const onNew = async () => {
      newCount += 1;
      // Nothing can be written to it yet.
      expect(await queryRows(url, 'SHOW RETENTION POLICIES ON camwatch')).toMatchObject([
        { name: 'autogen' },
      ]);
    };
    const first = await setUpDatabase(addressOf(url), { ...options, onNew });
    const second = await setUpDatabase(addressOf(url), { ...options, onNew });
    expect(newCount).toBe(1);

    expect(first).toEqual({ kind: 'influxdb', version: '1.6.7~rc0' });
    expect(second).toEqual(first);
    expect(await queryRows(url, 'SHOW RETENTION POLICIES ON camwatch')).toMatchObject([
      { name: 'autogen', default: false },
      { name: 'raw', duration: '840h0m0s', shardGroupDuration: '24h0m0s', default: true },
      { name: 'long', duration: '43920h0m0s', shardGroupDuration: '2160h0m0s', default: false },
    ]);
  });

  test('leaves a policy that somebody changed, and says so', async () => {
    const { url } = await startTestInfluxd();
    await queryRows(url, 'CREATE DATABASE camwatch');
    await queryRows(url, 'CREATE RETENTION POLICY raw ON camwatch DURATION 90d REPLICATION 1');
    const logged: unknown[] = [];
    const logger = pino({ base: null, timestamp: false }, { write: (line) => logged.push(JSON.parse(line)) });

    await setUpDatabase(addressOf(url), { ...options, logger });

    expect(await queryRows(url, 'SHOW RETENTION POLICIES ON camwatch')).toContainEqual(
      expect.objectContaining({ name: 'raw', duration: '2160h0m0s' }),
    );
    expect(logged).toEqual([
      {
        level: 30,
        policy: 'raw',
        duration: '2160h0m0s',
        expected: '840h0m0s',
        msg: 'retention policy is left as it is',
      },
    ]);
  });

  test('says who is not there', async () => {
    await expect(setUpDatabase(addressOf('http://127.0.0.1:1'), options)).rejects.toMatchObject({
      code: 'INFLUX_QUERY',
      message: 'connect ECONNREFUSED 127.0.0.1:1',
    });
  });

  test('does not wait for a connection that breaks in the middle of an answer', async () => {
    const url = await startHttpServer((_request, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('{"results":');
      setImmediate(() => response.destroy());
    });
    const stopping = new AbortController();
    const setting = setUpDatabase(addressOf(url), { ...options, stop: stopping.signal });
    stopping.abort(new Error('closing'));

    await expect(setting).rejects.toThrow('closing');
  });

  test('keeps the password out of its errors', async () => {
    const url = await startHttpServer(
      (_request, response) => void response.writeHead(401).end('{"error":"no"}'),
    );
    const address = buildServerAddress({ url, database: 'camwatch', username: 'me' }, createSecret('hush'));

    const error = await setUpDatabase(address, options).catch((reason: unknown) => reason);

    expect(error).toMatchObject({ message: 'A 401 Unauthorized error occurred: {"error":"no"}' });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toMatch(/hush|bWU6aHVzaA/);
    expect((error as Error).cause).toBeUndefined();
  });
});
