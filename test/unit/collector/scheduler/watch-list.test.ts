import { expect, test } from 'vitest';
import { buildWatchList } from '#collector/scheduler/watch-list.ts';
import { Settings } from '#config/settings/settings-schema.ts';
import { device, inventoryOf } from '#test/support/inventory.ts';

const { profiles } = Settings.parse({
  city: { name: 'Hà Nội', name_en: 'Hanoi', time_zone: 'Asia/Ho_Chi_Minh', area_list: '2025-07-01' },
  profiles: { camera: { service: { prober: 'onvif' } } },
});

test('tells which devices have an address that others have as well', () => {
  const camera = (id: string, address: string, port: number) =>
    device({ id, profile: 'camera', address, port });
  const devices = [
    camera('cam-1', '192.0.2.1', 8_001),
    camera('cam-2', '192.0.2.1', 8_002),
    camera('cam-3', '192.0.2.3', 80),
  ];

  const watches = buildWatchList(inventoryOf({ devices }), profiles);

  expect(watches.map(({ device: { id }, isAddressShared }) => [id, isAddressShared])).toEqual([
    ['cam-1', true],
    ['cam-2', true],
    ['cam-3', undefined],
  ]);
});
