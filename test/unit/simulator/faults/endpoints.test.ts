import { describe, expect, test } from 'vitest';
import { Settings } from '#config/settings/settings-schema.ts';
import { endpointsOf } from '#simulator/faults/endpoints.ts';
import { device } from '../../../support/inventory.ts';

const { profiles } = Settings.parse({
  city: { name: 'Hà Nội', name_en: 'Hanoi', time_zone: 'Asia/Ho_Chi_Minh', area_list: '2025-07-01' },
  profiles: {
    camera: { reach: { prober: 'icmp' }, service: { prober: 'onvif', port: 10_080 } },
    recorder: { reach: { prober: 'icmp', port: 18_080 }, service: { prober: 'tcp', port: 18_554 } },
    forwarded: { reach: { prober: 'tcp' }, stream: { prober: 'rtsp' } },
  },
});
const recorder = device({ id: 'nvr-1', profile: 'recorder', address: '127.99.0.1', port: 554 });
const portsOf = (...args: Parameters<typeof endpointsOf>) => endpointsOf(...args).map(({ port }) => port);

describe('endpointsOf', () => {
  test('nothing need listen for pings', () => {
    expect(endpointsOf(recorder, { profiles, icmpPort: undefined })).toEqual([
      { address: '127.99.0.1', port: 18_554 },
    ]);
  });

  test('where pings are TCP connects, the port of the check comes first', () => {
    expect(portsOf(recorder, { profiles, icmpPort: 9_000 })).toEqual([18_080, 18_554]);
  });

  test('then the port of the device, then the one that stands in', () => {
    const camera = device({ id: 'cam-1', address: '127.99.0.2' });

    expect(portsOf({ ...camera, port: 8_000 }, { profiles, icmpPort: 9_000 })).toEqual([8_000]);
    expect(portsOf(camera, { profiles, icmpPort: 9_000 })).toEqual([9_000]);
  });

  test('what is asked in a protocol listens by itself', () => {
    const camera = device({ id: 'cam-1', address: '127.99.0.2' });

    expect(portsOf(camera, { profiles, icmpPort: undefined })).toEqual([]);
  });

  test('a forwarded camera listens on its own port; one without port or address listens nowhere', () => {
    const camera = device({ id: 'cam-1', profile: 'forwarded', address: '127.99.0.2' });

    expect(portsOf({ ...camera, port: 8_001 }, { profiles, icmpPort: undefined })).toEqual([8_001]);
    expect(portsOf(camera, { profiles, icmpPort: undefined })).toEqual([]);
    expect(portsOf(device({ id: 'cam-2' }), { profiles, icmpPort: 9_000 })).toEqual([]);
  });
});
