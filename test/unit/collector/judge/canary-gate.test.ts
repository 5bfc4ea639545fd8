import { describe, expect, test } from 'vitest';
import { createCanaryGate } from '#collector/judge/canary-gate.ts';
import type { Reading } from '#core/domain/probing.ts';
import type { CoverageEnd } from '#core/domain/sinks.ts';

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

/** Of checks that all have one interval, with coverage on record up to an instant. */
function gateFrom(toMs: number) {
  const gate = createCanaryGate({ latestMs: toMs, ofInterval: () => toMs });
  gate.use(new Set([INTERVAL_MS]), 0);
  return gate;
}

type Gate = ReturnType<typeof gateFrom>;
/** All checks are made in time. */
const IN_TIME: ReadonlyMap<number, number> = new Map();

function see(gate: Gate, atMs: number, provenToMs = IN_TIME) {
  const { coverage, ...release } = gate.goodCanary(atMs);
  return { ...release, coverage: coverage(provenToMs) };
}

function lose(gate: Gate, end: CoverageEnd) {
  const { coverage, ...release } = gate.lose(end);
  return { ...release, coverage: coverage(IN_TIME) };
}

/** Sight that has been good since t = 0. */
function seeing() {
  const gate = gateFrom(0);
  see(gate, 0);
  return gate;
}

describe('readings', () => {
  test('wait for the next good canary, and no longer', () => {
    const gate = seeing();
    gate.hold([reading(1_000), reading(4_000)], LATE_MS);
    gate.hold([reading(6_000)], LATE_MS);

    expect(timesOf(see(gate, 5_000).readings)).toEqual([1_000, 4_000]);
    expect(timesOf(see(gate, 10_000).readings)).toEqual([6_000]);
  });

  test('wait for a canary that was sent after the end of their probe', () => {
    const gate = seeing();
    gate.hold(
      [
        { ...reading(1_000), endMs: 4_000 },
        { ...reading(2_000), endMs: 5_000 },
        { ...reading(3_000), endMs: 5_001 },
      ],
      LATE_MS,
    );

    expect(timesOf(see(gate, 5_000).readings)).toEqual([1_000, 2_000]);
    expect(timesOf(see(gate, 10_000).readings)).toEqual([3_000]);
  });

  test('are dropped and counted by a bad one', () => {
    const gate = seeing();
    gate.hold([reading(1_000), reading(4_000)], LATE_MS);

    expect(lose(gate, 'blind')).toMatchObject({ readings: [], droppedCount: 2 });
    // Nothing of them comes back when gate does.
    expect(see(gate, 10_000)).toMatchObject({ readings: [], droppedCount: 0 });
  });

  test('sent while blind are not believed, even when the next canary is good', () => {
    const gate = seeing();
    lose(gate, 'blind');
    gate.hold([reading(7_000)], LATE_MS);

    expect(see(gate, 10_000)).toMatchObject({
      readings: [],
      droppedCount: 1,
      isReturn: true,
    });
  });

  test('sent while blind are not believed either when they come in after sight is back', () => {
    const gate = seeing();
    lose(gate, 'blind');
    see(gate, 10_000);
    gate.hold([reading(7_000), reading(12_000)], LATE_MS);

    const release = see(gate, 20_000);

    expect(timesOf(release.readings)).toEqual([12_000]);
    expect(release.droppedCount).toBe(1);
  });

  test('of before the clock was set back are not believed when it gets there again', () => {
    const gate = seeing();
    see(gate, 3_600_000);
    lose(gate, 'clock-step');
    expect(gate.hold([reading(3_601_000), reading(4_000)], 5_000)).toEqual({ droppedCount: 1 });
    see(gate, 10_000);

    expect(see(gate, 3_610_000).readings).toEqual([]);
  });

  test('sent before the first canary of all are not believed', () => {
    const gate = gateFrom(0);
    gate.hold([reading(1_000)], LATE_MS);

    expect(see(gate, 2_000)).toMatchObject({
      readings: [],
      droppedCount: 1,
      isReturn: true,
    });
  });
});

