import { expect, test } from 'vitest';
import { zoneServers } from '#config/settings/zone-servers.ts';
import { loadFolder, SOUND_FILES } from '../../../support/config-folder.ts';

test('zones that share a server have one, and one at the centre is none of its own', async () => {
  const { settings } = await loadFolder({
    'camwatch.yaml': `${SOUND_FILES['camwatch.yaml']}influx:
  url: http://10.0.0.9:8086
  zones:
    default: { url: "http://127.0.0.1:8086", read_url: "http://10.1.0.5:8086/" }
`,
  });
  const { influx } = settings;
  if (!influx) throw new Error('expected an influx');
  const [own] = Object.values(influx.zones);
  if (!own) throw new Error('expected a zone');
  const zones = {
    b: own,
    a: { ...own, url: 'http://10.1.0.6:8086', readUrl: 'http://10.1.0.5:8086' },
    c: { ...own, readUrl: influx.url },
    d: { ...own, database: 'other' },
  };

  expect(zoneServers({ ...influx, zones })).toEqual([
    { zones: ['a', 'b'], url: 'http://10.1.0.5:8086/', database: 'camwatch' },
    { zones: ['d'], url: 'http://10.1.0.5:8086/', database: 'other' },
  ]);
  expect(zoneServers(undefined)).toEqual([]);
});
