import { describe, expect, test } from 'vitest';
import { seconds } from '#core/time/units.ts';
import { demoCheck } from '#demo/run/setting/demo-checks.ts';
import { shortestDemoMs } from '#demo/run/setting/demo-script.ts';
import { createPaceOf, createTimingOf } from '#demo/run/setting/demo-timing.ts';
import { chooseTargets } from '#simulator/faults/choose-targets.ts';
import type { Expected, ExpectedState } from '#simulator/faults/expected.ts';
import { FAULT_KINDS } from '#simulator/faults/fault.ts';
import { planAct } from '#simulator/faults/plan-act.ts';
import { faultCity } from '../../../../support/fault-city.ts';
import { HANOI } from '../../../../support/hanoi.ts';

const city = faultCity();
const config = { inventory: city.inventory, settings: HANOI.settings };
const timingOf = createTimingOf(config, 'fping');
const [camera] = [...city.inventory.devices.values()].filter(({ profile }) => profile === 'camera-fixed');
const stateOf = (more: Partial<ExpectedState>): Expected => ({
  shows: 'state',
  entity: `device:${camera?.id}`,
  indicator: 'reach',
  state: 'down',
  reasons: [],
  ...more,
});

describe('createTimingOf', () => {
  test('an edge may lie as far off as the interval and the time-out of its own check', () => {
    expect(timingOf(stateOf({})).toleranceMs).toBe(3_000 + 3 * 250);
    expect(timingOf(stateOf({ indicator: 'service' })).toleranceMs).toBe(4_000 + 1_500);
    expect(timingOf(stateOf({ indicator: 'stream' })).toleranceMs).toBe(6_000 + 1_600);
  });

  test('a full line is seen after the poll in which it began', () => {
    const { intervalMs } = demoCheck('service', 'snmp', 'fping');

    const { toleranceMs } = timingOf(stateOf({ entity: 'link:line-1', indicator: 'capacity' }));

    expect(toleranceMs).toBeGreaterThan(2 * intervalMs);
  });

  test('what was refused is seen in time, and may be seen to be over much later', () => {
    const refused = timingOf(stateOf({ indicator: 'stream', state: 'unknown' }));

    expect(refused.toleranceMs).toBe(7_600);
    expect(refused.endToleranceMs).toBeGreaterThan(seconds(60));
  });
});

describe('createPaceOf', () => {
  test.each(['fping', 'tcp'] as const)('gives each kind as long as what it shows needs (%s)', (icmp) => {
    const paceOf = createPaceOf(icmp);
    const targets = chooseTargets({ city, seed: 1 }, 0);
    const timing = createTimingOf(config, icmp);

    for (const kind of FAULT_KINDS) {
      const act = planAct({ kind, target: targets.get(kind) ?? '' }, city);
      const needed = (act?.expected ?? []).filter(
        (one) => one.shows === 'finding' || one.certainty !== 'may',
      );
      for (const expected of needed) {
        expect(paceOf(kind).confirmedWithinMs).toBeGreaterThanOrEqual(timing(expected).confirmedWithinMs);
      }
    }
  });
});

test('a demo of a minute holds everything', () => {
  expect(shortestDemoMs()).toBeLessThanOrEqual(seconds(55));
});