describe('coverage', () => {
  test('begins one full interval after the first good canary', () => {
    const gate = seeing();

    expect(see(gate, 60_000).coverage).toEqual([]);
    expect(see(gate, 65_000).coverage).toEqual([{ intervalMs: INTERVAL_MS, fromMs: 60_000, toMs: 65_000 }]);
    expect(see(gate, 70_000).coverage).toEqual([{ intervalMs: INTERVAL_MS, fromMs: 60_000, toMs: 70_000 }]);
  });

  test('ends at the last good canary, with the reason, once', () => {
    const gate = seeing();
    see(gate, 90_000);

    expect(lose(gate, 'blind').coverage).toEqual([
      { intervalMs: INTERVAL_MS, fromMs: 60_000, toMs: 90_000, closed: 'blind' },
    ]);
    expect(lose(gate, 'blind').coverage).toEqual([]);
  });

  test('has no end where it had no beginning', () => {
    const gate = seeing();
    see(gate, 30_000);

    expect(lose(gate, 'stop').coverage).toEqual([]);
  });

  test('resumes one full interval after sight returns', () => {
    const gate = seeing();
    see(gate, 90_000);
    lose(gate, 'blind');
    see(gate, 200_000);

    expect(see(gate, 300_000).coverage).toEqual([
      { intervalMs: INTERVAL_MS, fromMs: 260_000, toMs: 300_000 },
    ]);
  });

  test('never covers a second that is on record already', () => {
    const gate = gateFrom(500_000);
    see(gate, 0);

    expect(see(gate, 400_000).coverage).toEqual([]);
    // What was probed before is older than the record: that has to be seen anew as after any gap.
    expect(see(gate, 550_000).coverage).toEqual([]);
    expect(see(gate, 570_000).coverage).toEqual([
      { intervalMs: INTERVAL_MS, fromMs: 560_000, toMs: 570_000 },
    ]);
  });
});

describe('at equal instants', () => {
  test.each([
    { sentMs: 4_999, isHeld: true },
    { sentMs: 5_000, isHeld: true },
    { sentMs: 5_001, isHeld: false },
  ])('a reading sent at $sentMs is held at 5000: $isHeld', ({ sentMs, isHeld }) => {
    const gate = seeing();

    expect(gate.hold([reading(sentMs)], 5_000)).toEqual({ droppedCount: isHeld ? 0 : 1 });
    expect(timesOf(see(gate, 9_000).readings)).toEqual(isHeld ? [sentMs] : []);
  });

  test.each([
    { sentMs: 9_999, released: [], droppedCount: 1 },
    { sentMs: 10_000, released: [10_000], droppedCount: 0 },
    { sentMs: 10_001, released: [10_001], droppedCount: 0 },
  ])(
    'a reading sent at $sentMs is believed of a gate that is back at 10000: $released',
    ({ sentMs, ...expected }) => {
      const gate = seeing();
      lose(gate, 'blind');
      see(gate, 10_000);
      gate.hold([reading(sentMs)], LATE_MS);

      const { readings, droppedCount } = see(gate, 15_000);

      expect({ released: timesOf(readings), droppedCount }).toEqual(expected);
    },
  );

  test.each([
    { canaryMs: 59_999, coverage: [] },
    { canaryMs: 60_000, coverage: [] },
    { canaryMs: 60_001, coverage: [{ intervalMs: INTERVAL_MS, fromMs: 60_000, toMs: 60_001 }] },
  ])('a canary at $canaryMs covers what began at 60000 by $coverage', ({ canaryMs, coverage }) => {
    const gate = seeing();

    expect(see(gate, canaryMs).coverage).toEqual(coverage);
    expect(lose(gate, 'stop').coverage).toEqual(coverage.map((one) => ({ ...one, closed: 'stop' })));
  });

  test.each([
    { recordedToMs: 4_999, fromMs: 65_000 },
    { recordedToMs: 5_000, fromMs: 65_000 },
    { recordedToMs: 5_001, fromMs: 65_001 },
  ])(
    'a record up to $recordedToMs has what is seen from 5000 on covered from $fromMs',
    ({ recordedToMs, fromMs }) => {
      const gate = gateFrom(recordedToMs);
      see(gate, 5_000);

      expect(see(gate, 90_000).coverage).toEqual([{ intervalMs: INTERVAL_MS, fromMs, toMs: 90_000 }]);
    },
  );
});

