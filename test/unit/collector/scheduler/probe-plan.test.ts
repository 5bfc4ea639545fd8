import { describe, expect, test } from 'vitest';
import { createProbePlan } from '#collector/scheduler/probe-plan.ts';
import type { ScheduledWatch } from '#collector/scheduler/watch-list.ts';
import type { FailureReason, ProbeOutcome } from '#core/domain/probing.ts';
import { hours, minutes, seconds } from '#core/time/units.ts';
import { device } from '#test/support/inventory.ts';

const watch: ScheduledWatch = {
  deviceId: 'cam',
  device: device({ id: 'cam' }),
  address: '127.0.0.1',
  port: undefined,
  phaseMs: 0,
  interfaces: [],
  lines: [],
  check: {
    indicator: 'service',
    prober: 'onvif',
    intervalMs: minutes(1),
    timeoutMs: 1_000,
    transport: 'plain',
    playMs: 0,
    detailsEveryMs: hours(24),
    confirm: 3,
    recheckMs: 5_000,
    degradedLossRatio: 0.5,
  },
};
const well: ProbeOutcome = { ok: true, measurements: {} };
const failed = (reason: FailureReason): ProbeOutcome => ({ ok: false, reason, detail: '' });
const turnedAway: ProbeOutcome = {
  ok: true,
  measurements: {},
  report: { access: { protocol: 'onvif', refused: 'credentials' } },
};

function setUp(entryCount = 1, hasTime = true) {
  const time = { nowMs: hours(1_000) };
  return {
    time,
    plan: createProbePlan(
      entryCount,
      () => time.nowMs,
      () => hasTime,
    ),
  };
}

describe('details', () => {
  test('are asked for at first, and again when a day has passed', () => {
    const { plan, time } = setUp();
    expect(plan.depthOf(0, watch, time.nowMs)).toBe('details');
    plan.plan(0, watch, well, 'details', time.nowMs);

    expect(plan.depthOf(0, watch, time.nowMs + hours(24) - 1)).toBe('health');
    expect(plan.depthOf(0, watch, time.nowMs + hours(24))).toBe('details');
  });

  test('are asked for again at the next probe where this one failed', () => {
    const { plan, time } = setUp();
    plan.plan(0, watch, failed('timeout'), 'details', time.nowMs);

    expect(plan.depthOf(0, watch, time.nowMs + minutes(1))).toBe('details');
  });

  test('are asked for again after five intervals where there was no time for all of them', () => {
    const { plan, time } = setUp();
    plan.plan(0, watch, { ...well, lacksDetails: true }, 'details', time.nowMs);

    expect(plan.depthOf(0, watch, time.nowMs + minutes(5) - 1)).toBe('health');
    expect(plan.depthOf(0, watch, time.nowMs + minutes(5))).toBe('details');
  });

  test('wait an hour where the login was turned away', () => {
    const { plan, time } = setUp();
    plan.plan(0, watch, turnedAway, 'details', time.nowMs);

    expect(plan.depthOf(0, watch, time.nowMs + hours(1) - 1)).toBe('health');
    expect(plan.depthOf(0, watch, time.nowMs + hours(1))).toBe('details');
  });

  test('of a whole city are spread: twenty a second', () => {
    const { plan, time } = setUp(1_000);
    const ask = () =>
      Array.from({ length: 1_000 }, (_, entry) => plan.depthOf(entry, watch, time.nowMs)).filter(
        (depth) => depth === 'details',
      ).length;

    expect(ask()).toBe(20);
    time.nowMs += 500;
    expect(ask()).toBe(10);
  });

  test('are nothing that a ping has', () => {
    const { plan, time } = setUp();
    const ping = { ...watch, check: { ...watch.check, prober: 'icmp' as const } };

    expect(plan.depthOf(0, ping, time.nowMs)).toBe('health');
  });

  test('wait where checks leave no time for them, but for those that somebody asks for', () => {
    const { plan, time } = setUp(1, false);

    expect(plan.depthOf(0, watch, time.nowMs)).toBe('health');
    plan.wantDetails(0);
    expect(plan.depthOf(0, watch, time.nowMs)).toBe('details');
  });

  test('come at once where somebody asks for the device', () => {
    const { plan, time } = setUp();
    plan.plan(0, watch, well, 'details', time.nowMs);
    plan.wantDetails(0);

    expect(plan.depthOf(0, watch, time.nowMs)).toBe('details');
  });
});

describe('a check that is refused', () => {
  const refuse = (times: number) => {
    const { plan, time } = setUp();
    let dueMs = 0;
    for (let count = 0; count < times; count++)
      dueMs = plan.plan(0, watch, failed('credentials'), 'health', time.nowMs);
    return { plan, time, waitMs: dueMs - time.nowMs };
  };

  test.each([
    [1, minutes(1)],
    [2, minutes(1)],
    [3, minutes(2)],
    [4, minutes(4)],
    [9, hours(1)],
    [200, hours(1)],
  ])('for the %d. time comes again after %d ms: accounts lock', (times, waitMs) => {
    expect(refuse(times).waitMs).toBe(waitMs);
  });

  test('is back at its pace after an answer', () => {
    const { plan, time } = refuse(9);
    plan.plan(0, watch, well, 'health', time.nowMs);

    expect(plan.plan(0, watch, failed('credentials'), 'health', time.nowMs)).toBe(time.nowMs + minutes(1));
  });

  test('is not confused with one that fails', () => {
    const { plan, time } = setUp();
    for (let count = 0; count < 9; count++) plan.plan(0, watch, failed('timeout'), 'health', time.nowMs);

    expect(plan.plan(0, watch, failed('timeout'), 'health', time.nowMs + seconds(1))).toBe(
      time.nowMs + minutes(1),
    );
  });
});

describe('of a list that takes the place of another', () => {
  test('details come when they would have come', () => {
    const { plan: before, time } = setUp();
    before.plan(0, watch, well, 'details', time.nowMs);
    const { plan } = setUp(2);
    plan.goOnFrom(before, 0, 1);

    expect(plan.depthOf(1, watch, time.nowMs + hours(24) - 1)).toBe('health');
    expect(plan.depthOf(1, watch, time.nowMs + hours(24))).toBe('details');
  });

  test.each([
    ['the details', turnedAway, 'details'],
    ['the check', failed('credentials'), 'health'],
  ] as const)(
    '%s that were refused are asked for anew: what was wrong may be mended',
    (_, outcome, depth) => {
      const { plan: before, time } = setUp();
      before.plan(0, watch, well, 'details', time.nowMs);
      before.plan(0, watch, outcome, depth, time.nowMs);
      before.plan(0, watch, well, 'health', time.nowMs);
      const { plan } = setUp();
      plan.goOnFrom(before, 0, 0);

      expect(before.isRefused(0)).toBe(true);
      expect(plan.depthOf(0, watch, time.nowMs + 1)).toBe('details');
    },
  );
});
