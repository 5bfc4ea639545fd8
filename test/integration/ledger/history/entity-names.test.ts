import { expect, test } from 'vitest';
import type { Revision } from '#core/domain/revision.ts';
import { readEntityNames } from '#ledger/history/entity-names.ts';
import { device, link } from '#test/support/inventory.ts';
import { deviceRevision, linkRevision, openLedgerOf } from '#test/support/settlement-ledger.ts';

const site = (id: string, secrecy: 'public' | 'secret'): Revision => ({
  kind: 'site',
  id,
  fromMs: 1_000,
  body: { id, name: `Nút giao ${id}`, secrecy },
});

const camera = (id: string, name: string, at = 'open') => device({ id, name, site: at });

/** A city of an open and a secret site; `moved` stands at the open one now. */
const city = () =>
  openLedgerOf([
    {
      recordedMs: 2_000,
      revisions: [
        site('open', 'public'),
        site('hidden', 'secret'),
        deviceRevision(1_000, camera('cam-1', 'Ngã tư Sở 1')),
        deviceRevision(1_000, camera('cam-2', 'Nhà khách', 'hidden')),
        deviceRevision(1_000, camera('moved', 'Nhà khách cũ', 'hidden')),
        deviceRevision(5_000, camera('moved', 'Ngã tư Sở 2')),
        linkRevision(1_000, link({ id: 'ward', name: 'Tuyến phường', far: 'site:open' })),
        linkRevision(1_000, link({ id: 'line', name: 'Tuyến nhà khách', far: 'site:hidden' })),
        linkRevision(1_000, link({ id: 'tail', name: 'Tuyến sau', near: 'device:cam-2', far: 'site:open' })),
      ],
    },
    { recordedMs: 8_000, revisions: [deviceRevision(7_000, camera('cam-1', 'Tây Sơn 1'))] },
  ]);

const ALL = [
  'device:cam-1',
  'device:cam-2',
  'device:moved',
  'link:ward',
  'link:line',
  'link:tail',
  'device:none',
];

test('devices and lines have names, but those that stand at a secret site, stood there, or lead to one', () => {
  expect(Object.fromEntries(readEntityNames(city(), ALL, { atMs: 6_000, recordedBeforeMs: 9_000 }))).toEqual({
    'device:cam-1': 'Ngã tư Sở 1',
    'link:ward': 'Tuyến phường',
  });
});

test.each([
  ['before it had another', 6_999, 9_000, 'Ngã tư Sở 1'],
  ['from then on', 7_000, 9_000, 'Tây Sơn 1'],
  ['before that was recorded', 7_000, 7_500, 'Ngã tư Sở 1'],
  ['before anything was', 500, 9_000, 'Ngã tư Sở 1'],
])('a device is called as it was %s', (_when, atMs, recordedBeforeMs, name) => {
  expect(readEntityNames(city(), ['device:cam-1'], { atMs, recordedBeforeMs }).get('device:cam-1')).toBe(
    name,
  );
});
