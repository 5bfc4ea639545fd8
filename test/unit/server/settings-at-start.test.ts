import { expect, test } from 'vitest';
import { Settings } from '#config/settings/settings-schema.ts';
import { settingsForNextStart } from '#server/settings-at-start.ts';

const written = {
  city: { name: 'Hà Nội', name_en: 'Hanoi', time_zone: 'Asia/Ho_Chi_Minh', area_list: '2025-07-01' },
  profiles: { camera: { reach: { prober: 'icmp' } } },
};
const inForce = Settings.parse(written);
const changed = (more: object) => settingsForNextStart(inForce, Settings.parse({ ...written, ...more }));

test.each([
  [{}, []],
  [{ page: { port: 9_000 } }, ['page.port']],
  [{ influx: { url: 'http://127.0.0.1:8086' }, ledger: { path: 'other.sqlite' } }, ['ledger', 'influx']],
  [{ collector: { icmp: 'tcp' } }, ['collector.icmp']],
  [{ deadman: { url: 'https://example.org/ping' } }, ['deadman']],
])('%j waits for the next start: %j', (more, expected) => {
  expect(changed(more)).toEqual(expected);
});

test.each([
  [{ collector: { canaries: [{ address: '127.0.0.1' }], canary_interval: '1s' } }],
  [{ profiles: { camera: { reach: { prober: 'icmp', interval: '30s' } } } }],
  [{ page: { language: 'en' } }],
])('%j is taken over at once', (more) => {
  expect(changed(more)).toEqual([]);
});
