import { describe, expect, test } from 'vitest';
import { type Checked, intervalsInUse, listCheckEntries } from '#config/check-intervals.ts';
import { Settings } from '#config/settings/settings-schema.ts';
import { device, inventoryOf, link } from '#test/support/inventory.ts';

const { profiles } = Settings.parse({
  city: { name: 'Hà Nội', name_en: 'Hanoi', time_zone: 'Asia/Ho_Chi_Minh', area_list: '2025-07-01' },
  collector: { canaries: [{ address: '192.0.2.254' }] },
  profiles: {
    camera: { reach: { prober: 'icmp', interval: '5s' } },
    hourly: { reach: { prober: 'icmp', interval: '1h' } },
    switch: {
      reach: { prober: 'icmp', interval: '10s' },
      service: { prober: 'snmp', interval: '1m' },
    },
    channel: { recording: { prober: 'channel', interval: '1m' } },
    recorder: { recording: { prober: 'onvif', interval: '10m' } },
  },
});

const checkedOf = (inventory: Checked['inventory']): Checked => ({ inventory, profiles });
const pollingOf = (checked: Checked) =>
  Object.fromEntries(
    listCheckEntries(checked).flatMap(({ kind, id, body }) =>
      kind === 'polling' && typeof body === 'object' && body !== null && 'intervalMs' in body
        ? [[id, body.intervalMs]]
        : [],
    ),
  );

describe('a link', () => {
  test('is looked at as often as its slowest witness: behind it, at its near end, at its port', () => {
    const devices = [
      device({
        id: 'sw',
        kind: 'switch',
        profile: 'switch',
        address: '192.0.2.1',
        upstreams: [['link:trunk']],
      }),
      device({ id: 'cam', address: '192.0.2.2', upstreams: [['link:trunk', 'device:sw', 'link:branch']] }),
      device({ id: 'far', profile: 'hourly', address: '192.0.2.3', upstreams: [['link:lonely']] }),
      device({ id: 'silent', profile: 'hourly', upstreams: [['link:branch']] }),
    ];
    const links = [
      link({ id: 'trunk' }),
      link({ id: 'branch', near: 'device:sw', interface: { device: 'sw', name: 'ge1' } }),
      link({ id: 'lonely' }),
      link({ id: 'idle' }),
    ];

    expect(pollingOf(checkedOf(inventoryOf({ devices, links })))).toEqual({
      'link:trunk': { reach: 10_000 },
      'link:branch': { reach: 60_000, capacity: 60_000 },
      'link:lonely': { reach: 3_600_000 },
      'link:idle': {},
    });
  });
});

describe('a camera that a recorder speaks for', () => {
  const channel = device({
    id: 'cam',
    profile: 'channel',
    channelOf: { recorder: 'nvr', channel: 1 },
  });
  const recorder = (profile: string) => device({ id: 'nvr', kind: 'nvr', profile, address: '192.0.2.9' });

  test('is looked at as often as its recorder, where that is more seldom', () => {
    expect(pollingOf(checkedOf(inventoryOf({ devices: [channel, recorder('recorder')] })))).toEqual({
      'device:cam': { recording: 600_000 },
    });
  });

  test('needs no entry where its profile says it', () => {
    expect(pollingOf(checkedOf(inventoryOf({ devices: [channel, recorder('camera')] })))).toEqual({});
  });
});

test('a profile is kept with what its states are decided by', () => {
  const [first] = listCheckEntries(checkedOf(inventoryOf({ devices: [] })));

  expect(first).toEqual({
    kind: 'profile',
    id: 'camera',
    body: {
      id: 'camera',
      checks: {
        reach: {
          prober: 'icmp',
          intervalMs: 5_000,
          timeoutMs: profiles.camera?.reach?.timeoutMs,
          confirm: 3,
          recheckMs: 5_000,
          degradedLossRatio: profiles.camera?.reach?.degradedLossRatio,
        },
      },
    },
  });
});

test('intervals in use are those of checks that are made', () => {
  const devices = [
    device({ id: 'cam', address: '192.0.2.2' }),
    device({ id: 'nowhere', profile: 'hourly' }),
    device({ id: 'sw', kind: 'switch', profile: 'switch', address: '192.0.2.1' }),
  ];

  expect([...intervalsInUse(checkedOf(inventoryOf({ devices })))].sort((a, b) => a - b)).toEqual([
    5_000, 10_000, 60_000,
  ]);
});
