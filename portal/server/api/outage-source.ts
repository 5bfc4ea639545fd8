import type { Entity, Indicator } from '../../../core/state.ts';

/** An outage as settlement lists it: absent `toMs` is still going on. */
export interface ListedOutage {
  readonly entity: Entity;
  readonly indicator: Indicator;
  /** First failed probe; the last good one was at `afterMs`. */
  readonly fromMs: number;
  readonly afterMs: number;
  readonly toMs?: number | undefined;
  readonly untilAfterMs?: number | undefined;
  readonly reason?: string | undefined;
}

export interface OutageQuery {
  readonly fromMs: number;
  readonly toMs: number;
  readonly entity?: Entity;
  readonly open?: boolean;
}

/** Where the portal gets outages from: `app/` hands in settlement's. */
export type OutageSource = (query: OutageQuery) => readonly ListedOutage[];
