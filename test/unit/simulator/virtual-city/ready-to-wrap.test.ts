import { expect, test } from 'vitest';
import type { VirtualDevice, VirtualInterface } from '#simulator/protocols/device/virtual-device.ts';
import { readyToWrap } from '#simulator/virtual-city/ready-to-wrap.ts';

const port = (name: string, index: number): VirtualInterface => ({
  index,
  name,
  speedBitsPerSecond: 1e9,
  admin: 'up',
  oper: 'up',
  inBitsPerSecond: 8_000,
  outBitsPerSecond: 0,
  inOctetsAtStart: 1,
  outOctetsAtStart: 1,
});
const device = (id: string, more: Partial<VirtualDevice> = {}): VirtualDevice => ({
  id,
  kind: 'router',
  maker: 'Juniper',
  model: 'QFX',
  serial: 'S1',
  firmware: '1',
  name: id,
  endpoints: {},
  access: {},
  uptimeMs: 0,
  interfaces: [port('a', 1), port('b', 2)],
  flows: [],
  streams: [],
  channels: [],
  disks: [],
  temperatures: [],
  ...more,
});
const camera = device('cam', {
  interfaces: [],
  flows: [{ bitsPerSecond: 800_000, via: [{ device: 'old', interface: 'a', direction: 'in' }] }],
});

test('the counters of an old agent come round when what flows there has brought the rest, one port after the other', () => {
  const [old] = readyToWrap([device('old', { snmp: { interfaceTables: 'if-only' } }), camera], 10_000);

  const [a, b] = old?.interfaces ?? [];
  // 101,000 octets a second for 10 s; 1,000 a second for 13 s.
  expect(a?.inOctetsAtStart).toBe(2 ** 32 - 1_010_000);
  expect(b?.inOctetsAtStart).toBe(2 ** 32 - 13_000);
});

test('agents with 64 bits stay as they are', () => {
  const devices = [device('new'), camera];

  expect(readyToWrap(devices, 10_000)).toEqual(devices);
});
