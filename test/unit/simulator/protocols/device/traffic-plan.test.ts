import { describe, expect, test } from 'vitest';
import { createTrafficPlan, type InterfaceRate } from '#simulator/protocols/device/traffic-plan.ts';
import type { VirtualFault } from '#simulator/protocols/device/virtual-fault.ts';
import { sampleCamera, sampleInterface } from '#test/support/virtual-device.ts';

/** Two cameras behind a switch behind a router. */
const camera = (id: string, port: string, bitsPerSecond: number) =>
  sampleCamera({
    id,
    interfaces: [sampleInterface(1, { name: 'eth0' })],
    flows: [
      {
        bitsPerSecond,
        via: [
          { device: id, interface: 'eth0', direction: 'out' },
          { device: 'sw', interface: port, direction: 'in' },
          { device: 'sw', interface: 'up', direction: 'out' },
          { device: 'rt', interface: 'line', direction: 'in' },
        ],
      },
    ],
  });
const devices = [
  camera('cam-1', 'p1', 4_000_000),
  camera('cam-2', 'p2', 6_000_000),
  sampleCamera({
    id: 'sw',
    kind: 'switch',
    interfaces: ['p1', 'p2', 'up'].map((name, place) =>
      sampleInterface(place + 1, { name, outBitsPerSecond: name === 'up' ? 1_000 : 0 }),
    ),
  }),
  sampleCamera({ id: 'rt', kind: 'router', interfaces: [sampleInterface(1, { name: 'line' })] }),
];
const plan = createTrafficPlan(devices);

const show = (rates: readonly InterfaceRate[]) =>
  Object.fromEntries(
    rates.map((rate) => [
      `${rate.device} ${rate.interface}`,
      [rate.in, rate.out].map((one) => one.varyingBitsPerSecond + one.steadyBitsPerSecond),
    ]),
  );
const ratesWith = (deviceId: string, fault: VirtualFault) =>
  show(plan.all((id) => (id === deviceId ? [fault] : [])));

describe('createTrafficPlan', () => {
  test('adds the flows up at every interface they pass, and what is its own', () => {
    expect(show(plan.all(() => []))).toEqual({
      'cam-1 eth0': [0, 4_000_000],
      'cam-2 eth0': [0, 6_000_000],
      'sw p1': [4_000_000, 0],
      'sw p2': [6_000_000, 0],
      'sw up': [0, 10_001_000],
      'rt line': [10_000_000, 0],
    });
  });

  test.each<[string, string, VirtualFault]>([
    ['a camera without video', 'cam-1', { kind: 'no-video' }],
    ['a silent camera', 'cam-1', { kind: 'silent' }],
    ['a port that is down', 'sw', { kind: 'port-down', interface: 'p1' }],
  ])('%s takes its flow away everywhere', (_name, deviceId, fault) => {
    expect(ratesWith(deviceId, fault)).toMatchObject({
      'cam-1 eth0': [0, 0],
      'sw p1': [0, 0],
      'sw up': [0, 6_001_000],
      'rt line': [6_000_000, 0],
    });
  });

  test('a dead switch passes nothing on', () => {
    expect(ratesWith('sw', { kind: 'silent' })).toMatchObject({ 'sw up': [0, 0], 'rt line': [0, 0] });
  });

  test.each<[VirtualFault, number[]]>([
    [{ kind: 'saturated', interface: 'line', direction: 'in' }, [970_000_000, 0]],
    [{ kind: 'saturated', interface: 'line', direction: 'both' }, [970_000_000, 970_000_000]],
    [{ kind: 'saturated', interface: 'line', direction: 'in', capacityBitsPerSecond: 2e8 }, [194_000_000, 0]],
  ])('%o fills an interface to 97 %%', (fault, expected) => {
    expect(ratesWith('rt', fault)['rt line']).toEqual(expected);
  });

  test('a lost channel takes only its own flow away', () => {
    const recorder = sampleCamera({
      id: 'nvr',
      interfaces: [sampleInterface(1, { name: 'eth0' })],
      flows: [1, 2].map((channel) => ({
        bitsPerSecond: 1_000,
        channel,
        via: [{ device: 'nvr', interface: 'eth0', direction: 'out' as const }],
      })),
    });

    const rates = createTrafficPlan([recorder]).all(() => [{ kind: 'channel-lost', channel: 2 }]);

    expect(show(rates)).toEqual({ 'nvr eth0': [0, 1_000] });
  });

  test('looks again at the interfaces that a fault can change, and at no others', () => {
    expect(Object.keys(show(plan.around('cam-1', () => []))).sort()).toEqual([
      'cam-1 eth0',
      'rt line',
      'sw p1',
      'sw up',
    ]);
  });
});
