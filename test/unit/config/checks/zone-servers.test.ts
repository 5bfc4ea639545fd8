import { expect, test } from 'vitest';
import { loadFolder, problemsOf, SOUND_FILES } from '../../../support/config-folder.ts';

const withZones = (zones: string) => ({
  'camwatch.yaml': `${SOUND_FILES['camwatch.yaml']}influx:\n  url: http://10.0.0.9:8086\n  username: camwatch\n  zones: ${zones}\n`,
});

test('an InfluxDB of a network zone that no site is in is refused', async () => {
  expect(await problemsOf(withZones('{ defalt: { url: "http://10.1.0.5:8086" } }'))).toEqual([
    expect.stringMatching(
      /^camwatch\.yaml:\d+:\d+ influx\.zones\.defalt: expected a zone of sites\.csv, got "defalt" \(did you mean default\?\)$/,
    ),
  ]);
});

test('it is read at the address that collectors write to, where no other is named', async () => {
  const { settings } = await loadFolder(withZones('{ default: { url: "http://10.1.0.5:8086" } }'));

  expect(settings.influx?.zones).toEqual({
    default: { url: 'http://10.1.0.5:8086', readUrl: 'http://10.1.0.5:8086', database: 'camwatch' },
  });
});
