import { expect, test } from 'vitest';
import { blurLearnt, blurPlaces } from '#portal/server/blur-places.ts';
import { device, link } from '#test/support/inventory.ts';
import { sampleFleet } from '#test/support/sample-fleet.ts';

const { inventory } = sampleFleet({ camerasPerArea: 1 });
const site = inventory.sites.get('site-han-che');
const named = {
  ...inventory,
  devices: new Map([
    ...inventory.devices,
    ['gate', device({ id: 'gate', name: 'Camera 1 – Cổng hạn chế', site: 'site-han-che' })],
  ]),
  links: new Map([['l', link({ id: 'l', name: 'Đường truyền Cổng hạn chế', far: 'site:site-han-che' })]]),
};

test('a restricted site has the name of its ward, also within names of what stands or ends there', () => {
  const { sites, devices, links } = blurPlaces(named);

  expect(site).toMatchObject({ name: 'Cổng hạn chế', address: 'số 2 đường hạn chế' });
  expect(sites.get('site-han-che')).toEqual({
    ...{ id: 'site-han-che', name: 'Phường Ba Đình', area: 'ba-dinh', secrecy: 'restricted' },
    ...{ kind: 'junction', purpose: 'security' },
  });
  expect(devices.get('gate')?.name).toBe('Camera 1 – Phường Ba Đình');
  expect(links.get('l')?.name).toBe('Đường truyền Phường Ba Đình');
});

test('public and secret ones stay as they are', () => {
  const { sites } = blurPlaces(named);

  for (const id of ['site-lang-0', 'site-bi-mat']) expect(sites.get(id)).toBe(inventory.sites.get(id));
});

test('what a device there calls itself is not told', () => {
  const facts = { deviceId: 'x', observedMs: 1, identity: { name: 'SW-CONG', model: 'EKI' } };
  const source = { findings: () => [].values(), trafficDays: () => [].values(), facts: () => facts };
  const learnt = blurLearnt(source as never, (id) => id === 'restricted');

  expect(learnt.facts('restricted')?.identity).toEqual({ model: 'EKI' });
  expect(learnt.facts('open')?.identity).toEqual({ name: 'SW-CONG', model: 'EKI' });
});
