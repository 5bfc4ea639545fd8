import { TRAFFIC_BINS, type TrafficDay } from '#core/domain/traffic.ts';

const CAPACITY = 100_000_000;

/** The histogram of five-minute means, in bits per second. */
export function trafficDay(bitsPerSecond: readonly number[], rest: Partial<TrafficDay> = {}): TrafficDay {
  const { capacityBitsPerSecond = CAPACITY } = rest;
  const histogram = Array.from({ length: TRAFFIC_BINS }, () => 0);
  for (const value of bitsPerSecond) {
    const bin = Math.min(TRAFFIC_BINS - 1, Math.floor((value * 100) / capacityBitsPerSecond));
    histogram[bin] = (histogram[bin] ?? 0) + 1;
  }
  return {
    linkId: 'line-1',
    date: '2026-11-25',
    direction: 'in',
    capacityBitsPerSecond,
    samples: bitsPerSecond.length,
    histogram,
    octets: bitsPerSecond.reduce((total, value) => total + Math.round((value / 8) * 300), 0),
    ...rest,
  };
}
