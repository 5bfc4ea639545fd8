import { expect, test } from 'vitest';
import { buildSchedule } from '#collector/scheduler/schedule.ts';
import type { Device } from '#core/domain/inventory.ts';
import { createIndexedMap, indexMap } from '#core/packed/indexed-map.ts';
import { device, inventoryOf } from '#test/support/inventory.ts';

const reach = {
  prober: 'icmp',
  transport: 'plain',
  ...{ intervalMs: 60_000, timeoutMs: 1_000, confirm: 3, recheckMs: 5_000 },
  ...{ degradedLossRatio: 0.5, playMs: 0, detailsEveryMs: 86_400_000 },
} as const;

/** A schedule whose map tells how often a device was asked for by its number. */
function setUp(devices: readonly Device[]) {
  const base = indexMap(new Map(devices.map((one) => [one.id, one])));
  const asked: number[] = [];
  const map = createIndexedMap<Device>({
    ...{ size: base.size, indexOf: base.indexOf, idAt: base.idAt, all: () => base.values() },
    at: (index) => {
      asked.push(index);
      return base.at(index);
    },
  });
  const inventory = { ...inventoryOf({ devices }), devices: map };
  return { schedule: buildSchedule({ inventory, profiles: { camera: { reach } } }, 0), asked };
}

test.each(['192.0.2.1', '255.255.255.255', '010.0.0.1', '10.0.0', '2001:db8::1', 'cam.example', '1.2.3.256'])(
  'an address is kept as it is written: %s',
  (address) => {
    const { schedule } = setUp([device({ id: 'a', address: '192.0.2.9' }), device({ id: 'b', address })]);

    expect(schedule.watchAt(1)).toMatchObject({ deviceId: 'b', address });
  },
);

test('a device is decoded when somebody asks for more of it than its address and its life', () => {
  const retired = [
    { stage: 'in-service', atMs: 10 },
    { stage: 'retired', atMs: 30 },
  ] as const;
  const { schedule, asked } = setUp([device({ id: 'a', address: '192.0.2.1', lifecycle: retired })]);
  asked.length = 0;

  const { deviceId, address } = schedule.watchAt(0);

  expect([deviceId, address, schedule.isWatchedAt(0, 20), schedule.isWatchedAt(0, 30)]).toEqual([
    'a',
    '192.0.2.1',
    true,
    false,
  ]);
  expect(asked).toEqual([]);
  expect(schedule.watchAt(0).device.lifecycle).toEqual(retired);
  expect(asked).toEqual([0]);
});
