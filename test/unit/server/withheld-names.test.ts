import { expect, test } from 'vitest';
import { findWithheldNames } from '#server/withheld-names.ts';
import { sampleFleet } from '#test/support/sample-fleet.ts';

test('lists what is withheld, its ports, those where withheld links are measured, and what is only on record', () => {
  const { inventory } = sampleFleet({ camerasPerArea: 1 });
  const recorder = inventory.devices.get('nvr-bi-mat');
  const line = inventory.links.get('link-bi-mat');
  if (!recorder || !line) throw new Error('the sample fleet has both');
  const city = {
    ...inventory,
    devices: new Map([...inventory.devices, ['nvr-bi-mat', { ...recorder, interfaces: ['eth0'] }]]),
    links: new Map([
      ...inventory.links,
      ['link-bi-mat', { ...line, interface: { device: 'sw-lang', name: 'Gi7' } }],
    ]),
  };

  const names = findWithheldNames(city, ['device:gone', 'device:sw-lang', 'link:link-lang']);

  expect(names.map(({ name, title }) => [name, title])).toEqual([
    ['device:cam-bi-mat', 'Camera BÍ MẬT'],
    ['device:nvr-bi-mat', 'Đầu ghi BÍ MẬT'],
    ['device:nvr-bi-mat#eth0', 'Đầu ghi BÍ MẬT'],
    ['link:link-bi-mat', 'Tuyến BÍ MẬT'],
    ['device:sw-lang', 'Tủ mạng Láng'],
    ['device:sw-lang#Gi7', 'Tủ mạng Láng'],
    ['device:gone', undefined],
  ]);
});
