import { once } from 'node:events';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { runCamwatch, startCamwatch } from '#test/support/camwatch.ts';
import { makeConfigDir } from '#test/support/config-dir.ts';
import { startTestInfluxd } from '#test/support/influx.ts';
import { readLogLines } from '#test/support/log-lines.ts';
import { devicesCsv } from '#test/support/loopback-city.ts';
import { PATIENCE } from '#test/support/patience.ts';
import { queryRows } from '#test/support/query-influx.ts';

const as = (name: string, password: string) => ({ authorization: `Basic ${btoa(`${name}:${password}`)}` });
const SECRETS = { admin: "ad'min-secret", writer: 'pen \\ secret', reader: 'glasses-secret' };

/** A city with two devices at a secret site, and an InfluxDB that nobody has a user of. */
async function newCity() {
  const influxd = await startTestInfluxd({ auth: true });
  const dir = await makeConfigDir({ devices: 5, interval: '1s' });
  const reference = (name: keyof typeof SECRETS) => `file:${join(dir, name)}`;
  for (const [name, secret] of Object.entries(SECRETS)) writeFileSync(join(dir, name), `${secret}\n`);
  appendFileSync(
    join(dir, 'camwatch.yaml'),
    `influx: { url: "${influxd.url}", username: camwatch, password: "${reference('writer')}" }
grafana: { influx: { username: grafana, secret: "${reference('reader')}" } }
`,
  );
  appendFileSync(join(dir, 'sites.csv'), 'bunker,Hầm BÍ MẬT,ba-dinh,other,defence,secret\n');
  const devices = devicesCsv(5).replaceAll(
    /cam-([34]),Camera \d,camera,pole-1/g,
    'bi-mat-$1,BÍ MẬT $1,camera,bunker',
  );
  writeFileSync(join(dir, 'devices.csv'), devices);
  const makeUsers = () =>
    runCamwatch('measurements', 'users', '--config', dir, '--admin-password', reference('admin'));
  return { url: influxd.url, dir, makeUsers };
}

test('the sample configuration of InfluxDB asks who one is', () => {
  expect(readFileSync('deploy/influxdb/influxdb.conf', 'utf8')).toMatch(/^ *auth-enabled = true$/m);
});

test('camwatch writes, a reader reads, nobody else does either; what is secret has a pseudonym and is in no metric', async () => {
  const { url, dir, makeUsers } = await newCity();
  const done = {
    code: 0,
    out: 'admin: administrator\ncamwatch: reads and writes camwatch\ngrafana: reads camwatch\n',
  };
  expect(await makeUsers()).toEqual({ ...done, err: '' });
  // A second time it finds them there.
  expect(await makeUsers()).toMatchObject(done);

  const camwatch = startCamwatch(['run', '--config', dir]);
  const log = readLogLines(camwatch.stderr);
  const { url: page } = JSON.parse(await log.next('watching'));
  const reader = as('grafana', SECRETS.reader);
  const devices = async () =>
    (await queryRows(url, 'SELECT last(up) FROM raw.reach GROUP BY device', reader)).map(({ device }) =>
      String(device),
    );
  await vi.waitFor(async () => expect(await devices()).toHaveLength(5), PATIENCE);

  expect((await devices()).toSorted()).toEqual([
    ...['cam-0', 'cam-1', 'cam-2'],
    ...[expect.stringMatching(/^withheld-[0-9a-f]{20}$/), expect.stringMatching(/^withheld-[0-9a-f]{20}$/)],
  ]);
  const write = async (headers: Record<string, string>) =>
    (
      await fetch(`${url}/write?db=camwatch&rp=raw`, {
        method: 'POST',
        headers,
        body: 'reach,device=x up=1i',
      })
    ).status;
  expect(await write(reader)).toBe(403);
  expect(await write({})).toBe(401);
  expect(await write(as('camwatch', SECRETS.reader))).toBe(401);
  await expect(queryRows(url, 'SELECT * FROM raw.reach')).rejects.toThrow('unable to parse authentication');
  await expect(queryRows(url, 'DROP DATABASE camwatch', as('camwatch', SECRETS.writer))).rejects.toThrow();

  const metrics = await (await fetch(`${page}/metrics`)).text();
  expect(metrics).toContain('camwatch_inventory_devices{kind="camera"} 3\n');
  camwatch.kill('SIGTERM');
  expect(await once(camwatch, 'close')).toEqual([0, null]);
  const withheld = await runCamwatch('inventory', 'withheld', '--config', dir, '--json');
  const found = JSON.parse(withheld.out) as { pseudonym: string; name: string; title: string }[];
  expect(found.map(({ name, title }) => [name, title])).toEqual([
    ['device:bi-mat-3', 'BÍ MẬT 3'],
    ['device:bi-mat-4', 'BÍ MẬT 4'],
  ]);
  expect(await devices()).toEqual(expect.arrayContaining(found.map(({ pseudonym }) => pseudonym)));
  const [first] = found;
  expect(await runCamwatch('inventory', 'withheld', '--config', dir, first?.pseudonym ?? '')).toMatchObject({
    code: 0,
    out: `${first?.pseudonym}  device:bi-mat-3  BÍ MẬT 3\n`,
  });
});

test('users are not made on an InfluxDB that answers everybody', async () => {
  const { dir, makeUsers } = await newCity();
  const { url } = await startTestInfluxd();
  const settings = readFileSync(join(dir, 'camwatch.yaml'), 'utf8');
  writeFileSync(join(dir, 'camwatch.yaml'), settings.replace(/http:[^"]+/, url));

  expect(await makeUsers()).toMatchObject({
    code: 1,
    err: expect.stringContaining(
      'expected an InfluxDB that asks who one is, got one that answers everybody: set auth-enabled = true',
    ),
  });
});
