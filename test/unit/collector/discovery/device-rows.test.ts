import { describe, expect, test } from 'vitest';
import { proposeDevices, renderProposals, TO_BE_NAMED } from '#collector/discovery/device-rows.ts';
import { Settings } from '#config/settings/settings-schema.ts';
import type { Device } from '#core/domain/inventory.ts';
import { device } from '#test/support/inventory.ts';

const settings = Settings.parse({
  city: { name: 'x', name_en: 'x', time_zone: 'UTC', area_list: '2025-07-01' },
  profiles: { 'camera-fixed': { reach: { prober: 'icmp' } }, mast: { reach: { prober: 'icmp' } } },
});
const camera = { seenBy: [], openPorts: [554], speaksOnvif: true, onvifTypes: [] } as const;
const propose = (given: { devices?: readonly Device[]; credentials?: string } = {}) => ({
  devices: new Map((given.devices ?? []).map((one) => [one.id, one])),
  settings,
  makers: [],
  credentials: given.credentials,
});

describe('proposeDevices', () => {
  test('names a device after itself, its model or its address', () => {
    const found = [
      { ...camera, address: '10.0.0.1', name: 'Gate' },
      { ...camera, address: '10.0.0.2', hardware: 'DS-1' },
      { ...camera, address: '10.0.0.3' },
    ];

    expect(proposeDevices(found, propose()).map(({ name }) => name)).toEqual([
      'Gate',
      'DS-1 10.0.0.2',
      'camera 10.0.0.3',
    ]);
  });

  test('gives ids that nobody has', () => {
    const taken = device({ id: 'camera-10-0-0-1' });

    const [proposal] = proposeDevices([{ ...camera, address: '10.0.0.1' }], propose({ devices: [taken] }));

    expect(proposal?.id).toBe('camera-10-0-0-1-2');
  });

  test('chooses the profile of most devices of the kind, else one of its name', () => {
    const mast = device({ id: 'a', profile: 'mast' });
    const found = [{ ...camera, address: '10.0.0.1' }];

    expect(proposeDevices(found, propose({ devices: [mast] }))[0]?.profile).toBe('mast');
    expect(proposeDevices(found, propose())[0]?.profile).toBe('camera-fixed');
  });

  test('leaves to people what does not show', () => {
    const found = [{ ...camera, openPorts: [80], speaksOnvif: false, address: '10.0.0.1' }];

    const proposals = proposeDevices(found, propose());

    expect(proposals[0]).toMatchObject({ id: 'device-10-0-0-1', profile: TO_BE_NAMED });
    expect(renderProposals(proposals)).toContain(
      `device-10-0-0-1,Device 10.0.0.1,${TO_BE_NAMED},${TO_BE_NAMED},`,
    );
  });

  test('keeps the reference only where SNMP answered with it', () => {
    const found = [
      { ...camera, address: '10.0.0.1', identity: { serial: 'S1', maker: 'M' } },
      { ...camera, address: '10.0.0.2' },
    ];

    const proposals = proposeDevices(found, propose({ credentials: 'env:CAM' }));

    expect(proposals.map(({ credentials, serial }) => [credentials, serial])).toEqual([
      ['env:CAM', 'S1'],
      [undefined, undefined],
    ]);
  });

  test.each(['=cmd|calc', '+1', '-1', '@sum', '\t=x'])('lets no name begin as a formula does: %j', (name) => {
    const [proposal] = proposeDevices([{ ...camera, address: '10.0.0.1', name }], propose());

    expect(proposal?.name).toMatch(/^[a-z1]/);
  });
});
