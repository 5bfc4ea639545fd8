import { describe, expect, test } from 'vitest';
import { leaseAt } from '#core/leases/lease.ts';
import { watcherOf } from '#core/leases/rendezvous.ts';
import { shareOf } from '#core/leases/share.ts';
import { device, inventoryOf, link, openSite } from '#test/support/inventory.ts';

const [MINE, OTHERS] = ['kv-a', 'kv-b'].map((owner) => {
  const ids = Array.from({ length: 50 }, (_, index) => `site-${index}`);
  return ids.filter((id) => watcherOf(id, ['kv-a', 'kv-b']) === owner);
});
const [mine = '', theirs = ''] = [MINE?.[0], OTHERS?.[0]];
const BOTH = { zone: 'default', epoch: 1, fromMs: 0, collectors: ['kv-a', 'kv-b'] };

function cityOf(given: Parameters<typeof inventoryOf>[0], zones: Record<string, string> = {}) {
  const sites = [mine, theirs].map(
    (id) => [id, { ...openSite(id), ...(zones[id] && { zone: zones[id] }) }] as const,
  );
  return { ...inventoryOf(given), sites: new Map(sites) };
}

describe('the share of a collector', () => {
  test('has the devices of the sites that weigh most for it, and no others', () => {
    const devices = [device({ id: 'cam-1', site: mine }), device({ id: 'cam-2', site: theirs })];

    const share = shareOf(cityOf({ devices }), [BOTH], 'kv-a');

    expect(devices.map(share.watchesDevice)).toEqual([true, false]);
  });

  test('has the channels of its recorders, wherever the cameras hang', () => {
    const devices = [
      device({ id: 'nvr', kind: 'nvr', site: mine }),
      device({ id: 'cam', site: theirs, channelOf: { recorder: 'nvr', channel: 1 } }),
    ];

    const share = shareOf(cityOf({ devices }), [BOTH], 'kv-a');

    expect(devices.map(share.watchesDevice)).toEqual([true, true]);
  });

  test('has links with the device whose port is asked, else with their far end', () => {
    const devices = [device({ id: 'sw-mine', site: mine }), device({ id: 'sw-theirs', site: theirs })];
    const far = 'device:sw-theirs';
    const links = [
      link({ id: 'measured', far, interface: { device: 'sw-mine', name: 'ge1' } }),
      link({ id: 'inferred', far }),
      link({ id: 'to-site', far: `site:${mine}` }),
    ];

    const share = shareOf(cityOf({ devices, links }), [BOTH], 'kv-a');

    expect(links.map(share.watchesLink)).toEqual([true, false, true]);
  });

  test('has a site with two watchers beside the other one, and counts its links where it is the first', () => {
    const devices = [device({ id: 'cam-1', site: mine }), device({ id: 'cam-2', site: theirs })];
    const links = [mine, theirs].map((site) => link({ id: `to-${site}`, far: `site:${site}` }));
    const alone = cityOf({ devices, links });
    const twice = [...alone.sites].map(([id, site]) => [id, { ...site, watchers: 2 }] as const);
    const city = { ...alone, sites: new Map(twice) };

    const shares = ['kv-a', 'kv-b', 'kv-c'].map((id) => shareOf(city, [BOTH], id));

    expect(shares.map(({ watchesDevice }) => devices.map(watchesDevice))).toEqual([
      [true, true],
      [true, true],
      [false, false],
    ]);
    expect(shares.map(({ watchesLink }) => links.map(watchesLink))).toEqual([
      [true, true],
      [true, true],
      [false, false],
    ]);
    expect(shares.map(({ countsLink }) => links.map(countsLink))).toEqual([
      [true, false],
      [false, true],
      [false, false],
    ]);
  });

  test('has nothing of a zone that it holds no lease of', () => {
    const devices = [device({ id: 'cam-1', site: mine }), device({ id: 'cam-2', site: theirs })];
    const inventory = cityOf({ devices }, { [theirs]: 'north' });
    const north = { zone: 'north', epoch: 1, fromMs: 0, collectors: ['kv-c'] };

    const shares = ['kv-a', 'kv-c', 'kv-d'].map((id) => shareOf(inventory, [BOTH, north], id));

    expect(shares.map(({ watchesDevice }) => devices.map(watchesDevice))).toEqual([
      [true, false],
      [false, true],
      [false, false],
    ]);
  });
});

describe('the lease in force', () => {
  test('is the highest epoch of the zone that has begun', () => {
    const leases = [
      { zone: 'default', epoch: 2, fromMs: 20, collectors: ['kv-b'] },
      { zone: 'default', epoch: 1, fromMs: 10, collectors: ['kv-a'] },
      { zone: 'north', epoch: 9, fromMs: 0, collectors: ['kv-c'] },
    ];

    expect([9, 10, 19, 20].map((atMs) => leaseAt(leases, 'default', atMs)?.epoch)).toEqual([
      undefined,
      1,
      1,
      2,
    ]);
  });
});
