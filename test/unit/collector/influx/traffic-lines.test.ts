import { expect, test } from 'vitest';
import { createTrafficLines } from '#collector/influx/traffic-lines.ts';
import type { Inventory } from '#core/inventory.ts';
import { device, inventoryOf, link } from '#test/support/inventory.ts';

const INVENTORY: Inventory = {
  ...inventoryOf({
    devices: [
      device({ id: 'core', kind: 'router', agency: 'police', site: 'centre' }),
      device({ id: 'sw', kind: 'switch', agency: 'ward', site: 'school' }),
    ],
    links: [
      link({ id: 'line', near: 'device:core', far: 'device:sw' }),
      link({ id: 'to-site', near: 'device:core', far: 'site:school' }),
    ],
  }),
  sites: new Map([
    ['centre', site('centre', 'hoan-kiem')],
    ['school', site('school', 'doai-phuong')],
  ]),
  areas: new Map([
    ['hoan-kiem', area('hoan-kiem', 'hoan-kiem')],
    ['doai-phuong', area('doai-phuong', 'ba-vi')],
  ]),
};

function site(id: string, areaId: string) {
  return { id, name: id, area: areaId, kind: 'junction', purpose: 'traffic', secrecy: 'public' } as const;
}
function area(id: string, district: string) {
  const named = { id, code: id, listVersion: '2025-07-01', name: id, nameEn: id };
  return { ...named, kind: 'phuong', district, longitude: 105, latitude: 21, successors: [] } as const;
}

const SAMPLE = {
  deviceId: 'core',
  interface: 'Gi1',
  atMs: 1_000,
  intervalMs: 60_000,
  inOctets: 7_500,
  outOctets: 15_000,
  inBitsPerSecond: 1_000,
  outBitsPerSecond: 2_000,
};
function tagsOf(linkId?: string) {
  const sample = linkId === undefined ? SAMPLE : { ...SAMPLE, linkId };
  return String(createTrafficLines(() => INVENTORY).render(sample)).split(' ')[0];
}

test('a line is where its far end is, whoever has the port at its near end', () => {
  expect(tagsOf('line')).toBe(
    'traffic,agency=ward,area=doai-phuong,device=core,district=ba-vi,interface=Gi1,kind=router,link=line',
  );
  expect(tagsOf('to-site')).toContain('agency=none,area=doai-phuong,device=core,district=ba-vi');
});

test('a port without a line, or with one that has left the inventory, is where its device is', () => {
  const place = 'agency=police,area=hoan-kiem,device=core,district=hoan-kiem';
  expect(tagsOf()).toContain(place);
  expect(tagsOf('gone')).toContain(place);
});
