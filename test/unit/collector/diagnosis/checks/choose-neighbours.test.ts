import { expect, test } from 'vitest';
import { chooseNeighbours } from '#collector/diagnosis/checks/choose-neighbours.ts';
import type { Device } from '#core/domain/inventory.ts';
import { device, inventoryOf } from '#test/support/inventory.ts';

const NOW_MS = Date.UTC(2026, 0, 1);
const onSwitch = { upstreams: [['device:sw']] } as const;
const camera = device({ id: 'cam', address: '10.0.0.1', ...onSwitch });
const at = (id: string, given: Partial<Device> = {}) => device({ id, address: '10.0.0.9', ...given });
const choose = (...others: readonly Device[]) =>
  chooseNeighbours(inventoryOf({ devices: [camera, ...others] }), camera, new Set(['sw']), NOW_MS).map(
    ({ id }) => id,
  );

test('those on the same line come before those of the same site', () => {
  expect(choose(at('site-mate'), at('line-mate', { ...onSwitch, site: 'site-2' }))).toEqual([
    'line-mate',
    'site-mate',
  ]);
});

test('at most four are asked', () => {
  expect(choose(...Array.from({ length: 9 }, (_, index) => at(`cam-${index}`, onSwitch)))).toHaveLength(4);
});

test('neither itself, nor what is on the way, nor what has no address, nor what is not in service', () => {
  const { address: _, ...bare } = at('bare');
  const retired = at('retired', { lifecycle: [{ stage: 'retired', atMs: 0 }] });

  expect(choose(at('sw'), bare, retired, at('elsewhere', { site: 'site-2' }))).toEqual([]);
});
