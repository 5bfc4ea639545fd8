import { expect, test } from 'vitest';
import type { Device, Site } from '#core/domain/inventory.ts';
import { devicesAtSites, devicesAtSwitch, sitesOfArea, sitesOfCabinet } from '#core/domain/places.ts';
import { device } from '#test/support/inventory.ts';

const site = (id: string, area: string, cabinet?: string): Site => ({
  ...{ id, name: id, area, kind: 'junction', purpose: 'traffic', secrecy: 'public' },
  ...(cabinet !== undefined && { cabinet }),
});
const attachedTo = { device: 'switch-1', name: '1' };
const byId = <Member extends Site | Device>(members: readonly Member[]): ReadonlyMap<string, Member> =>
  new Map(members.map((member) => [member.id, member]));
const inventory = {
  sites: byId([site('pole-1', 'lang', 'box-1'), site('pole-2', 'ba-dinh'), site('pole-3', 'lang', 'box-1')]),
  devices: byId([
    device({ id: 'cam-1', site: 'pole-3' }),
    device({ id: 'cam-2', site: 'pole-1', attachedTo }),
    device({ id: 'cam-3', site: 'pole-2' }),
    device({ id: 'cam-4', site: 'pole-3', attachedTo }),
  ]),
};
const idsOf = (members: readonly { readonly id: string }[]) => members.map(({ id }) => id);

test('what stands in a cabinet, a ward, at sites and behind a switch, in the order of the inventory', () => {
  expect(idsOf(sitesOfCabinet(inventory, 'box-1'))).toEqual(['pole-1', 'pole-3']);
  expect(idsOf(sitesOfArea(inventory, 'ba-dinh'))).toEqual(['pole-2']);
  expect(idsOf(devicesAtSites(inventory, ['pole-1', 'pole-3']))).toEqual(['cam-1', 'cam-2', 'cam-4']);
  expect(idsOf(devicesAtSwitch(inventory, 'switch-1'))).toEqual(['cam-2', 'cam-4']);
});

test('nothing stands where nobody put anything', () => {
  expect(sitesOfCabinet(inventory, 'box-9')).toEqual([]);
  expect(sitesOfArea(inventory, 'hoan-kiem')).toEqual([]);
  expect(devicesAtSites(inventory, ['pole-9'])).toEqual([]);
  expect(devicesAtSwitch(inventory, 'cam-1')).toEqual([]);
});

test('another inventory has places of its own', () => {
  const moved = { ...inventory, devices: byId([device({ id: 'cam-1', site: 'pole-2' })]) };

  expect(idsOf(devicesAtSites(inventory, ['pole-2']))).toEqual(['cam-3']);
  expect(idsOf(devicesAtSites(moved, ['pole-2']))).toEqual(['cam-1']);
});
