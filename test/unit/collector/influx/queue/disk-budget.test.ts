import { describe, expect, test } from 'vitest';
import { bytesOfRow, estimateDiskBudget } from '#collector/influx/queue/disk-budget.ts';
import { Settings } from '#config/settings/settings-schema.ts';
import { device, link, openInventoryOf } from '#test/support/inventory.ts';

function settings(
  resolution: string,
  profiles: object = { camera: { reach: { prober: 'icmp', interval: '1m' } } },
) {
  return Settings.parse({
    city: { name: 'Hà Nội', name_en: 'Hanoi', time_zone: 'Asia/Ho_Chi_Minh', area_list: '2025-07-01' },
    profiles,
    influx: { url: 'http://127.0.0.1:8086', resolution },
  });
}

const city = (count: number) =>
  openInventoryOf({ devices: Array.from({ length: count }, (_, index) => device({ id: `cam-${index}` })) });

function budgetOf(...args: Parameters<typeof estimateDiskBudget>) {
  const budget = estimateDiskBudget(...args);
  if (!budget) throw new Error('expected a budget');
  return budget;
}

/** Points a day and series of what is written of a measurement, as `policy measurement part`. */
const pointsOf = ({ rows }: ReturnType<typeof budgetOf>) =>
  Object.fromEntries(
    rows.map(({ measurement, part, policy, pointsPerDay, series }) => [
      [policy, measurement, part].filter((word) => word !== undefined).join(' '),
      [series, pointsPerDay],
    ]),
  );

describe('estimateDiskBudget', () => {
  test.each([
    [20_000, 'every-reading'],
    [20_001, 'summaries'],
  ])('with %i devices auto means %s', (count, resolution) => {
    expect(budgetOf(settings('auto'), city(count)).resolution).toBe(resolution);
  });

  test('tells what is written of each measurement to each policy', () => {
    expect(pointsOf(budgetOf(settings('every-reading'), city(1_000)))).toEqual({
      'raw reach': [1_000, 1_440_000],
      'raw answers': [1, 288],
      'raw fleet_…': [7, 7 * 1_440],
      'long fleet_…': [7, 7 * 96],
      'long availability_…day': [7, 7],
      'raw device_availability': [1_000, 24_000],
      'long device_availability': [1_000, 1_000],
      'raw downtime': [1_000, 1_000],
      'raw event': [1_000, 1_000],
      'long event': [1_000, 2_000],
      'raw trouble': [1_000, 28_800],
      'raw collector': [1, 8_640],
    });
  });

  test('of hours and recent events only those of `reach` are written', () => {
    const reach = { prober: 'icmp', interval: '1m' };
    const both = { camera: { reach, service: { prober: 'onvif', interval: '1m' } } };
    const points = pointsOf(budgetOf(settings('every-reading', both), city(1_000)));

    expect(points).toMatchObject({
      'raw device_availability': [1_000, 24_000],
      'long device_availability': [1_000, 1_000],
      'raw event': [1_000, 1_000],
      'long event': [2_000, 4_000],
    });
  });

  test('sums of five minutes and failed probes take a quarter of every reading', () => {
    expect(pointsOf(budgetOf(settings('summaries'), city(1_000)))['raw reach']).toEqual([1_000, 316_800]);
  });

  test('adds up what the disk holds while policies fill and when they are full', () => {
    const budget = budgetOf(settings('summaries'), city(1_000));
    const { rows, bytesAfter } = budget;
    const all = (days: number) => rows.reduce((sum, row) => sum + bytesOfRow(row, days), 0);
    const [reach] = rows;
    if (!reach) throw new Error('expected a row');

    expect(bytesOfRow(reach, 7)).toBe(316_800 * reach.bytesPerPoint * 7);
    expect(bytesOfRow(reach, 365)).toBe(316_800 * reach.bytesPerPoint * 35);
    expect([bytesAfter.days35, bytesAfter.year, bytesAfter.fiveYears]).toEqual([
      Math.round(all(35)),
      Math.round(all(365)),
      Math.round(all(1_830)),
    ]);
  });

  test('counts a series once that is in both policies', () => {
    const { series, valuesPerTag } = budgetOf(settings('every-reading'), city(1_000));

    expect(series).toBe(5 * 1_000 + 1 + 7 + 7 + 1);
    expect(valuesPerTag).toBe(1_000);
  });

  describe('of the traffic', () => {
    const profiles = {
      camera: { service: { prober: 'snmp', interval: '1m' } },
      tcp: { service: { prober: 'tcp', interval: '1m' } },
    };
    const trafficOf = (resolution: string, inventory: Parameters<typeof openInventoryOf>[0]) =>
      Object.entries(pointsOf(budgetOf(settings(resolution, profiles), openInventoryOf(inventory)))).filter(
        ([name]) => name.includes('traffic'),
      );
    const carrier = link({ id: 'line-1', interface: { device: 'sw-1', name: 'eth0' } });

    test.each([
      [{ id: 'sw-1', kind: 'switch' }, 24],
      [{ id: 'sw-1', kind: 'switch', interfaces: ['a', 'b'] }, 2],
      [{ id: 'r-1', kind: 'router' }, 8],
    ] as const)('counts the ports that are read (%#)', (one, count) => {
      expect(trafficOf('every-reading', { devices: [device(one)] })).toEqual([
        ['raw traffic ports without a link', [count, count * 1_440]],
      ]);
    });

    test('is of ports without a link a point an hour, and of one with a link five minutes and quarters', () => {
      const inventory = { devices: [device({ id: 'sw-1', kind: 'switch' })], links: [carrier] };

      expect(trafficOf('summaries', inventory)).toEqual([
        ['raw traffic', [1, 288]],
        ['raw traffic ports without a link', [23, 23 * 24]],
        ['long traffic', [1, 96]],
        ['long traffic_day', [1, 1]],
      ]);
    });

    test('is nothing where no port is read', () => {
      expect(trafficOf('summaries', { devices: [device({ id: 'cam-1' })] })).toEqual([]);
      const tcp = device({ id: 'sw-1', kind: 'switch', profile: 'tcp' });
      expect(trafficOf('summaries', { devices: [tcp] })).toEqual([]);
    });
  });

  test('is nothing where measurements are not kept', () => {
    expect(estimateDiskBudget({ ...settings('auto'), influx: undefined }, city(1))).toBeUndefined();
  });
});
