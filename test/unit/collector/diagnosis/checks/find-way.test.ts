import { expect, test } from 'vitest';
import { findWay, type Node } from '#collector/diagnosis/checks/find-way.ts';
import { device, inventoryOf, link } from '#test/support/inventory.ts';

const idOf = (node: Node) => ('device' in node ? node.device.id : node.link.id);
const camera = device({ id: 'cam', upstreams: [['device:sw']] });

test('leads from the collector through lines and devices to the device', () => {
  const inventory = inventoryOf({
    devices: [
      device({ id: 'rt', upstreams: [['link:trunk']] }),
      device({ id: 'sw', upstreams: [['link:drop']] }),
      camera,
    ],
    links: [link({ id: 'trunk' }), link({ id: 'drop', near: 'device:rt' })],
  });

  expect(findWay(inventory, camera).map(idOf)).toEqual(['trunk', 'rt', 'drop', 'sw']);
});

test('has what two paths share once, in front of both', () => {
  const inventory = inventoryOf({
    devices: [device({ id: 'core' }), device({ id: 'sw', upstreams: [['link:a'], ['link:b']] }), camera],
    links: [link({ id: 'a', near: 'device:core' }), link({ id: 'b', near: 'device:core' })],
  });

  expect(findWay(inventory, camera).map(idOf)).toEqual(['core', 'b', 'a', 'sw']);
});

test('ends in a circle, which only a broken inventory has', () => {
  const devices = [
    device({ id: 'sw', upstreams: [['device:sw-2']] }),
    device({ id: 'sw-2', upstreams: [['device:sw']] }),
    camera,
  ];

  const way = findWay(inventoryOf({ devices }), camera);

  expect(new Set(way.map(idOf))).toEqual(new Set(['sw', 'sw-2']));
});

test('is followed for a dozen places at most, those nearest to the device', () => {
  const devices = Array.from({ length: 30 }, (_, index) =>
    device({ id: `sw-${index}`, upstreams: index === 29 ? [] : [[`device:sw-${index + 1}`]] }),
  );
  const far = device({ id: 'cam', upstreams: [['device:sw-0']] });

  const way = findWay(inventoryOf({ devices: [...devices, far] }), far).map(idOf);

  expect(way).toHaveLength(12);
  expect(way.at(-1)).toBe('sw-0');
});

test('is empty where nothing is known, and leaves out what does not exist', () => {
  expect(findWay(inventoryOf({}), device({ id: 'cam' }))).toEqual([]);
  expect(findWay(inventoryOf({}), camera)).toEqual([]);
});
