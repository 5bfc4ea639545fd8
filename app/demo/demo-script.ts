import type { Config } from '../../config/load-config.ts';
import { scriptFaults, shortestScriptMs } from '../../simulator/faults/build-script.ts';
import { createConsequenceFinder } from '../../simulator/faults/consequences.ts';
import type { Fault } from '../../simulator/faults/fault.ts';
import { type Act, planAct } from '../../simulator/faults/plan-act.ts';
import { buildTiming, type Timing } from '../../simulator/faults/timing.ts';
import type { Means } from './choose-means.ts';
import { icmpPortOf } from './create-maker.ts';
import type { DemoOptions } from './demo-options.ts';
import { DEMO_CHECK } from './demo-settings.ts';

/** What will go wrong in a demo, and what each fault must bring down. */
export interface DemoScript {
  readonly faults: Iterable<Fault>;
  readonly actOf: (fault: Fault) => Act;
  readonly timing: Timing;
}

export function buildDemoScript(
  { inventory, settings: { profiles } }: Config,
  means: Means,
  { seed, forMs }: Pick<DemoOptions, 'seed' | 'forMs'>,
  nowMs: number,
): DemoScript {
  const consequencesOf = createConsequenceFinder(inventory, profiles, nowMs);
  const timing = timingOf(means.icmp);
  const length = forMs === undefined ? {} : { durationMs: forMs };
  return {
    faults: scriptFaults({ inventory, consequencesOf, timing, seed, ...length }),
    actOf: (fault) => planAct(fault, { inventory, consequencesOf, profiles, icmpPort: icmpPortOf(means) }),
    timing,
  };
}

/** The shortest time in which a demo can show everything, however it makes its faults. */
export function shortestDemoMs(): number {
  return Math.max(shortestScriptMs(timingOf('fping')), shortestScriptMs(timingOf('tcp')));
}

function timingOf(icmp: Means['icmp']): Timing {
  const { icmpTimeoutMs, tcpTimeoutMs, ...check } = DEMO_CHECK;
  // Both engines are at work in either case: each bound is that of the slower one.
  const single = buildTiming({ ...check, timeoutMs: tcpTimeoutMs }, 'single');
  return icmp === 'tcp'
    ? single
    : maxTiming(single, buildTiming({ ...check, timeoutMs: icmpTimeoutMs }, 'batch'));
}

function maxTiming(a: Timing, b: Timing): Timing {
  return {
    toleranceMs: Math.max(a.toleranceMs, b.toleranceMs),
    confirmedWithinMs: Math.max(a.confirmedWithinMs, b.confirmedWithinMs),
    recoveredWithinMs: Math.max(a.recoveredWithinMs, b.recoveredWithinMs),
  };
}
