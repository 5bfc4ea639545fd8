import { expect, test } from 'vitest';
import { openSharedConfig, shareConfig } from '#config/shared-config.ts';
import { localConfig } from '#server/collector/local-config.ts';
import { loadFolder, SOUND_FILES } from '#test/support/config-folder.ts';

const FILES = {
  'camwatch.yaml': `${SOUND_FILES['camwatch.yaml']}influx:
  url: http://10.0.0.9:8086
  username: camwatch
  password: env:CENTRE
  queue_limit: 1GB
  also: [{ url: http://10.0.0.8:8086, queue: data/also }]
  zones: { default: { url: http://10.1.0.5:8086, database: district } }
`,
};

async function influxOf(zone?: string) {
  const city = openSharedConfig(shareConfig(await loadFolder(FILES), Date.UTC(2026, 11, 1)));
  const place = { id: 'c-1', ...(zone !== undefined && { zone }), dir: '/var/lib/c', canaries: [] };
  return localConfig(city, place).settings.influx;
}

test('a collector writes to the InfluxDB of its network zone, and not as the user of another', async () => {
  const influx = await influxOf('default');

  expect(influx).toMatchObject({
    url: 'http://10.1.0.5:8086',
    database: 'district',
    queueDir: '/var/lib/c/influx-queue',
    queueLimitBytes: 1e9,
    also: [{ url: 'http://10.0.0.8:8086', queueDir: '/var/lib/c/influx-queue-2' }],
  });
  expect([influx?.username, influx?.password]).toEqual([undefined, undefined]);
});

test.each([['another'], [undefined]])('one of the zone %s writes to the first', async (zone) => {
  expect(await influxOf(zone)).toMatchObject({
    url: 'http://10.0.0.9:8086',
    username: 'camwatch',
    password: 'env:CENTRE',
    queueDir: '/var/lib/c/influx-queue',
  });
});
