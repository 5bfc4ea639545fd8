import { describe, expect, test } from 'vitest';
import { createCounterLog } from '#demo/run/measuring/counter-log.ts';

const counters = (atMs: number, inOctets: number, outOctets = 0) => ({
  atMs,
  uptimeMs: 0,
  interfaces: [
    { name: 'wan', inOctets, outOctets },
    { name: 'other', inOctets: 7, outOctets: 7 },
  ],
});
function logOf(...readings: readonly ReturnType<typeof counters>[]) {
  const log = createCounterLog((_device, name) => name === 'wan');
  for (const reading of readings) log.add('rt-1', reading);
  return log;
}

describe('createCounterLog', () => {
  test('knows what had gone through at an instant between two readings', () => {
    const log = logOf(counters(1_000, 500, 10), counters(2_000, 1_500, 30));

    expect(log.at('rt-1', 'wan', 1_250)).toEqual({ in: 750, out: 15 });
    expect(log.at('rt-1', 'wan', 2_000)).toMatchObject({ in: 1_500, out: 30 });
  });

  test('does not guess before its first reading or after its last', () => {
    const log = logOf(counters(1_000, 500), counters(2_000, 1_500));

    expect(log.at('rt-1', 'wan', 999)).toBeUndefined();
    expect(log.at('rt-1', 'wan', 2_001)).toBeUndefined();
  });

  test('keeps nothing of interfaces that nobody asks for, and forgets after a minute', () => {
    const log = logOf(counters(0, 1), counters(30_000, 2), counters(61_000, 3), counters(62_000, 4));

    expect(log.at('rt-1', 'other', 61_500)).toBeUndefined();
    expect(log.at('rt-1', 'wan', 15_000)).toBeUndefined();
    expect(log.at('rt-1', 'wan', 61_500)).toEqual({ in: 3.5, out: 0 });
  });
});
