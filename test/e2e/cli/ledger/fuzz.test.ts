import { expect, test } from 'vitest';
import { minutes } from '#core/time/units.ts';
import { fuzzRun } from '#test/support/fuzz/fuzz-run.ts';

const MEGABYTE = 1_000_000;

// The short form of `npm run bench -- fuzz`.
test(
  'camwatch outlives devices of which nearly every answer is wrong, and names what is wrong from the closed set',
  async () => {
    const wanted = { snmp: 5_000, onvif: 150, http: 150, rtsp: 150 };

    const { sent, outcomes, strange, faults, memory, exitCode } = await fuzzRun({
      devices: 60,
      wanted,
      seed: 15,
      mostMs: minutes(5),
    });

    expect(faults).toEqual([]);
    expect(strange).toEqual([]);
    expect(exitCode).toBe(0);
    expect(sent.snmp).toBeGreaterThanOrEqual(wanted.snmp);
    expect(Math.min(sent.onvif, sent.http, sent.rtsp)).toBeGreaterThanOrEqual(150);
    // Wrong answers are found wrong, each in its way, and right ones among them still count.
    for (const prober of ['snmp', 'onvif', 'rtsp'])
      expect(outcomes.get(`${prober} malformed`)).toBeGreaterThan(0);
    expect(outcomes.get('onvif ok')).toBeGreaterThan(0);
    const heaps = memory.map(({ heapBytes }) => heapBytes);
    const [half] = [heaps[Math.floor(heaps.length / 2)] ?? 0];
    expect(heaps.at(-1)).toBeLessThan(half + 30 * MEGABYTE);
  },
  minutes(8),
);
