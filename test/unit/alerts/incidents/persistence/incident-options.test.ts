import { expect, test } from 'vitest';
import { incidentOptionsOf } from '#alerts/incidents/persistence/incident-options.ts';
import { Settings } from '#config/settings/settings-schema.ts';
import { minutes, seconds } from '#core/time/units.ts';
import { device, inventoryOf, link } from '#test/support/inventory.ts';

const profilesOf = (profiles: object) =>
  Settings.parse({
    city: { name: 'Hà Nội', name_en: 'Hanoi', time_zone: 'Asia/Ho_Chi_Minh', area_list: '2025-07-01' },
    profiles,
  });
const icmp = (interval: string) => ({ reach: { prober: 'icmp', interval, recheck: '5s', timeout: '1s' } });
const settings = profilesOf({
  camera: icmp('1m'),
  switch: { ...icmp('30s'), service: { prober: 'snmp', interval: '2m', timeout: '2s' } },
  rare: icmp('1h'),
});

test('what goes down waits for the slowest poll of what is above it, its repeats and time-outs', () => {
  const behindSwitch = { upstreams: [['device:sw-1']] } as const;
  const inventory = inventoryOf({
    devices: [
      device({ id: 'sw-1', kind: 'switch', profile: 'switch' }),
      device({ id: 'cam-1', ...behindSwitch }),
    ],
  });

  const options = incidentOptionsOf({ settings, inventory });

  expect(options.settleMs).toBe(seconds(30 + 2 * 5 + 1));
  expect(options.common.onsetMs).toBe(minutes(1));
  expect(options.lateMs).toBe(minutes(10));
});

test('a line is waited for until the last device behind it is silent, or its port is read', () => {
  const camera = device({ id: 'cam-1', upstreams: [['link:line-1']] });
  const inferred = inventoryOf({ devices: [camera], links: [link({ id: 'line-1', far: 'device:cam-1' })] });
  expect(incidentOptionsOf({ settings, inventory: inferred }).settleMs).toBe(seconds(60 + 2 * 5 + 1));

  const read = inventoryOf({
    devices: [camera, device({ id: 'sw-1', profile: 'switch' })],
    links: [link({ id: 'line-1', far: 'device:cam-1', interface: { device: 'sw-1', name: 'eth0' } })],
  });
  expect(incidentOptionsOf({ settings, inventory: read }).settleMs).toBe(seconds(120 + 2 * 5 + 2));
});

test('a root with nothing above it waits for one repeat, and never so long that its messages come late', () => {
  const promptMsOf = (recheck: string) => {
    const reach = { prober: 'icmp', interval: '1m', recheck, timeout: '1s' };
    return incidentOptionsOf({
      settings: profilesOf({ switch: { reach }, camera: { reach: { ...reach, recheck: '30s' } } }),
      inventory: inventoryOf({
        devices: [
          device({ id: 'sw-1', kind: 'switch', profile: 'switch' }),
          device({ id: 'cam-1', upstreams: [['device:sw-1']] }),
        ],
      }),
    }).promptMs;
  };

  expect(['1s', '5s', '20s'].map(promptMsOf)).toEqual([seconds(2), seconds(5), seconds(8)]);
});

test('nobody waits for what is asked once an hour, and something always waits a little', () => {
  const slow = inventoryOf({ devices: [device({ id: 'cam-1', profile: 'rare', upstreams: [['link:a']] })] });
  const options = incidentOptionsOf({ settings, inventory: slow });
  expect([options.settleMs, options.common.onsetMs, options.lateMs]).toEqual([
    minutes(5),
    minutes(5),
    minutes(10),
  ]);

  expect(incidentOptionsOf({ settings, inventory: inventoryOf({}) }).settleMs).toBe(seconds(10));
});

test('what is still down when the way is back has the time of the slowest poll, and of one an hour not', () => {
  const returnMsOf = (profile: string) =>
    incidentOptionsOf({ settings, inventory: inventoryOf({ devices: [device({ id: 'one', profile })] }) })
      .returnMs;
  expect(returnMsOf('switch')).toBe(seconds(120 + 2));
  expect(returnMsOf('rare')).toBe(minutes(10));
});
