import type { Reading } from '#core/domain/probing.ts';

/** `count` answered pings of one camera, a second apart. */
export function readingsOf(deviceId: string, count: number, firstAtMs: number): readonly Reading[] {
  return Array.from({ length: count }, (_, index) => ({
    deviceId,
    indicator: 'reach' as const,
    atMs: firstAtMs + index * 1_000,
    outcome: { ok: true as const, measurements: { rttMinMs: 1, rttAvgMs: 2, rttMaxMs: 3, lossRatio: 0 } },
  }));
}
