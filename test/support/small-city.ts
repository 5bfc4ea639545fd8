import { Settings } from '#config/settings/settings-schema.ts';
import type { Area, Device, District, Inventory, Link, Site } from '#core/domain/inventory.ts';
import { device, inventoryOf, link } from './inventory.ts';

/** Profiles of the small city: a recorder's service stands on a port of its own. */
export const SMALL_CITY_PROFILES = Settings.parse({
  city: { name: 'Hà Nội', name_en: 'Hanoi', time_zone: 'Asia/Ho_Chi_Minh', area_list: '2025-07-01' },
  profiles: {
    camera: { reach: { prober: 'icmp', interval: '3s' } },
    recorder: {
      reach: { prober: 'icmp', interval: '3s' },
      service: { prober: 'tcp', interval: '3s', port: 8554 },
    },
  },
}).profiles;

/**
 * Districts `d1`… with one ward `w1`… each: a line `line-1` to the router `router-1`, and behind it a recorder
 * `nvr-1` and three cameras `cam-1-1`… on addresses 127.99.1.1….
 */
export function smallCity(districtCount = 6): Inventory {
  const numbers = Array.from({ length: districtCount }, (_, index) => index + 1);
  const devices = numbers.flatMap(devicesOfWard);
  const links = numbers.map((n): Link => link({ id: `line-${n}`, far: `device:router-${n}` }));
  return {
    ...inventoryOf({ devices, links }),
    districts: byId(numbers.map(districtOf)),
    areas: byId(numbers.map(areaOf)),
    sites: byId(numbers.map(siteOf)),
  };
}

function devicesOfWard(n: number): Device[] {
  const site = `site-${n}`;
  const behindRouter = { site, upstreams: [[`device:router-${n}`]] } as const;
  return [
    device({
      id: `router-${n}`,
      kind: 'router',
      site,
      upstreams: [[`link:line-${n}`]],
      address: `127.99.${n}.1`,
    }),
    device({ id: `nvr-${n}`, kind: 'nvr', profile: 'recorder', address: `127.99.${n}.2`, ...behindRouter }),
    ...[1, 2, 3].map((k) =>
      device({ id: `cam-${n}-${k}`, address: `127.99.${n}.${k + 2}`, ...behindRouter }),
    ),
  ];
}

const districtOf = (n: number): District => ({
  id: `d${n}`,
  code: String(n),
  name: `Quận ${n}`,
  nameEn: `District ${n}`,
  kind: 'quan',
});

const areaOf = (n: number): Area => ({
  id: `w${n}`,
  code: String(n),
  listVersion: '2025-07-01',
  name: `Phường ${n}`,
  nameEn: `Ward ${n}`,
  kind: 'phuong',
  district: `d${n}`,
  longitude: 105.8,
  latitude: 21,
  successors: [],
});

const siteOf = (n: number): Site => ({
  id: `site-${n}`,
  name: `Cột ${n}`,
  area: `w${n}`,
  kind: 'junction',
  purpose: 'traffic',
  secrecy: 'public',
});

function byId<Member extends { readonly id: string }>(
  members: readonly Member[],
): ReadonlyMap<string, Member> {
  return new Map(members.map((member) => [member.id, member]));
}