describe('coverage of checks that are not made in time', () => {
  test('goes as far as they were made, never back, and catches up', () => {
    const gate = seeing();

    expect(see(gate, 90_000, new Map([[INTERVAL_MS, 70_000]])).coverage).toEqual([
      { intervalMs: INTERVAL_MS, fromMs: 60_000, toMs: 70_000 },
    ]);
    expect(see(gate, 95_000, new Map([[INTERVAL_MS, 65_000]])).coverage).toEqual([]);
    expect(see(gate, 100_000, new Map([[INTERVAL_MS, 130_000]])).coverage).toEqual([
      { intervalMs: INTERVAL_MS, fromMs: 60_000, toMs: 100_000 },
    ]);
  });

  test('ends where it went to', () => {
    const gate = seeing();
    see(gate, 90_000, new Map([[INTERVAL_MS, 70_000]]));

    expect(lose(gate, 'stop').coverage).toEqual([
      { intervalMs: INTERVAL_MS, fromMs: 60_000, toMs: 70_000, closed: 'stop' },
    ]);
  });

  test('does not begin before they were made', () => {
    const gate = seeing();

    expect(see(gate, 90_000, new Map([[INTERVAL_MS, 60_000]])).coverage).toEqual([]);
    expect(lose(gate, 'stop').coverage).toEqual([]);
  });
});

describe('coverage of several intervals', () => {
  const every = (...intervalsMs: readonly number[]) => new Set(intervalsMs);

  /** Good since t = 0, of checks every five seconds and every hour. */
  function seeingBoth() {
    const gate = createCanaryGate({ latestMs: 0, ofInterval: () => 0 });
    gate.use(every(3_600_000, 5_000), 0);
    see(gate, 0);
    return gate;
  }

  test('begins for each after one interval of its own', () => {
    const gate = seeingBoth();

    expect(see(gate, 10_000).coverage).toEqual([{ intervalMs: 5_000, fromMs: 5_000, toMs: 10_000 }]);
    expect(see(gate, 3_605_000).coverage).toEqual([
      { intervalMs: 5_000, fromMs: 5_000, toMs: 3_605_000 },
      { intervalMs: 3_600_000, fromMs: 3_600_000, toMs: 3_605_000 },
    ]);
  });

  test('that was lost for eleven seconds is there again five seconds after the next good canary', () => {
    const gate = seeingBoth();
    see(gate, 100_000);
    lose(gate, 'blind');
    see(gate, 111_000);

    expect(see(gate, 121_000).coverage).toEqual([{ intervalMs: 5_000, fromMs: 116_000, toMs: 121_000 }]);
  });

  test('of an interval that comes into use begins one interval later, and of one that none has any more ends', () => {
    const gate = seeingBoth();
    see(gate, 100_000);

    expect(gate.use(every(3_600_000, 60_000), 103_000)).toEqual([
      { intervalMs: 5_000, fromMs: 5_000, toMs: 100_000, closed: 'reload' },
    ]);
    expect(see(gate, 163_000).coverage).toEqual([]);
    expect(see(gate, 163_001).coverage).toEqual([{ intervalMs: 60_000, fromMs: 163_000, toMs: 163_001 }]);
  });

  test('of an interval that comes back into use covers no second twice', () => {
    const gate = seeingBoth();
    see(gate, 100_000);
    gate.use(every(60_000), 101_000);
    gate.use(every(5_000), 97_000);

    expect(see(gate, 105_000).coverage).toEqual([]);
    expect(see(gate, 106_000).coverage).toEqual([{ intervalMs: 5_000, fromMs: 105_000, toMs: 106_000 }]);
  });

  test('goes on from what is on record of the same interval, whatever is of others', () => {
    const gate = createCanaryGate({
      latestMs: 900_000,
      ofInterval: (intervalMs) => (intervalMs === 5_000 ? 50_000 : 900_000),
    });
    gate.use(every(5_000, 60_000), 0);
    see(gate, 40_000);

    expect(see(gate, 70_000).coverage).toEqual([{ intervalMs: 5_000, fromMs: 55_000, toMs: 70_000 }]);
  });
});
