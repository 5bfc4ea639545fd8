import { z } from 'zod';
import { Instant } from '../../../core/input/fields.ts';
import { parseInput } from '../../../core/input/parse-input.ts';
import type { Interval } from '../../../core/time/intervals.ts';
import {
  type PersonAct,
  type PersonAction,
  parsePersonAct,
} from '../../../ledger/decisions/acknowledgements.ts';
import type { CityRecord } from '../../../ledger/history/city-record.ts';
import type { IncidentEventKind, IncidentSummary } from '../../../ledger/record/incidents/incident-event.ts';
import type { IncidentLists, IncidentReads } from '../../../ledger/record/incidents/incident-reads.ts';
import { type ListedIncident, withStates } from './incident-state.ts';
import { compareWorst } from './select-incidents.ts';

export interface LogEntry {
  readonly atMs: number;
  readonly kind: 'opened' | 'reopened' | 'resolved' | 'merged' | PersonAction;
  readonly id: string;
  /** As it was then; as it is now, where a person did something. */
  readonly incident?: IncidentSummary;
  readonly by?: PersonAct;
  readonly mergedInto?: string;
}

export const ReadShiftLog = z.object({ fromMs: Instant, toMs: Instant });

/** What one shift hands over to the next. */
export interface ShiftLog {
  readonly period: Interval;
  readonly entries: readonly LogEntry[];
  /** Not resolved at its end, the worst first. */
  readonly left: readonly ListedIncident[];
}

/** @throws INPUT_INVALID. */
export function readShiftLog(
  { record: { incidents } }: { readonly record: Pick<CityRecord, 'incidents'> },
  input: z.input<typeof ReadShiftLog>,
): ShiftLog {
  const period = parseInput(ReadShiftLog, input);
  const left = incidents.incidents({ ...period, fromMs: period.toMs }).toSorted(compareWorst);
  return { period, entries: readLog(incidents, period), left: withStates(left, incidents, period.toMs) };
}

/** What happened in `[fromMs, toMs)`, in the order of time. What people did is taken from the chain. */
function readLog(reads: IncidentReads & IncidentLists, { fromMs, toMs }: Interval): readonly LogEntry[] {
  const entries: LogEntry[] = [];
  for (const { kind, atMs, incident, mergedInto } of reads.newsBetween(fromMs, toMs)) {
    const told = kindOf(kind, mergedInto);
    if (told)
      entries.push({
        atMs,
        kind: told,
        id: incident.id,
        incident,
        ...(mergedInto !== undefined && { mergedInto }),
      });
  }
  for (const row of reads.personSteps(fromMs, toMs)) {
    const by = parsePersonAct(row);
    if (!by) continue;
    const summary = reads.incident(by.incident)?.summary;
    entries.push({
      atMs: by.atMs,
      kind: by.action,
      id: by.incident,
      by,
      ...(summary && { incident: summary }),
    });
  }
  return entries.sort((a, b) => a.atMs - b.atMs);
}

function kindOf(kind: IncidentEventKind, mergedInto: string | undefined): LogEntry['kind'] | undefined {
  if (kind === 'resolved') return mergedInto === undefined ? 'resolved' : 'merged';
  return kind === 'opened' || kind === 'reopened' ? kind : undefined;
}
