import { describe, expect, test } from 'vitest';
import { createSight } from '#collector/sight.ts';
import type { Reading } from '#core/probing.ts';

const INTERVAL_MS = 60_000;
/** After everything that is probed here. */
const LATE_MS = 10_000_000;
const reading = (atMs: number): Reading => ({
  deviceId: `cam-${atMs}`,
  indicator: 'reach',
  atMs,
  outcome: { ok: true, measurements: {} },
});
const timesOf = (readings: readonly Reading[]) => readings.map(({ atMs }) => atMs);

/** Sight that has been good since t = 0. */
function seeing() {
  const sight = createSight(0);
  sight.goodCanary(0, INTERVAL_MS);
  return sight;
}

describe('readings', () => {
  test('wait for the next good canary, and no longer', () => {
    const sight = seeing();
    sight.hold([reading(1_000), reading(4_000)], LATE_MS);
    sight.hold([reading(6_000)], LATE_MS);

    expect(timesOf(sight.goodCanary(5_000, INTERVAL_MS).readings)).toEqual([1_000, 4_000]);
    expect(timesOf(sight.goodCanary(10_000, INTERVAL_MS).readings)).toEqual([6_000]);
  });

  test('wait for a canary that was sent after the end of their probe', () => {
    const sight = seeing();
    sight.hold(
      [
        { ...reading(1_000), endMs: 4_000 },
        { ...reading(2_000), endMs: 5_000 },
        { ...reading(3_000), endMs: 5_001 },
      ],
      LATE_MS,
    );

    expect(timesOf(sight.goodCanary(5_000, INTERVAL_MS).readings)).toEqual([1_000, 2_000]);
    expect(timesOf(sight.goodCanary(10_000, INTERVAL_MS).readings)).toEqual([3_000]);
  });

  test('are dropped and counted by a bad one', () => {
    const sight = seeing();
    sight.hold([reading(1_000), reading(4_000)], LATE_MS);

    expect(sight.lose('blind')).toMatchObject({ readings: [], droppedCount: 2 });
    // Nothing of them comes back when sight does.
    expect(sight.goodCanary(10_000, INTERVAL_MS)).toMatchObject({ readings: [], droppedCount: 0 });
  });

  test('sent while blind are not believed, even when the next canary is good', () => {
    const sight = seeing();
    sight.lose('blind');
    sight.hold([reading(7_000)], LATE_MS);

    expect(sight.goodCanary(10_000, INTERVAL_MS)).toMatchObject({
      readings: [],
      droppedCount: 1,
      isReturn: true,
    });
  });

  test('sent while blind are not believed either when they come in after sight is back', () => {
    const sight = seeing();
    sight.lose('blind');
    sight.goodCanary(10_000, INTERVAL_MS);
    sight.hold([reading(7_000), reading(12_000)], LATE_MS);

    const release = sight.goodCanary(20_000, INTERVAL_MS);

    expect(timesOf(release.readings)).toEqual([12_000]);
    expect(release.droppedCount).toBe(1);
  });

  test('of before the clock was set back are not believed when it gets there again', () => {
    const sight = seeing();
    sight.goodCanary(3_600_000, INTERVAL_MS);
    sight.lose('clock-step');
    expect(sight.hold([reading(3_601_000), reading(4_000)], 5_000)).toEqual({ droppedCount: 1 });
    sight.goodCanary(10_000, INTERVAL_MS);

    expect(sight.goodCanary(3_610_000, INTERVAL_MS).readings).toEqual([]);
  });

  test('sent before the first canary of all are not believed', () => {
    const sight = createSight(0);
    sight.hold([reading(1_000)], LATE_MS);

    expect(sight.goodCanary(2_000, INTERVAL_MS)).toMatchObject({
      readings: [],
      droppedCount: 1,
      isReturn: true,
    });
  });
});

describe('coverage', () => {
  test('begins one full interval after the first good canary', () => {
    const sight = seeing();

    expect(sight.goodCanary(60_000, INTERVAL_MS).coverage).toBeUndefined();
    expect(sight.goodCanary(65_000, INTERVAL_MS).coverage).toEqual({ fromMs: 60_000, toMs: 65_000 });
    expect(sight.goodCanary(70_000, INTERVAL_MS).coverage).toEqual({ fromMs: 60_000, toMs: 70_000 });
  });

  test('ends at the last good canary, with the reason, once', () => {
    const sight = seeing();
    sight.goodCanary(90_000, INTERVAL_MS);

    expect(sight.lose('blind').coverage).toEqual({ fromMs: 60_000, toMs: 90_000, closed: 'blind' });
    expect(sight.lose('blind').coverage).toBeUndefined();
  });

  test('has no end where it had no beginning', () => {
    const sight = seeing();
    sight.goodCanary(30_000, INTERVAL_MS);

    expect(sight.lose('stop').coverage).toBeUndefined();
  });

  test('resumes one full interval after sight returns', () => {
    const sight = seeing();
    sight.goodCanary(90_000, INTERVAL_MS);
    sight.lose('blind');
    sight.goodCanary(200_000, INTERVAL_MS);

    expect(sight.goodCanary(300_000, INTERVAL_MS).coverage).toEqual({ fromMs: 260_000, toMs: 300_000 });
  });

  test('never covers a second that is on record already', () => {
    const sight = createSight(500_000);
    sight.goodCanary(0, INTERVAL_MS);

    expect(sight.goodCanary(400_000, INTERVAL_MS).coverage).toBeUndefined();
    // What was probed before is older than the record: that has to be seen anew as after any gap.
    expect(sight.goodCanary(550_000, INTERVAL_MS).coverage).toBeUndefined();
    expect(sight.goodCanary(570_000, INTERVAL_MS).coverage).toEqual({ fromMs: 560_000, toMs: 570_000 });
  });
});
