import type { DatabaseSync } from 'node:sqlite';
import type { IncidentOptions } from '../../alerts/incidents/incident-events.ts';
import { seconds } from '../../core/units.ts';
import { optionalIntegerOf } from '../../ledger/sql-values.ts';
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
  /** With the outbox. */
  readonly database: DatabaseSync;
  readonly options: Pick<IncidentOptions, 'settleMs' | 'updateMs' | 'blindMs'>;
}

const TICK_MS = seconds(1);
/** Nothing but an escalation, or the end of a flapping, is due then. */
const IDLE_TICK_MS = seconds(5);

export function createNightClock({ endMs, events, database, options }: NightClockOptions): NightClock {
  const { settleMs, updateMs, blindMs } = options;
  // Those who wait for something that waits itself, and the update after it.
  const busyForMs = 3 * settleMs + updateMs + blindMs;
  const workEnds = events.flatMap((event) =>
    event.what === 'maintenance' ? [event.atMs - event.afterMs + event.toMs] : [],
  );
  const firstDue = database.prepare(
    "SELECT min(due_ms) AS due_ms FROM outbox WHERE state IN ('waiting', 'held')",
  );
  let told = 0;
  let busyUntilMs = Number.NEGATIVE_INFINITY;

  return {
    eventsBefore: (atMs) => {
      const first = told;
      while ((events[told]?.atMs ?? Number.POSITIVE_INFINITY) < atMs) told++;
      return events.slice(first, told);
    },
    nextMs: (nowMs, { isActive, unresolved, nextReportMs }) => {
      if (nowMs >= endMs) return undefined;
      if (isActive) busyUntilMs = nowMs + busyForMs;
      if (workEnds.some((atMs) => atMs <= nowMs && nowMs < atMs + busyForMs))
        busyUntilMs = Math.max(busyUntilMs, nowMs + TICK_MS);
      const dueMs = optionalIntegerOf(firstDue.get() ?? {}, 'due_ms') ?? Number.POSITIVE_INFINITY;
      const nextTickMs =
        nowMs < busyUntilMs ? TICK_MS : unresolved > 0 ? IDLE_TICK_MS : Number.POSITIVE_INFINITY;
      const candidates = [
        endMs,
        nowMs + nextTickMs,
        afterTick(events[told]?.atMs ?? Number.POSITIVE_INFINITY),
        ...workEnds.filter((atMs) => atMs > nowMs),
        // What is due and was not sent waits for another of its thread.
        Math.max(dueMs, nowMs + TICK_MS),
        nextReportMs,
      ];
      return Math.min(...candidates);
    },
  };
}

/** The first whole second at which what was recorded at an instant is before it. */
const afterTick = (atMs: number): number => (Math.floor(atMs / TICK_MS) + 1) * TICK_MS;
