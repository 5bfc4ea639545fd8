import { describe, expect, test } from 'vitest';
import { Settings } from '#config/settings-schema.ts';
import { endpointsOf } from '#simulator/faults/endpoints.ts';
import { device } from '../../../support/inventory.ts';

const { profiles } = Settings.parse({
  city: { name: 'Hà Nội', name_en: 'Hanoi', time_zone: 'Asia/Ho_Chi_Minh', area_list: '2025-07-01' },
  profiles: {
    camera: { reach: { prober: 'icmp' } },
    recorder: { reach: { prober: 'icmp', port: 18_080 }, service: { prober: 'tcp', port: 18_554 } },
    forwarded: { reach: { prober: 'tcp' } },
  },
});
const recorder = device({ id: 'nvr-1', profile: 'recorder', address: '127.99.0.1', port: 554 });

describe('endpointsOf', () => {
  test('nothing need listen for pings', () => {
    expect(endpointsOf(recorder, { profiles, icmpPort: undefined })).toEqual(
      new Map([['service', { address: '127.99.0.1', port: 18_554 }]]),
    );
  });

  test('where pings are TCP connects, the port of the check comes first', () => {
    expect(endpointsOf(recorder, { profiles, icmpPort: 9_000 }).get('reach')).toEqual({
      address: '127.99.0.1',
      port: 18_080,
    });
  });

  test('then the port of the device, then the one that stands in', () => {
    const camera = device({ id: 'cam-1', address: '127.99.0.2' });

    expect(endpointsOf({ ...camera, port: 8_000 }, { profiles, icmpPort: 9_000 }).get('reach')?.port).toBe(
      8_000,
    );
    expect(endpointsOf(camera, { profiles, icmpPort: 9_000 }).get('reach')?.port).toBe(9_000);
  });

  test('a forwarded camera listens on its own port; one without port or address listens nowhere', () => {
    const camera = device({ id: 'cam-1', profile: 'forwarded', address: '127.99.0.2' });

    expect(
      endpointsOf({ ...camera, port: 8_001 }, { profiles, icmpPort: undefined }).get('reach')?.port,
    ).toBe(8_001);
    expect(endpointsOf(camera, { profiles, icmpPort: undefined }).size).toBe(0);
    expect(endpointsOf(device({ id: 'cam-2' }), { profiles, icmpPort: 9_000 }).size).toBe(0);
  });
});
