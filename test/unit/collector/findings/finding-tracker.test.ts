import { describe, expect, test } from 'vitest';
import { createFindingTracker } from '#collector/findings/finding-tracker.ts';
import type { FindingCode, FindingObservation, RecordedFinding } from '#core/domain/findings.ts';
import { createMetrics } from '#core/names/metrics.ts';
import { hours } from '#core/time/units.ts';

function look(
  code: FindingCode,
  isPresent: boolean,
  atMs: number,
  more: Partial<FindingObservation> = {},
): FindingObservation {
  return { entity: 'device:cam', code, subject: '', isPresent, atMs, values: {}, ...more };
}

const standing: RecordedFinding = {
  entity: 'device:cam',
  code: 'firmware-old',
  subject: '',
  firstMs: 100,
  lastMs: 900,
  values: {},
};

function setUp(recorded: readonly RecordedFinding[] = []) {
  const metrics = createMetrics();
  const tracker = createFindingTracker(recorded, { metrics });
  return { tracker, counted: async () => (await metrics.camwatch_findings.get()).values };
}

describe('a finding', () => {
  test('is told when it is found and when it is gone, and once an hour while it stands', () => {
    const { tracker } = setUp();
    const looks = [
      look('firmware-old', false, 0),
      look('firmware-old', true, 1),
      look('firmware-old', true, 2),
      look('firmware-old', true, hours(1)),
      look('firmware-old', true, hours(1) + 1),
      look('firmware-old', false, hours(2)),
      look('firmware-old', false, hours(3)),
    ];

    const told = looks.flatMap((one) => tracker.take([one])).map(({ isPresent, atMs }) => [isPresent, atMs]);

    expect(told).toEqual([
      [true, 1],
      [true, hours(1) + 1],
      [false, hours(2)],
    ]);
  });

  test.each(['clock-drift', 'contradiction'] as const)('of code %s needs two looks in a row', (code) => {
    const { tracker } = setUp();

    expect(tracker.take([look(code, true, 1)])).toEqual([]);
    expect(tracker.take([look(code, false, 2), look(code, true, 3)])).toEqual([]);
    expect(tracker.take([look(code, true, 4)])).toHaveLength(1);
  });

  test('is one for each subject', () => {
    const { tracker } = setUp();
    tracker.take([look('disk-trouble', true, 1, { subject: 'hdd1' })]);

    expect(tracker.take([look('disk-trouble', true, 2, { subject: 'hdd2' })])).toHaveLength(1);
    expect(tracker.take([look('disk-trouble', false, 3, { subject: 'hdd3' })])).toEqual([]);
    expect(tracker.standsSinceMs('device:cam', 'disk-trouble', 'hdd1')).toBe(1);
    expect(tracker.standsSinceMs('device:cam', 'disk-trouble', 'hdd3')).toBeUndefined();
  });

  test('that stood at the end of the run before is gone on, and ended', () => {
    const { tracker } = setUp([standing, { ...standing, subject: 'old', goneMs: 950 }]);

    expect(tracker.standsSinceMs('device:cam', 'firmware-old', '')).toBe(100);
    expect(tracker.take([look('firmware-old', true, 1_000)])).toEqual([]);
    expect(tracker.take([look('firmware-old', false, 1_100)])).toHaveLength(1);
    expect(tracker.take([look('firmware-old', false, 1_100, { subject: 'old' })])).toEqual([]);
  });

  test('ends with its device or link', () => {
    const { tracker } = setUp([standing]);
    tracker.take([look('clock-drift', true, 1)]);

    expect(tracker.replace(() => true, 5)).toEqual([]);
    expect(tracker.replace(() => false, 5)).toEqual([look('firmware-old', false, 5)]);
    expect(tracker.replace(() => false, 6)).toEqual([]);
  });
});

test('findings that stand are counted by code', async () => {
  const { tracker, counted } = setUp([standing]);
  tracker.take([look('disk-trouble', true, 1, { subject: 'a' }), look('clock-drift', true, 1)]);
  tracker.take([look('disk-trouble', true, 1, { subject: 'b' }), look('firmware-old', false, 2)]);

  expect(Object.fromEntries((await counted()).map(({ labels, value }) => [labels.code, value]))).toEqual({
    'firmware-old': 0,
    'disk-trouble': 2,
  });
});

test('a device that makes up names does not fill the memory', () => {
  const { tracker } = setUp();
  const made = Array.from({ length: 1_000 }, (_, index) =>
    look('disk-trouble', true, 1, { subject: `d${index}` }),
  );

  expect(tracker.take(made)).toHaveLength(64);
});

test('made-up names leave room for findings of other codes', () => {
  const { tracker } = setUp();
  tracker.take(
    Array.from({ length: 1_000 }, (_, index) => look('disk-trouble', true, 1, { subject: `d${index}` })),
  );

  expect(tracker.take([look('serial-changed', true, 2)])).toHaveLength(1);
});

test('a finding that comes and goes all day is told a bounded number of times, and stands in the end', () => {
  const { tracker } = setUp();
  const flapping = Array.from({ length: 1_000 }, (_, index) =>
    look('disk-trouble', index % 2 === 0, index * 60_000, { subject: `d${index >> 1}` }),
  );

  const told = tracker.take(flapping);

  expect(told.filter(({ isPresent }) => !isPresent)).toHaveLength(64);
  expect(told.length).toBeLessThanOrEqual(64 + 64 + 64);
  expect(tracker.standsSinceMs('device:cam', 'disk-trouble', 'd64')).toBeDefined();
  expect(tracker.take([look('disk-trouble', false, hours(40), { subject: 'd64' })])).toHaveLength(1);
});
