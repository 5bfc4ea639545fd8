import { expect, test } from 'vitest';
import { buildInterfaceRows } from '#collector/diagnosis/checks/interface-rows.ts';
import { measureRate } from '#collector/diagnosis/checks/measure-rate.ts';
import type { InterfaceSample } from '#core/domain/device-report.ts';
import type { ProbeOutcome } from '#core/domain/probing.ts';
import { device, inventoryOf, link } from '#test/support/inventory.ts';
import { lookOf, SENT_MS } from '#test/support/probe-look.ts';

const sample = (inOctets: bigint, given: Partial<InterfaceSample> = {}): InterfaceSample => ({
  index: 1,
  name: 'ge1',
  speedBitsPerSecond: 1e9,
  counters: { bits: 64, inOctets, outOctets: 0n },
  ...given,
});
const told = (uptimeMs: number, ...interfaces: readonly InterfaceSample[]): ProbeOutcome => ({
  ok: true,
  measurements: {},
  report: { uptimeMs, interfaces },
});
const poll = (afterMs: number, outcome: ProbeOutcome) => ({ sentMs: SENT_MS + afterMs, outcome });

test('a rate is what flowed between two polls', () => {
  const rate = measureRate(poll(0, told(1_000, sample(0n))), poll(5_000, told(6_000, sample(2_500_000n))), 1);

  expect(rate).toEqual({ ok: true, inBitsPerSecond: 4e6, outBitsPerSecond: 0 });
});

test('counters that began anew give none, and say so', () => {
  const rate = measureRate(poll(0, told(900_000, sample(5n))), poll(5_000, told(1_000, sample(2n))), 1);

  expect(rate).toEqual({ ok: false, reason: 'reset' });
});

test('one poll, or one without counters, is nothing to tell a rate from', () => {
  const { counters: _, ...bare } = sample(0n);

  expect(measureRate(poll(0, told(1, sample(0n))), poll(0, told(1, sample(0n))), 1)).toBeUndefined();
  expect(measureRate(poll(0, told(1, bare)), poll(5_000, told(5_001, sample(0n))), 1)).toBeUndefined();
});

test('each interface is told once, as last polled, with what the inventory puts there', () => {
  const look = lookOf({
    check: { indicator: 'service', prober: 'snmp' },
    outcomes: [
      told(1_000, sample(0n, { alias: 'Gate' }), sample(0n, { index: 2, name: 'ge2' })),
      told(6_000, sample(9n, { oper: 'up' })),
    ],
  });
  const inventory = inventoryOf({
    devices: [device({ id: 'cam-7', attachedTo: { device: 'cam-1', name: 'ge1' } })],
    links: [link({ id: 'line-1', interface: { device: 'cam-1', name: 'ge1' } })],
  });

  expect(buildInterfaceRows([look], 'cam-1', inventory)).toEqual([
    { sample: sample(9n, { oper: 'up', alias: 'Gate' }), carries: ['line-1', 'cam-7'] },
  ]);
});
