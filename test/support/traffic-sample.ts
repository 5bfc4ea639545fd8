import type { TrafficSample } from '#core/domain/traffic.ts';

/** What a port carried in a minute: 10 Mbit/s in, 2 Mbit/s out, unless other octets are given. */
export function trafficSample(atMs: number, rest: Partial<TrafficSample> = {}): TrafficSample {
  const { intervalMs = 60_000, inOctets = 75_000_000, outOctets = 15_000_000 } = rest;
  return {
    deviceId: 'router-1',
    interface: 'ge-0/0/1',
    atMs,
    intervalMs,
    inOctets,
    outOctets,
    inBitsPerSecond: (inOctets * 8_000) / intervalMs,
    outBitsPerSecond: (outOctets * 8_000) / intervalMs,
    ...rest,
  };
}
