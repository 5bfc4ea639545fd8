import { expect, test } from 'vitest';
import { createDevicePlaces } from '#collector/influx/lines/device-places.ts';
import { createTrafficLines } from '#collector/influx/lines/traffic-lines.ts';
import type { Inventory } from '#core/domain/inventory.ts';
import type { TrafficSample } from '#core/domain/traffic.ts';
import { createPortNumbers } from '#core/packed/port-numbers.ts';
import { device, link, openInventoryOf } from '#test/support/inventory.ts';
import { samplePseudonym } from '#test/support/sample-pseudonym.ts';

const INVENTORY: Inventory = {
  ...openInventoryOf({
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
const tagsOf = (linkId?: string) =>
  lineOf(linkId === undefined ? SAMPLE : { ...SAMPLE, linkId }).split(' ')[0];

function lineOf(sample: TrafficSample) {
  const lines = createTrafficLines({
    inventory: () => INVENTORY,
    places: createDevicePlaces(() => INVENTORY),
    ports: createPortNumbers({ mostPerDevice: 9 }),
    pseudonymOf: samplePseudonym,
  });
  return String(lines.render(sample));
}

test('a line is where its far end is, whoever has the port at its near end', () => {
  expect(tagsOf('line')).toBe(
    'traffic,agency=ward,area=doai-phuong,device=core,district=ba-vi,interface=Gi1,kind=router,link=line',
  );
  expect(tagsOf('to-site')).toContain('agency=none,area=doai-phuong,device=core,district=ba-vi');
});

test('a port without a line is where its device is', () => {
  expect(tagsOf()).toContain('agency=police,area=hoan-kiem,device=core,district=hoan-kiem');
});

test('one with a line that has left the inventory, and is not known to be open, has a pseudonym and no place', () => {
  expect(tagsOf('gone')).toBe(
    `traffic,agency=none,area=none,device=${samplePseudonym('device:core')},district=none,interface=${samplePseudonym('device:core#Gi1')},kind=router,link=${samplePseudonym('link:gone')}`,
  );
});

test('of a port with a line everything is told, of another its rates, and faults where there are any', () => {
  const counted = { ...SAMPLE, capacityBitsPerSecond: 10_000, inErrors: 0, outErrors: 3 };

  expect(lineOf({ ...counted, linkId: 'line' }).split(' ')[1]).toBe(
    'in_bps=1000,out_bps=2000,in_octets=7500i,out_octets=15000i,interval_ms=60000i,in_util_ratio=0.1,out_util_ratio=0.2,in_errors=0i,out_errors=3i',
  );
  expect(lineOf(counted).split(' ')[1]).toBe('in_bps=1000,out_bps=2000,interval_ms=60000i,out_errors=3i');
});
