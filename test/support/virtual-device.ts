import { onTestFinished } from 'vitest';
import { createVirtualDevices } from '#simulator/protocols/create-virtual-devices.ts';
import type { VirtualDevice, VirtualInterface } from '#simulator/protocols/device/virtual-device.ts';
import type { VirtualDevices } from '#simulator/protocols/device/virtual-devices.ts';

export const LOOPBACK = '127.0.0.1';
export const LOGIN = { user: 'giamsat', password: 's3cret & <mật>' } as const;
export const COMMUNITY = 'giam-sat-test';
const HERE = { address: LOOPBACK, port: 0 } as const;

export function sampleInterface(index: number, changes: Partial<VirtualInterface> = {}): VirtualInterface {
  return {
    index,
    name: `port${index}`,
    speedBitsPerSecond: 1e9,
    admin: 'up',
    oper: 'up',
    inBitsPerSecond: 0,
    outBitsPerSecond: 0,
    inOctetsAtStart: 0,
    outOctetsAtStart: 0,
    ...changes,
  };
}

/** A camera with all protocols, on free ports. */
export function sampleCamera(changes: Partial<VirtualDevice> = {}): VirtualDevice {
  return {
    id: 'cam-1',
    kind: 'camera',
    maker: 'Axis',
    model: 'P1468-LE',
    serial: 'AX0000001',
    firmware: '11.8.64',
    name: 'cam-1',
    location: 'Hà Nội',
    endpoints: { snmp: HERE, onvif: HERE, rtsp: HERE },
    access: { login: LOGIN, snmp: { version: '2c', community: COMMUNITY } },
    uptimeMs: 3_600_000,
    interfaces: [sampleInterface(1, { name: 'eth0', speedBitsPerSecond: 1e8 })],
    flows: [],
    streams: [
      {
        id: 'profile-1',
        name: 'Main',
        path: '/axis-media/media.amp?videocodec=h264',
        codec: 'h264',
        width: 1_920,
        height: 1_080,
        framesPerSecond: 25,
        bitsPerSecond: 2_000_000,
      },
    ],
    channels: [],
    disks: [],
    temperatures: [],
    networkTime: { source: 'ntp', servers: ['ntp.example'] },
    ...changes,
  };
}

/** Brings devices to life until the calling test ends. */
export async function startVirtualDevices(plan: readonly VirtualDevice[]): Promise<VirtualDevices> {
  const devices = await createVirtualDevices(plan);
  onTestFinished(devices.close);
  return devices;
}
