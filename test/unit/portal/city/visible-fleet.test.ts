import { describe, expect, test } from 'vitest';
import { createDeviceColumns } from '#collector/states/device-columns.ts';
import type { Inventory, Link, Site } from '#core/domain/inventory.ts';
import { buildVisibleFleet } from '#portal/city/visible-fleet.ts';
import { device, link } from '#test/support/inventory.ts';
import { sampleFleet } from '#test/support/sample-fleet.ts';

const { inventory } = sampleFleet({ camerasPerArea: 1 });

const fleetOf = (whole: Inventory) => buildVisibleFleet(whole, createDeviceColumns(whole, 0).columns);

const withLink = (given: Partial<Link>) =>
  fleetOf({ ...inventory, links: new Map([['l', link({ id: 'l', ...given })]]) });

describe('buildVisibleFleet', () => {
  test('withholds the devices of secret sites, and shows those of restricted ones', () => {
    const fleet = fleetOf(inventory);

    expect(fleet.withheldDevices).toEqual(['cam-bi-mat', 'nvr-bi-mat']);
    expect(fleet.isVisible('device:cam-han-che')).toBe(true);
  });

  test.each<[string, Partial<Link>]>([
    ['ends at a secret site', { far: 'site:site-bi-mat' }],
    ['ends at a device of one', { far: 'device:nvr-bi-mat' }],
    ['starts at a device of one', { near: 'device:nvr-bi-mat', far: 'device:sw-lang' }],
    [
      'is measured at a device of one',
      { far: 'device:sw-lang', interface: { device: 'nvr-bi-mat', name: 'eth0' } },
    ],
    ['ends nowhere that is known', { far: 'site:nowhere' }],
  ])('withholds a link that %s', (_name, given) => {
    const fleet = withLink(given);

    expect(fleet.withheldLinks).toHaveLength(1);
    expect(fleet.isVisible('link:l')).toBe(false);
  });

  test.each<[string, Partial<Site> | undefined]>([
    ['whose site is not in the inventory', undefined],
    ['whose ward is not in the inventory', { area: 'nowhere' }],
  ])('withholds a device %s', (_name, change) => {
    const site = inventory.sites.get('site-lang-0');
    const sites = new Map(site && change ? [['s', { ...site, ...change, id: 's' }]] : []);
    const devices = new Map([['d', device({ id: 'd', site: 's' })]]);

    expect(fleetOf({ ...inventory, sites, devices }).withheldDevices).toHaveLength(1);
  });

  test('does not know what is not in the inventory any more', () => {
    expect(fleetOf(inventory).isVisible('device:removed')).toBe(false);
  });

  test('lists devices in the order of their ids whatever the order of the file', () => {
    const reversed = new Map([...inventory.devices].reverse());

    const { devices, columns } = fleetOf({ ...inventory, devices: reversed });
    const ids = Array.from(devices, columns.idOf);

    expect(ids).toEqual(ids.toSorted());
  });

  test('finds what stands behind a line', () => {
    const fleet = fleetOf(inventory);

    const behind = Array.from(fleet.devicesBehind('link-lang'), fleet.columns.idOf);
    expect(behind).toEqual(['cam-lang-0001', 'nvr-lang', 'sw-lang']);
  });
});
