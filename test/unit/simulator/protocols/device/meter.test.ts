import { describe, expect, test } from 'vitest';
import { createMeter } from '#simulator/protocols/device/meter.ts';

const steady = (steadyBitsPerSecond: number) => ({ varyingBitsPerSecond: 0, steadyBitsPerSecond });
const varying = (varyingBitsPerSecond: number) => ({ varyingBitsPerSecond, steadyBitsPerSecond: 0 });

describe('createMeter', () => {
  test('counts nothing until it is given a rate', () => {
    expect(createMeter(0).read(60_000)).toBe(0);
  });

  test('counts a steady rate to the octet, and goes on from a change of rate', () => {
    const meter = createMeter(1_000);
    const reads: number[] = [];
    meter.setRate(steady(8_000_000), 1_000);
    reads.push(meter.read(1_000), meter.read(2_000), meter.read(2_001));
    meter.setRate(steady(0), 3_000);
    reads.push(meter.read(4_000));
    meter.setRate(steady(800), 5_000);
    reads.push(meter.read(6_000));

    expect(reads).toEqual([0, 1_000_000, 1_001_000, 2_000_000, 2_000_100]);
  });

  test('a varying rate is its mean over whole periods, and moves within one', () => {
    const meter = createMeter(0);
    meter.setRate(varying(8_000), 0);

    expect(meter.read(120_000)).toBe(120_000);
    expect(meter.read(1_200_000)).toBe(1_200_000);
    expect(meter.read(60_000)).toBeGreaterThan(65_000);
  });

  test('what enters a switch on many ports leaves it on one at every instant', () => {
    const ports = [1_500_000, 2_500_000, 4_000_000].map((rate) => {
      const meter = createMeter(0);
      meter.setRate(varying(rate), 0);
      return meter;
    });
    const uplink = createMeter(0);
    uplink.setRate(varying(8_000_000), 0);

    for (const atMs of [1, 777, 30_000, 91_234]) {
      const sum = ports.reduce((octets, port) => octets + port.read(atMs), 0);
      expect(Math.abs(uplink.read(atMs) - sum)).toBeLessThanOrEqual(ports.length);
    }
  });

  test('never runs backwards', () => {
    const meter = createMeter(0);
    meter.setRate(varying(10_000_000), 0);
    const reads = Array.from({ length: 1_000 }, (_, step) => meter.read(step * 250));

    expect(reads).toEqual(reads.toSorted((a, b) => a - b));
  });
});
