import { expect, test } from 'vitest';
import type { Upstreams } from '#core/domain/inventory.ts';
import { linksInFrontOf } from '#core/domain/links-in-front.ts';
import { device, inventoryOf, link } from '#test/support/inventory.ts';

const linksOf = (deviceId: string, devices: Record<string, Upstreams>, links: Record<string, string>) => {
  const inventory = inventoryOf({
    devices: Object.entries(devices).map(([id, upstreams]) => device({ id, upstreams })),
    links: Object.entries(links).map(([id, near]) =>
      link({ id, near: near === 'core' ? 'core' : `device:${near}` }),
    ),
  });
  return [...(linksInFrontOf(inventory).get(deviceId) ?? [])].sort();
};

test('a device that hangs on nothing has no link in front of it', () => {
  expect(linksOf('cam', { cam: [] }, {})).toEqual([]);
});

test('follows upstream devices and the near ends of links to the core', () => {
  const devices: Record<string, Upstreams> = {
    cam: [['device:sw']],
    sw: [['link:ward']],
    router: [['link:core']],
  };

  expect(linksOf('cam', devices, { ward: 'router', core: 'core' })).toEqual(['core', 'ward']);
});

test('members in series all count', () => {
  expect(linksOf('cam', { cam: [['link:a', 'link:b']] }, { a: 'core', b: 'core' })).toEqual(['a', 'b']);
});

test('redundant links are nobody’s only way', () => {
  expect(linksOf('cam', { cam: [['link:a'], ['link:b']] }, { a: 'core', b: 'core' })).toEqual([]);
});

test('redundant paths that meet again share what is behind the meeting point', () => {
  const devices: Record<string, Upstreams> = { cam: [['link:a'], ['link:b']], router: [['link:core']] };

  expect(linksOf('cam', devices, { a: 'router', b: 'router', core: 'core' })).toEqual(['core']);
});

test('a cycle ends', () => {
  const devices: Record<string, Upstreams> = { a: [['device:b']], b: [['device:a', 'link:l']] };

  expect(linksOf('a', devices, { l: 'core' })).toEqual(['l']);
});
