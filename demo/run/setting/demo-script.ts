import type { Config } from '../../../config/load-config.ts';
import type { Act } from '../../../simulator/faults/act.ts';
import { scriptFaults, shortestScriptMs } from '../../../simulator/faults/build-script.ts';
import { createConsequenceFinder } from '../../../simulator/faults/consequences.ts';
import type { Expected } from '../../../simulator/faults/expected.ts';
import type { Fault } from '../../../simulator/faults/fault.ts';
import { planAct } from '../../../simulator/faults/plan-act.ts';
import type { Timing } from '../../../simulator/faults/timing.ts';
import type { VirtualDevice } from '../../../simulator/protocols/device/virtual-device.ts';
import type { Means } from './choose-means.ts';
import type { DemoOptions } from './demo-options.ts';
import { createPaceOf, createTimingOf } from './demo-timing.ts';

/** What will go wrong in a demo, and what each fault must show. */
export interface DemoScript {
  readonly faults: Iterable<Fault>;
  readonly actOf: (fault: Fault) => Act;
  readonly timingOf: (expected: Expected) => Timing;
}

export function buildDemoScript(
  config: Config,
  virtual: readonly VirtualDevice[],
  { icmp }: Pick<Means, 'icmp'>,
  { seed, forMs, roundMs }: Pick<DemoOptions, 'seed' | 'forMs' | 'roundMs'>,
  nowMs: number,
): DemoScript {
  const {
    inventory,
    settings: { profiles },
  } = config;
  const consequencesOf = createConsequenceFinder(inventory, profiles, nowMs);
  const byId = new Map(virtual.map((device) => [device.id, device]));
  const city = { inventory, profiles, consequencesOf, virtual: byId, nowMs };
  const length = {
    ...(forMs !== undefined && { durationMs: forMs }),
    ...(roundMs !== undefined && { roundMs }),
  };
  return {
    faults: scriptFaults({ city, seed, paceOf: createPaceOf(icmp), ...length }),
    actOf: (fault) => planAct(fault, city) ?? NOTHING,
    timingOf: createTimingOf(config, icmp),
  };
}

/** The script names no target that would not make a fault of its kind. */
const NOTHING: Act = { addresses: [], virtual: [], expected: [], touched: [] };

/** The shortest time in which a demo can show everything, however it makes its faults. */
export function shortestDemoMs(): number {
  return Math.max(shortestScriptMs(createPaceOf('fping')), shortestScriptMs(createPaceOf('tcp')));
}
