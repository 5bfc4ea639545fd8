import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pino from 'pino';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '#config/load-config.ts';
import { shareConfig } from '#config/shared-config.ts';
import { checkApart } from '#server/checks/check-apart.ts';
import { makeConfigDir } from '#test/support/config-dir.ts';
import { HOSTILE_SERVERS } from '#test/support/hostile-server.ts';
import { startTcpServer, unusedPort } from '#test/support/tcp.ts';

const logger = pino({ level: 'silent' });

/** A city of one camera on this machine, which is asked for its reach by TCP and for its service by ONVIF. */
async function cityWith(port: number) {
  const dir = await makeConfigDir({ devices: 1 });
  const profiles = `profiles:
  camera:
    reach: { prober: tcp, interval: 5s, timeout: 500ms, recheck: 1s }
    service: { prober: onvif, interval: 30s, timeout: 1s }
`;
  const settings = `city: { name: Hà Nội, name_en: Hanoi, time_zone: Asia/Ho_Chi_Minh, area_list: 2025-07-01 }
collector: { id: test-1 }
${profiles}page: { port: 0, anonymous: read }
`;
  await writeFile(join(dir, 'camwatch.yaml'), settings);
  await writeFile(
    join(dir, 'devices.csv'),
    `id,name,kind,site,class,agency,accepted,profile,address,port\ncam-0,Camera 0,camera,pole-1,fixed,police,2025-08-01,camera,127.0.0.1,${port}\n`,
  );
  return shareConfig(await loadConfig(dir), Date.now());
}

describe('checkApart', () => {
  test('tells check by check what was sent and what came, without the address', async () => {
    const port = await startTcpServer((socket) => void socket.end());

    const report = await checkApart(await cityWith(port), 'cam-0', logger);

    expect(report.failure).toBeUndefined();
    expect(report.checks.map(({ indicator, state }) => [indicator, state])).toEqual([
      ['reach', 'up'],
      ['service', 'down'],
    ]);
    expect(report.checks.every(({ steps }) => steps.length > 0)).toBe(true);
    expect(JSON.stringify(report)).not.toContain('127.0.0.1');
  });

  test('a device that is not there is told by its reason', async () => {
    const report = await checkApart(await cityWith(await unusedPort()), 'cam-0', logger);

    expect(report.checks[0]).toMatchObject({ indicator: 'reach', state: 'down', reason: 'refused' });
  });

  test.each(Object.keys(HOSTILE_SERVERS))('a device that %s is done with within its time', async (name) => {
    const port = await startTcpServer(HOSTILE_SERVERS[name]);
    const startMs = performance.now();

    const report = await checkApart(await cityWith(port), 'cam-0', logger, 4_000);

    expect(performance.now() - startMs).toBeLessThan(9_500);
    expect(JSON.stringify(report).length).toBeLessThan(60_000);
  });

  test('one that nobody knows has nothing to ask', async () => {
    expect(await checkApart(await cityWith(1), 'cam-9', logger)).toMatchObject({
      checks: [],
      failure: 'nothing-to-ask',
    });
  });

  test('what takes too long is given up', async () => {
    const port = await startTcpServer((socket) => void socket.resume());

    expect(await checkApart(await cityWith(port), 'cam-0', logger, 1)).toMatchObject({
      failure: 'too-long',
    });
  });
});
