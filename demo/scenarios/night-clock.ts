import type { IncidentOptions } from '../../alerts/incidents/engine/engine-input.ts';
import { seconds } from '../../core/time/units.ts';
import type { DeliveryStore } from '../../ledger/record/outbox/delivery-store.ts';
import type { NightEvent } from './script-night.ts';

/** Goes from one instant at which something may be due to the next, without waiting for it. */
export interface NightClock {
  /** Those that are on record by then and were not told yet. */
  readonly eventsBefore: (atMs: number) => readonly NightEvent[];
  /** `undefined` after the last. */
  readonly nextMs: (nowMs: number, present: Present) => number | undefined;
}

interface Present {
  /** Something was on record, or told. */
  readonly isActive: boolean;
  readonly unresolved: number;
  readonly nextReportMs: number;
}

export interface NightClockOptions {
  readonly endMs: number;
  readonly events: readonly NightEvent[];
  readonly store: Pick<DeliveryStore, 'firstDueMs'>;
  readonly options: Pick<IncidentOptions, 'settleMs' | 'updateMs' | 'blindMs'>;
}

const NEVER = Number.POSITIVE_INFINITY;
const TICK_MS = seconds(1);
/** Nothing but an escalation, the end of a flapping or a place for a digest comes up then. */
const IDLE_TICK_MS = seconds(5);

export function createNightClock({ endMs, events, store, options }: NightClockOptions): NightClock {
  const { settleMs, updateMs, blindMs } = options;
  // Those who wait for something that waits itself, and the update after it.
  const busyForMs = 3 * settleMs + updateMs + blindMs;
  const workEnds = events.flatMap((event) =>
    event.what === 'maintenance' ? [event.atMs - event.afterMs + event.toMs] : [],
  );
  let told = 0;
  let busyUntilMs = Number.NEGATIVE_INFINITY;

  return {
    eventsBefore: (atMs) => {
      const first = told;
      while ((events[told]?.atMs ?? NEVER) < atMs) told++;
      return events.slice(first, told);
    },
    nextMs: (nowMs, { isActive, unresolved, nextReportMs }) => {
      if (nowMs >= endMs) return undefined;
      if (isActive) busyUntilMs = nowMs + busyForMs;
      if (workEnds.some((atMs) => atMs <= nowMs && nowMs < atMs + busyForMs))
        busyUntilMs = Math.max(busyUntilMs, nowMs + TICK_MS);
      if (nowMs < busyUntilMs) return Math.min(endMs, nowMs + TICK_MS);
      const firstMs = store.firstDueMs() ?? NEVER;
      // What is due and was not sent waits until its recipient may get more.
      const dueMs = firstMs > nowMs ? firstMs : nowMs + IDLE_TICK_MS;
      const idleMs = unresolved > 0 ? nowMs + IDLE_TICK_MS : NEVER;
      const nextEventMs = afterTick(events[told]?.atMs ?? NEVER);
      const nextEndMs = Math.min(...workEnds.filter((atMs) => atMs > nowMs));
      return Math.min(endMs, dueMs, idleMs, nextEventMs, nextEndMs, nextReportMs);
    },
  };
}

/** The first whole second at which what was recorded at an instant is before it. */
const afterTick = (atMs: number): number => (Math.floor(atMs / TICK_MS) + 1) * TICK_MS;
