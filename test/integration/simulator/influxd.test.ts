import { describe, expect, test } from 'vitest';
import { renderInfluxdConfig, startInfluxd } from '#simulator/influxd.ts';
import { startTestInfluxd, temporaryDir } from '#test/support/influx.ts';
import { queryRows } from '#test/support/query-influx.ts';

const isRunning = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('startInfluxd', () => {
  test('answers on a free port of this machine only, until it is stopped', async () => {
    const influxd = await startTestInfluxd();

    expect(influxd.url).toBe(`http://127.0.0.1:${influxd.port}`);
    expect(await queryRows(influxd.url, 'SHOW DATABASES')).toEqual([]);
    await influxd.stop();

    expect(isRunning(influxd.pid)).toBe(false);
    await expect(fetch(influxd.url)).rejects.toThrow('fetch failed');
  });

  test('goes on with its data, also after it was killed', async () => {
    const dataDir = await temporaryDir();
    const first = await startTestInfluxd({ dataDir });
    await queryRows(first.url, 'CREATE DATABASE kept');
    await first.kill();

    const second = await startTestInfluxd({ dataDir, port: first.port });

    expect(second.port).toBe(first.port);
    expect(await queryRows(second.url, 'SHOW DATABASES')).toEqual([{ name: 'kept' }]);
  });

  test('says that influxd is not installed', async () => {
    await expect(
      startInfluxd({ dataDir: await temporaryDir(), program: '/nowhere/influxd' }),
    ).rejects.toMatchObject({
      code: 'INFLUXD',
      message: 'influxd could not be started: spawn /nowhere/influxd ENOENT',
    });
  });

  test('gives its last words when it does not start', async () => {
    const { port } = await startTestInfluxd();

    await expect(startInfluxd({ dataDir: await temporaryDir(), port })).rejects.toThrow(
      /^influxd ended with 1\n.*bind: address already in use$/s,
    );
  });
});

test('the configuration has room for every device and listens on this machine only', () => {
  const config = renderInfluxdConfig('/data', 8086, false);

  expect(config).toContain('index-version = "tsi1"');
  expect(config).toContain('max-index-log-file-size = 65536');
  expect(config).toContain('max-values-per-tag = 0');
  expect(config).toContain('max-series-per-database = 0');
  expect(config).toContain('wal-fsync-delay = "0s"');
  expect(config.match(/bind-address = .*/g)).toEqual([
    'bind-address = "127.0.0.1:0"',
    'bind-address = "127.0.0.1:8086"',
  ]);
});
