import type { Entity } from '../../core/domain/state.ts';
import { type Interval, isIn } from '../../core/time/intervals.ts';
import type { ClockFigures, IncidentFigures, IncidentRow } from './incident-schema.ts';

/** The incidents of a period: those that lasted in it, and what was decided in it. */
export function buildIncidents(
  rows: readonly IncidentRow[],
  { fromMs, toMs }: Interval,
  asOfMs: number,
): IncidentFigures {
  const listed = rows.filter((row) => row.openedMs < toMs && endOf(row) >= fromMs);
  return { fromMs, toMs, asOfMs, ...countIncidents(listed, { fromMs, toMs }), rows: [...listed] };
}

/** Those of them that one device or link was the cause of. */
export function incidentsOf(incidents: IncidentFigures, entity: Entity): IncidentFigures {
  const rows = incidents.rows.filter(({ root }) => root === entity);
  return { ...incidents, ...countIncidents(rows, incidents), rows };
}

const endOf = ({ passedOnMs, restoredMs }: IncidentRow): number =>
  passedOnMs ?? restoredMs ?? Number.POSITIVE_INFINITY;

/** Each clock is counted where it was decided, so that periods one after the other add up to that of both. */
export function countIncidents(
  rows: readonly IncidentRow[],
  period: Interval,
): Pick<IncidentFigures, 'opened' | 'response' | 'restoration'> {
  return {
    opened: rows.filter(({ openedMs }) => isIn(openedMs)(period)).length,
    response: countClocks(
      rows.map(({ response }) => response),
      period,
    ),
    restoration: countClocks(
      rows.map(({ restoration }) => restoration),
      period,
    ),
  };
}

function countClocks(clocks: readonly ClockFigures[], period: Interval): IncidentFigures['response'] {
  const count = (wanted: ClockFigures['outcome']) =>
    clocks.filter((clock) => outcomeIn(clock, period) === wanted).length;
  return {
    kept: count('kept'),
    missed: count('missed'),
    passedOn: count('passed-on'),
    open: count('open'),
  };
}

/** What became of a clock as the end of a period sees it; `undefined` where it was decided before, or has no limit. */
export function outcomeIn(
  { outcome, decidedMs = Number.POSITIVE_INFINITY }: ClockFigures,
  { fromMs, toMs }: Interval,
): Exclude<ClockFigures['outcome'], 'no-limit'> | undefined {
  if (outcome === 'no-limit' || decidedMs < fromMs) return undefined;
  return decidedMs < toMs ? outcome : 'open';
}
