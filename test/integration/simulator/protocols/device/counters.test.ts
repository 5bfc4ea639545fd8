import { createSession, ObjectType, type Varbind, Version2c } from 'net-snmp';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { VirtualDevices } from '#simulator/protocols/device/virtual-devices.ts';
import { PATIENCE } from '#test/support/patience.ts';
import {
  COMMUNITY,
  LOOPBACK,
  sampleCamera,
  sampleInterface,
  startVirtualDevices,
} from '#test/support/virtual-device.ts';

const UPTIME = '1.3.6.1.2.1.1.3.0';
const IN_32 = '1.3.6.1.2.1.2.2.1.10.1';
const IN_64 = '1.3.6.1.2.1.31.1.1.1.6.1';
const WRAP = 2 ** 32;

/** Another's client, that reads uptime and both counters of the first interface. */
function createReader(devices: VirtualDevices, id: string) {
  const session = createSession(LOOPBACK, COMMUNITY, {
    port: devices.endpoints.get(id)?.snmp?.port ?? 0,
    version: Version2c,
  });
  onTestFinished(() => void session.close());
  const numberOf = ({ type, value }: Varbind) =>
    type === ObjectType.Counter64 ? Number(`0x${(value as Buffer).toString('hex')}`) : Number(value);
  return () =>
    new Promise<{ uptime: number; octets32: number; octets64: number }>((resolve, reject) => {
      session.get([UPTIME, IN_32, IN_64], (error, varbinds = []) => {
        if (error) {
          reject(error);
          return;
        }
        const [uptime = 0, octets32 = 0, octets64 = 0] = varbinds.map(numberOf);
        resolve({ uptime, octets32, octets64 });
      });
    });
}

const trueOctets = async (devices: VirtualDevices) =>
  (await devices.counters('cam-1')).interfaces[0]?.inOctets ?? 0;

/** 200 Mbit/s: 25 octets a microsecond, so that a test sees a wrap within milliseconds. */
const RATE = 200_000_000;
const busy = (inOctetsAtStart: number) =>
  sampleCamera({ interfaces: [sampleInterface(1, { inBitsPerSecond: RATE, inOctetsAtStart })] });

/** The truth before and after a reading encloses what the reading shows. */
async function readBetween(devices: VirtualDevices, read: ReturnType<typeof createReader>) {
  const earliest = await trueOctets(devices);
  const shown = await read();
  return { earliest, shown, latest: await trueOctets(devices) };
}

test('both counters show what really flowed, through a wrap of the small one', async () => {
  const devices = await startVirtualDevices([busy(WRAP - 1_000_000)]);
  const read = createReader(devices, 'cam-1');

  const first = await readBetween(devices, read);
  await vi.waitFor(async () => expect(await trueOctets(devices)).toBeGreaterThan(2_000_000), PATIENCE);
  const second = await readBetween(devices, read);

  for (const { shown, earliest, latest } of [first, second]) {
    const since = shown.octets64 - (WRAP - 1_000_000);
    expect(since).toBeGreaterThanOrEqual(earliest);
    expect(since).toBeLessThanOrEqual(latest);
    expect(shown.octets32).toBe(shown.octets64 % WRAP);
  }
  expect(second.shown.octets32).toBeLessThan(second.shown.octets64);
});

test('a restarted agent counts from nothing; the truth goes on', async () => {
  const devices = await startVirtualDevices([busy(5_000_000_000)]);
  const read = createReader(devices, 'cam-1');
  const before = await read();

  await devices.set('cam-1', { kind: 'agent-restart', boots: 'raised' });
  const atRestart = await trueOctets(devices);
  const { shown, earliest, latest } = await readBetween(devices, read);

  expect(before.uptime).toBeGreaterThanOrEqual(360_000);
  expect(shown.uptime).toBeLessThan(6_000);
  expect(shown.octets64).toBeGreaterThanOrEqual(earliest - atRestart);
  expect(shown.octets64).toBeLessThanOrEqual(latest);
  expect(latest).toBeGreaterThan(atRestart);
});

test('counters of a port that is down stand still, and go on when it is up', async () => {
  const devices = await startVirtualDevices([busy(0)]);
  const down = { kind: 'port-down', interface: 'port1' } as const;

  await devices.set('cam-1', down);
  const [first, second] = [await trueOctets(devices), await trueOctets(devices)];
  await devices.clear('cam-1', down);

  expect(second).toBe(first);
  await vi.waitFor(async () => expect(await trueOctets(devices)).toBeGreaterThan(first), PATIENCE);
});
