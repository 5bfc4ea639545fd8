import { describe, expect, test } from 'vitest';
import type { TrafficSample } from '#core/domain/traffic.ts';
import { type BandwidthTallyOptions, createBandwidthTally } from '#demo/run/measuring/bandwidth-tally.ts';

/** What went through at an instant: 1,000 octets a second in, a tenth of it out. */
const truthAt = (atMs: number) => ({ in: atMs, out: atMs / 10 });
const sample = (atMs: number, more: Partial<TrafficSample> = {}): TrafficSample => ({
  deviceId: 'rt-1',
  interface: 'wan',
  linkId: 'line-1',
  atMs,
  intervalMs: 3_000,
  inOctets: 3_000,
  outOctets: 300,
  inBitsPerSecond: 8_000,
  outBitsPerSecond: 800,
  ...more,
});
function tallyOf(samples: readonly TrafficSample[], more: Partial<BandwidthTallyOptions> = {}) {
  const tally = createBandwidthTally({
    log: { add: () => undefined, at: (_device, _name, atMs) => truthAt(atMs) },
    startOf: () => undefined,
    ...more,
  });
  tally.take(samples);
  tally.settle();
  return tally;
}

describe('createBandwidthTally', () => {
  test('sums up what was measured and what was true over the same stretches', () => {
    const [tally] = tallyOf([sample(6_000), sample(9_000, { inOctets: 2_900 })]).tallies();

    expect(tally).toMatchObject({ linkId: 'line-1', deviceId: 'rt-1', interface: 'wan', gaps: 0, wraps: 0 });
    expect(tally?.polls).toEqual([
      { atMs: 3_000, coveredMs: 0, measured: { in: 0, out: 0 }, truth: { in: 0, out: 0 } },
      { atMs: 6_000, coveredMs: 3_000, measured: { in: 3_000, out: 300 }, truth: { in: 3_000, out: 300 } },
      { atMs: 9_000, coveredMs: 6_000, measured: { in: 5_900, out: 600 }, truth: { in: 6_000, out: 600 } },
    ]);
  });

  test('what went through while there was no rate counts on neither side', () => {
    const [tally] = tallyOf([sample(6_000), sample(15_000)]).tallies();

    expect(tally).toMatchObject({ gaps: 1 });
    expect(tally?.polls.at(-1)).toMatchObject({
      coveredMs: 6_000,
      measured: { in: 6_000 },
      truth: { in: 6_000 },
    });
  });

  test('waits for the truth of a rate that comes in before it', () => {
    let knownMs = 5_000;
    const at = (_device: string, _name: string, atMs: number) =>
      atMs <= knownMs ? truthAt(atMs) : undefined;
    const tally = tallyOf([sample(6_000)], { log: { add: () => undefined, at } });
    expect(tally.tallies()).toEqual([]);

    knownMs = 6_000;
    tally.settle();

    expect(tally.tallies()).toHaveLength(1);
  });

  test('leaves out rates of before the log begins, and of interfaces that no link is measured at', () => {
    const at = (_device: string, _name: string, atMs: number) => (atMs >= 4_000 ? truthAt(atMs) : undefined);
    const { linkId: _none, ...unlinked } = sample(9_000);

    expect(tallyOf([sample(6_000), unlinked], { log: { add: () => undefined, at } }).tallies()).toEqual([]);
  });

  test('counts how often a 32-bit counter came round', () => {
    const start = { in: 2 ** 32 - 7_000, out: 2 ** 32 - 700 };

    const [tally] = tallyOf([sample(6_000), sample(9_000), sample(12_000)], {
      startOf: () => start,
    }).tallies();

    expect(tally?.wraps).toBe(2);
  });

  test('remembers of a long time its beginning and its end', () => {
    const [tally] = tallyOf(Array.from({ length: 500 }, (_, place) => sample(3_000 * (place + 2)))).tallies();

    expect(tally?.polls).toHaveLength(40);
    expect(tally?.polls.slice(0, 2).map(({ atMs }) => atMs)).toEqual([3_000, 6_000]);
    expect(tally?.polls.at(-1)).toMatchObject({ atMs: 1_503_000, coveredMs: 1_500_000 });
  });
});
