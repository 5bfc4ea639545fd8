import { describe, expect, test } from 'vitest';
import { computeLinkTraffic, computePercentile, shareFrom } from '#availability/traffic/p95.ts';
import { trafficDay } from '#test/support/traffic-day.ts';

const times = (count: number, value: number) => Array.from({ length: count }, () => value);
const mega = (count: number) => count * 1e6;

describe('computePercentile', () => {
  test('is the sample in place 95 of 100: the five highest do not count', () => {
    const day = trafficDay([...times(94, mega(10)), mega(40), ...times(5, mega(90))]);

    // One sample in the bin from 40 to 41 Mbit/s: it is taken to lie in its middle.
    expect(computePercentile([day], 95)).toEqual({
      bitsPerSecond: mega(40.5),
      bound: 'within',
      errorBitsPerSecond: mega(1),
    });
  });

  test('takes one more of the highest into account as soon as there is one more', () => {
    const day = trafficDay([...times(94, mega(10)), ...times(6, mega(90))]);

    expect(computePercentile([day], 95)?.bitsPerSecond).toBeCloseTo(mega(90 + 0.5 / 6), 3);
  });

  test('spreads the samples of a bin evenly over it', () => {
    const day = trafficDay(times(100, mega(10)));

    expect(computePercentile([day], 95)?.bitsPerSecond).toBeCloseTo(mega(10.945), 3);
    expect(computePercentile([day], 1)?.bitsPerSecond).toBeCloseTo(mega(10.005), 3);
  });

  test('counts the samples of all days together', () => {
    const quiet = trafficDay(times(288, mega(5)));
    const busy = trafficDay(times(288, mega(80)), { date: '2026-11-26' });

    expect(computePercentile([quiet, busy], 95)?.bitsPerSecond).toBeCloseTo(
      mega(80 + (548 - 288 - 0.5) / 288),
      3,
    );
    expect(computePercentile([quiet, busy], 50)?.bitsPerSecond).toBeCloseTo(mega(5 + 287.5 / 288), 3);
  });

  test('says that it only knows a lower bound where the capacity was exceeded', () => {
    const day = trafficDay([...times(90, mega(10)), ...times(10, mega(130))]);

    expect(computePercentile([day], 95)).toEqual({
      bitsPerSecond: mega(100),
      bound: 'at-least',
      errorBitsPerSecond: mega(1),
    });
    expect(computePercentile([day], 90)?.bound).toBe('within');
  });

  test('adds days up in bits per second where the capacity was changed in between', () => {
    const narrow = trafficDay(times(100, mega(9.5)), { capacityBitsPerSecond: mega(10) });
    const wide = trafficDay(times(100, mega(50.5)), { date: '2026-11-26' });

    expect(computePercentile([narrow, wide], 50)?.bitsPerSecond).toBeCloseTo(
      mega(9.5 + (0.1 * 99.5) / 100),
      3,
    );
    expect(computePercentile([narrow, wide], 95)).toMatchObject({ errorBitsPerSecond: mega(1) });
  });

  test('is nothing without samples', () => {
    expect(computePercentile([], 95)).toBeUndefined();
    expect(computePercentile([trafficDay([])], 95)).toBeUndefined();
  });

  test('is the sample itself where there is one', () => {
    expect(computePercentile([trafficDay([0])], 95)?.bitsPerSecond).toBe(mega(0.5));
  });
});

describe('shareFrom', () => {
  const day = trafficDay([...times(259, mega(89.9)), ...times(20, mega(90)), ...times(9, mega(140))]);

  test.each([
    [0, 1],
    [90, 29 / 288],
    [91, 9 / 288],
    [100, 9 / 288],
    [101, 0],
  ])('from %i percent on', (percent, share) => {
    expect(shareFrom([day], percent)).toBe(share);
  });

  test('is nothing without samples', () => {
    expect(shareFrom([trafficDay([])], 90)).toBeUndefined();
  });
});

describe('computeLinkTraffic', () => {
  test('tells links and directions apart and leaves out what has no samples', () => {
    const figures = computeLinkTraffic([
      trafficDay(times(10, mega(20)), { linkId: 'line-2' }),
      trafficDay(times(10, mega(30)), { direction: 'out' }),
      trafficDay(times(10, mega(10))),
      trafficDay(times(10, mega(10)), { date: '2026-11-26', capacityBitsPerSecond: mega(200) }),
      trafficDay([], { linkId: 'line-3' }),
    ]);

    expect(
      figures.map(({ linkId, direction, samples, octets, capacityBitsPerSecond }) => [
        linkId,
        direction,
        samples,
        octets,
        capacityBitsPerSecond,
      ]),
    ).toEqual([
      ['line-1', 'in', 20, (20 * mega(10) * 300) / 8, mega(200)],
      ['line-1', 'out', 10, (10 * mega(30) * 300) / 8, mega(100)],
      ['line-2', 'in', 10, (10 * mega(20) * 300) / 8, mega(100)],
    ]);
    expect(figures[1]?.p95.bitsPerSecond).toBeCloseTo(mega(30.95), 3);
  });
});
