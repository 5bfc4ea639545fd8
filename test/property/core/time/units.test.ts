import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatBitRate, formatDurationMs, parseBitRate, parseDurationMs } from '#core/time/units.ts';

test('every duration survives being written and read back', () => {
  fc.assert(
    fc.property(fc.nat(), (durationMs) => {
      expect(parseDurationMs(formatDurationMs(durationMs))).toBe(durationMs);
    }),
  );
});

test('every rate of whole kbit/s survives being written and read back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e9 }), (kilobits) => {
      expect(parseBitRate(formatBitRate(kilobits * 1_000))).toBe(kilobits * 1_000);
    }),
  );
});
