import { expect, onTestFinished, test, vi } from 'vitest';
import { createSnmpProber } from '#collector/probers/snmp.ts';
import { createSecret } from '#core/domain/secret.ts';
import type { VirtualDevice } from '#simulator/protocols/device/virtual-device.ts';
import { asAllProtocols } from '#test/support/engines.ts';
import { device, inventoryOf, link } from '#test/support/inventory.ts';
import { PATIENCE } from '#test/support/patience.ts';
import { protocolSettings } from '#test/support/protocol-world.ts';
import {
  COMMUNITY,
  LOOPBACK,
  sampleCamera,
  sampleInterface,
  startVirtualDevices,
} from '#test/support/virtual-device.ts';
import { watchWorld } from '#test/support/watched-world.ts';

const RATE = 8e6;

/** A switch that sends a steady 8 Mbit/s over a port whose counter is about to wrap, watched by SNMP four times a second. */
async function watchSwitch(more: Partial<VirtualDevice>, startAt: number) {
  const uplink = sampleInterface(1, { inBitsPerSecond: RATE, inOctetsAtStart: startAt });
  const { onvif: _onvif, rtsp: _rtsp, ...endpoints } = sampleCamera().endpoints;
  const made = sampleCamera({
    id: 'sw',
    kind: 'switch',
    endpoints,
    streams: [],
    interfaces: [uplink],
    ...more,
  });
  const devices = await startVirtualDevices([made]);
  const snmp = createSnmpProber({ concurrency: 4, makers: [], nowMs: Date.now });
  onTestFinished(async () => await snmp.close?.());
  const port = devices.endpoints.get('sw')?.snmp?.port ?? 0;
  const sw = device({
    id: 'sw',
    kind: 'switch',
    profile: 'switch',
    address: LOOPBACK,
    port,
    credentials: 'env:SW',
  });
  const ward = link({ id: 'ward', capacityBitsPerSecond: 1e7, interface: { device: 'sw', name: 'port1' } });
  const world = watchWorld(inventoryOf({ devices: [sw], links: [ward] }), {
    watched: { settings: protocolSettings(), inventory: inventoryOf({ devices: [sw], links: [ward] }) },
    probers: asAllProtocols(snmp),
    credentialsOf: async () => ({ snmp: { version: '2c', community: createSecret(COMMUNITY) } }),
  });
  const samplesAfter = async (count: number) => {
    const before = world.traffic.length;
    await vi.waitFor(() => expect(world.traffic.length).toBeGreaterThan(before + count), PATIENCE);
  };
  const measured = () => {
    const elapsedMs = world.traffic.reduce((sum, { intervalMs }) => sum + intervalMs, 0);
    return (world.traffic.reduce((sum, { inOctets }) => sum + inOctets, 0) * 8_000) / elapsedMs;
  };
  const truth = async () => (await devices.counters('sw')).interfaces[0]?.inOctets ?? 0;
  return { world, devices, samplesAfter, measured, truth };
}

test.each([
  ['32 bits that wraps', { snmp: { interfaceTables: 'if-only' } }, 2 ** 32 - 1_500_000],
  ['64 bits that is far beyond 32', {}, 2 ** 50],
] as const)('a counter of %s is measured as it is', async (_bits, more, startAt) => {
  const { world, samplesAfter, measured, truth } = await watchSwitch(more, startAt);
  await samplesAfter(1);
  const startedMs = Date.now();
  const before = await truth();

  await samplesAfter(8);

  const expected = (((await truth()) - before) * 8_000) / (Date.now() - startedMs);
  expect(measured() / expected).toBeGreaterThan(0.95);
  expect(measured() / expected).toBeLessThan(1.05);
  expect(world.findings.filter(({ code }) => code === 'counter-implausible')).toEqual([]);
});

test('an agent that restarts costs one rate, and no false one is written', async () => {
  const { world, devices, samplesAfter, measured } = await watchSwitch({}, 10 ** 15);
  await samplesAfter(4);

  await devices.set('sw', { kind: 'agent-restart', boots: 'raised' });
  await samplesAfter(4);

  const rates = world.traffic.map(({ inBitsPerSecond }) => inBitsPerSecond);
  // The simulated traffic swings by 15 %, and a quarter of a second is measured to a few milliseconds.
  expect(Math.max(...rates)).toBeLessThan(RATE * 1.5);
  expect(measured() / RATE).toBeGreaterThan(0.8);
  expect(measured() / RATE).toBeLessThan(1.2);
});
