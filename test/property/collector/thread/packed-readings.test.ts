import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packReadings, unpackReadings } from '#collector/thread/packed-readings.ts';
import type { ProbeOutcome, Reading } from '#core/domain/probing.ts';

const ms = fc.integer({ min: 0, max: 2 ** 42 });
const ratio = fc.double({ min: 0, max: 1, noNaN: true });
const measurements = fc.record(
  { rttMinMs: ratio, rttAvgMs: ratio, rttMaxMs: ratio, jitterMs: ratio, lossRatio: ratio, connectMs: ratio },
  { requiredKeys: [] },
);
const failed = fc
  .record({
    reason: fc.constantFrom('timeout' as const, 'internal' as const, 'refused' as const),
    detail: fc.string(),
    measurements,
  })
  .map(({ measurements: measured, ...said }): ProbeOutcome => {
    const hasMeasured = Object.keys(measured).length > 0;
    return { ok: false, ...said, ...(hasMeasured && { measurements: measured }) };
  });
const answered = measurements.map((measured): ProbeOutcome => ({ ok: true, measurements: measured }));
const reading: fc.Arbitrary<Reading> = fc.record(
  {
    deviceId: fc.stringMatching(/^[a-z0-9-]{1,12}$/),
    indicator: fc.constant('reach' as const),
    atMs: ms,
    endMs: ms,
    provenMs: ms,
    askedMs: ms,
    outcome: fc.oneof(answered, failed),
  },
  { requiredKeys: ['deviceId', 'indicator', 'atMs', 'outcome'] },
);

test('what was packed is what comes out', () => {
  fc.assert(
    fc.property(fc.array(reading, { minLength: 1 }), (readings) => {
      const packed = packReadings(readings);

      expect(packed && unpackReadings(packed)).toEqual(readings);
    }),
  );
});

const plain: Reading = {
  ...{ deviceId: 'cam', indicator: 'reach', atMs: 1, outcome: { ok: true, measurements: { lossRatio: 0 } } },
};

test.each<[string, Reading]>([
  ['a report', { ...plain, outcome: { ok: true, measurements: {}, report: { clockOffsetMs: 1 } } }],
  ['another number', { ...plain, outcome: { ok: true, measurements: { describeMs: 1 } } }],
  ['a flaw', { ...plain, outcome: { ok: true, measurements: {}, degraded: { reason: 'disk', detail: '' } } }],
  ['another rung', { ...plain, indicator: 'service' }],
])('readings with %s are not packed', (_what, other) => {
  expect(packReadings([plain, plain])).toBeDefined();
  expect(packReadings([plain, other])).toBeUndefined();
});

test('nothing is not packed', () => {
  expect(packReadings([])).toBeUndefined();
});
