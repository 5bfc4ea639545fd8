import { describe, expect, test } from 'vitest';
import { estimateDiskBudget } from '#collector/influx/queue/disk-budget.ts';
import { Settings } from '#config/settings/settings-schema.ts';
import { device, link, openInventoryOf } from '#test/support/inventory.ts';

function settings(resolution: string) {
  return Settings.parse({
    city: { name: 'Hà Nội', name_en: 'Hanoi', time_zone: 'Asia/Ho_Chi_Minh', area_list: '2025-07-01' },
    profiles: { camera: { reach: { prober: 'icmp', interval: '1m' } } },
    influx: { url: 'http://127.0.0.1:8086', resolution },
  });
}

const city = (count: number) =>
  openInventoryOf({ devices: Array.from({ length: count }, (_, index) => device({ id: `cam-${index}` })) });

describe('estimateDiskBudget', () => {
  test('comes to about 3 GB a day for 100,000 devices at one point a minute', () => {
    const budget = estimateDiskBudget(settings('every-reading'), city(100_000));

    expect(budget).toMatchObject({ resolution: 'every-reading', devices: 100_000 });
    expect(budget?.rawPointsPerDay).toBe(100_000 * (1_440 + 26) + 7 * 1_440 + 8_640);
    expect((budget?.bytesPerDay ?? 0) / 1e9).toBeCloseTo(3.09, 2);
  });

  test.each([
    [20_000, 'every-reading'],
    [20_001, 'summaries'],
  ])('with %i devices auto means %s', (count, resolution) => {
    expect(estimateDiskBudget(settings('auto'), city(count))?.resolution).toBe(resolution);
  });

  test('sums of five minutes and failed probes take a quarter of every reading', () => {
    const budget = estimateDiskBudget(settings('summaries'), city(1_000));

    expect(budget?.rawPointsPerDay).toBe(1_000 * (288 + 28.8 + 26) + 7 * 1_440 + 8_640);
    expect(budget?.longPointsPerDay).toBe(7 * 96 + 1_000 * 3);
    expect(budget?.rawBytes).toBe((budget?.rawPointsPerDay ?? 0) * 35 * 21);
    expect(budget?.longBytes).toBe((budget?.longPointsPerDay ?? 0) * 1_830 * 21);
    expect(budget?.assumptions).toEqual([
      '21 bytes a point on disk (measured on InfluxDB 1.6)',
      'readings are summed up over 5 minutes, and 2 % of the probes fail and are written one by one',
      'counts of the fleet every minute in 7 rows, rolled up to 15 minutes for 1830 days',
      'availability every hour for 35 days and every day for 1830, and 2 changes of state a day, for each device and indicator',
    ]);
  });

  describe('of the traffic', () => {
    const withSwitches = Settings.parse({
      city: { name: 'Hà Nội', name_en: 'Hanoi', time_zone: 'Asia/Ho_Chi_Minh', area_list: '2025-07-01' },
      profiles: {
        camera: { service: { prober: 'snmp', interval: '1m' } },
        tcp: { service: { prober: 'tcp', interval: '1m' } },
      },
      influx: { url: 'http://127.0.0.1:8086', resolution: 'every-reading' },
    });
    const pointsOf = (...args: Parameters<typeof openInventoryOf>) => {
      const budget = estimateDiskBudget(withSwitches, openInventoryOf(...args));
      return budget?.assumptions.find((text) => text.startsWith('traffic'));
    };

    test.each([
      [{ devices: [device({ id: 'sw-1', kind: 'switch' })] }, 24, 0],
      [{ devices: [device({ id: 'sw-1', kind: 'switch', interfaces: ['a', 'b'] })] }, 2, 0],
      [{ devices: [device({ id: 'r-1', kind: 'router' })] }, 8, 0],
      [
        {
          devices: [device({ id: 'cam-1' })],
          links: [link({ id: 'line-1', interface: { device: 'cam-1', name: 'eth0' } })],
        },
        1,
        1,
      ],
    ])('counts the interfaces that are read (%#)', (inventory, count, carriers) => {
      expect(pointsOf(inventory)).toBe(
        `traffic of ${count} interfaces at 41 bytes a point, of ${carriers} that carry a link rolled up to 15 minutes for 1830 days`,
      );
    });

    test('is nothing where no interface is read', () => {
      expect(pointsOf({ devices: [device({ id: 'cam-1' })] })).toBeUndefined();
      expect(pointsOf({ devices: [device({ id: 'sw-1', kind: 'switch', profile: 'tcp' })] })).toBeUndefined();
    });

    test('is one point an interface and poll, and of a link one a quarter of an hour', () => {
      const inventory = openInventoryOf({
        devices: [device({ id: 'sw-1', kind: 'switch' })],
        links: [link({ id: 'line-1', interface: { device: 'sw-1', name: 'eth0' } })],
      });
      const budget = estimateDiskBudget(withSwitches, inventory);
      const without = estimateDiskBudget(
        withSwitches,
        openInventoryOf({ devices: [device({ id: 'sw-1', kind: 'camera' })] }),
      );

      expect((budget?.rawPointsPerDay ?? 0) - (without?.rawPointsPerDay ?? 0)).toBe(24 * 1_440);
      expect((budget?.longPointsPerDay ?? 0) - (without?.longPointsPerDay ?? 0)).toBe(96);
      expect((budget?.bytesPerDay ?? 0) - (without?.bytesPerDay ?? 0)).toBe(24 * 1_440 * 41 + 96 * 56);
    });
  });

  test('is nothing where measurements are not kept', () => {
    expect(estimateDiskBudget({ ...settings('auto'), influx: undefined }, city(1))).toBeUndefined();
  });
});
