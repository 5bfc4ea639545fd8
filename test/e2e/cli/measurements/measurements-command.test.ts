import { access, appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { runCamwatch } from '#test/support/camwatch.ts';
import { collectorHealth } from '#test/support/collector-health.ts';
import { makeConfigDir } from '#test/support/config-dir.ts';
import { startTestInfluxd } from '#test/support/influx.ts';
import { createTestWriter } from '#test/support/influx-writer.ts';
import { PATIENCE } from '#test/support/patience.ts';
import { countPoints, queryRows } from '#test/support/query-influx.ts';
import { readingsOf } from '#test/support/readings.ts';

const startMs = Math.floor(Date.now() / 1_000) * 1_000 - 600_000;

/** A city five of whose points InfluxDB refused, since a field had another type there. */
async function setPointsAside() {
  const influxd = await startTestInfluxd();
  const dir = await makeConfigDir({
    devices: 1,
    more: `influx: { url: '${influxd.url}', queue: queue }\n`,
  });
  const writer = createTestWriter(influxd.url, { dir });
  await vi.waitFor(() => expect(writer.health().mode).toBe('writing'), PATIENCE);
  const stranger = await fetch(`${influxd.url}/write?db=camwatch&rp=raw&precision=ms`, {
    method: 'POST',
    body: `reach,device=other up="yes" ${startMs}`,
  });
  expect(stranger.status).toBe(204);
  writer.write(readingsOf('cam-1-1', 5, startMs));
  await writer.writeCollector(collectorHealth(startMs));
  await vi.waitFor(
    () => expect(writer.health()).toMatchObject({ setAsidePoints: 5, droppedPoints: 0 }),
    PATIENCE,
  );
  await writer.close();
  return { influxd, dir };
}

const resend = (dir: string, ...more: readonly string[]) =>
  runCamwatch('measurements', 'resend', '--config', dir, ...more);

const REASON =
  '400 partial write: field type conflict: input field "up" on measurement "reach" is type integer, already exists as type string dropped=1';

test('points that InfluxDB refused stay set aside until it takes them', async () => {
  const { influxd, dir } = await setPointsAside();

  expect((await resend(dir, '--dry-run', '--lang', 'vi')).out).toContain('để riêng: 5 điểm đo\n');
  const again = await resend(dir, '--json');
  expect(again).toMatchObject({ code: 1 });
  expect(JSON.parse(again.out)).toMatchObject({
    points: 5,
    written: 0,
    expired: 0,
    refused: 5,
    reasons: [{ reason: REASON, points: 5, first: expect.stringContaining('reach,agency=') }],
  });

  await queryRows(influxd.url, 'DROP MEASUREMENT reach');
  expect(await resend(dir)).toMatchObject({
    code: 0,
    out: 'set aside: 5 points; written now: 5; too old for InfluxDB: 0; refused again: 0\n',
  });
  expect(await countPoints(influxd.url, 'reach', 'up')).toBe(5);
  expect(await resend(dir)).toMatchObject({ code: 0, out: 'nothing is set aside\n' });
  await expect(access(join(dir, 'queue', 'rejected.lines'))).rejects.toThrow('ENOENT');
});

test('while InfluxDB takes no writes, or a command was ended, they stay as they are', async () => {
  const { influxd, dir } = await setPointsAside();
  await influxd.kill();

  const { code, err } = await resend(dir);

  expect(code).toBe(1);
  expect(err).toContain(
    `camwatch: InfluxDB takes no writes: connect ECONNREFUSED 127.0.0.1:${influxd.port}; 5 points stay set aside`,
  );
  await appendFile(
    join(dir, 'queue', 'rejected.lines.sending'),
    `# 2026-10-01T00:00:00.000Z raw 400 x\na v=1i ${startMs}\n`,
  );
  expect(JSON.parse((await resend(dir, '--dry-run', '--json')).out)).toMatchObject({ points: 6 });
});

test('a configuration without InfluxDB is told so', async () => {
  const dir = await makeConfigDir({ devices: 1 });

  expect(await resend(dir)).toMatchObject({
    code: 1,
    err: 'camwatch: camwatch.yaml: influx: expected the InfluxDB that measurements are kept in (influx.url), got none\n',
  });
});
