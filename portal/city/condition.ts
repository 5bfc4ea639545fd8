import type { LiveStatus } from '../../core/domain/sinks.ts';
import { type Indicator, isLost, type State } from '../../core/domain/state.ts';

/** One word for a whole device, with the indicator that decided it. */
export interface Condition {
  readonly state: State;
  readonly reason?: string;
  readonly indicator?: Indicator;
  readonly sinceMs?: number;
  readonly afterMs?: number;
}

/** The ladder from the highest rung down; `recording`, and `capacity` of links, stand beside it. */
export const LADDER = ['image', 'stream', 'service', 'reach'] as const satisfies readonly Indicator[];

export const BESIDE: ReadonlySet<Indicator> = new Set(['recording', 'capacity']);

export const NO_DATA: Condition = { state: 'unknown', reason: 'no-data-yet' };
export const NOT_MEASURED: Condition = { state: 'unknown', reason: 'not-measured' };

/**
 * A device that answers no ping is down until another rung of it has answered since: what was seen of those before says
 * nothing. Else the highest rung of which something is known decides (video that flows while pings are filtered is degraded);
 * a lower rung, or what stands beside, that is not up can only make `up` `degraded`. Nothing known is `unknown`, never `up`.
 */
export function conditionOf(statuses: readonly LiveStatus[]): Condition {
  const silent = statuses.find((status) => status.indicator === 'reach' && isLost(status));
  if (silent) return describe(silent, 'down');
  const known = statuses.filter(({ state }) => state !== 'unknown');
  const top = highestOf(known);
  if (top === undefined) return statuses[0] ? describe(statuses[0], 'unknown') : NO_DATA;
  if (top.state !== 'up') return describe(top, top.state);
  const flaw = known.find(({ state }) => state !== 'up');
  return flaw ? describe(flaw, 'degraded') : describe(top, 'up');
}

function highestOf(known: readonly LiveStatus[]): LiveStatus | undefined {
  for (const rung of LADDER) {
    const found = known.find(({ indicator }) => indicator === rung);
    if (found) return found;
  }
  return undefined;
}

function describe({ indicator, reason, sinceMs, afterMs }: LiveStatus, state: State): Condition {
  const condition = { state, indicator, sinceMs, afterMs };
  return reason === undefined ? condition : { ...condition, reason };
}
