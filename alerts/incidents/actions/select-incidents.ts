import { z } from 'zod';
import type { Entity } from '../../../core/domain/state.ts';
import { Ids, Since } from '../../../core/input/fields.ts';
import { parseInput } from '../../../core/input/parse-input.ts';
import { suggestName } from '../../../core/text/suggest-name.ts';
import { days } from '../../../core/time/units.ts';
import { DecisionError } from '../../../ledger/decisions/decision-error.ts';
import type { CityRecord } from '../../../ledger/history/city-record.ts';
import { readHistory } from '../../../ledger/history/history.ts';
import { selectEntities } from '../../../ledger/history/select-entities.ts';
import { SEVERITIES, type Severity } from '../../../ledger/record/incidents/incident-event.ts';
import type {
  IncidentLists,
  IncidentReads,
  StoredIncident,
} from '../../../ledger/record/incidents/incident-reads.ts';
import type { LedgerReader } from '../../../ledger/record/ledger-reader.ts';
import { INCIDENT_STATES, type ListedIncident, withStates } from './incident-state.ts';

export const ListIncidents = z.object({
  state: z
    .enum([...INCIDENT_STATES, 'all'])
    .optional()
    .describe('only these'),
  severity: z.enum(SEVERITIES).optional().describe('only these'),
  agency: Ids.describe('with something of this agency in it; repeatable, or separated by commas'),
  district: Ids.describe('with something in this former district in it; likewise'),
  sinceMs: Since.optional().describe('resolved ones: since then, or for so long, such as 7d (default: 24h)'),
});

export interface IncidentList {
  readonly incidents: readonly ListedIncident[];
  /** Of all that are not resolved, whatever was asked for. */
  readonly unresolved: Readonly<Record<Severity, number>>;
}

/** What is to be done and what was done of late. @throws INPUT_INVALID, SELECTION_UNKNOWN. */
export function listIncidents(
  {
    record,
    nowMs = Date.now,
  }: {
    readonly record: Pick<CityRecord, 'reader' | 'incidents'>;
    readonly nowMs?: () => number;
  },
  input: z.input<typeof ListIncidents>,
): IncidentList {
  const atMs = nowMs();
  const { state = 'all', sinceMs = atMs - days(1), ...rest } = parseInput(ListIncidents, input);
  const choice = { ...rest, state, atMs, sinceMs: Math.max(sinceMs, atMs - LONGEST_MS) };
  return {
    incidents: selectIncidents(record, choice),
    unresolved: record.incidents.unresolvedBySeverity(),
  };
}

/** Than any incident lasts: nothing was there before. */
const LONGEST_MS = days(36_500);

type Choice = z.output<typeof ListIncidents> & {
  readonly state: string;
  readonly sinceMs: number;
  readonly atMs: number;
};

interface Sources {
  readonly incidents: IncidentReads & IncidentLists;
  readonly reader: LedgerReader;
}

/** Unresolved ones first, the worst first; then those that were resolved, the last opened first. */
function selectIncidents(
  { incidents, reader }: Sources,
  { state, severity, agency, district, sinceMs, atMs }: Choice,
): readonly ListedIncident[] {
  const unresolved = state === 'resolved' ? [] : incidents.incidents({ state: 'unresolved' });
  const resolved = state === 'all' || state === 'resolved' ? incidents.resolvedSince(sinceMs) : [];
  const severe = (all: readonly StoredIncident[]) =>
    all.filter(({ summary }) => severity === undefined || summary.severity === severity);
  const wanted = [...severe(unresolved).toSorted(compareWorst), ...severe(resolved)];
  const listed = withStates(wanted, incidents, atMs).filter((one) => state === 'all' || one.state === state);
  if (agency.length === 0 && district.length === 0) return listed;
  const ids = new Set(touching(incidents, listed, entitiesOf(reader, { agency, district, sinceMs })));
  return listed.filter(({ id }) => ids.has(id));
}

export function compareWorst(a: StoredIncident, b: StoredIncident): number {
  return (
    SEVERITIES.indexOf(b.summary.severity) - SEVERITIES.indexOf(a.summary.severity) ||
    b.summary.camerasLost - a.summary.camerasLost ||
    a.openedMs - b.openedMs ||
    (a.id < b.id ? -1 : 1)
  );
}

/** Those that have some of these among their members, now or before. */
function* touching(
  { membersOf }: IncidentLists,
  listed: readonly ListedIncident[],
  entities: ReadonlySet<Entity>,
): Generator<string> {
  for (const { incident, entity } of membersOf(listed.map(({ id }) => id)))
    if (entities.has(entity)) yield incident;
}

function entitiesOf(
  reader: LedgerReader,
  { agency, district, sinceMs }: Pick<Choice, 'agency' | 'district' | 'sinceMs'>,
): ReadonlySet<Entity> {
  const history = readHistory(reader);
  const unknown = district.find((id) => !history.districts.has(id));
  if (unknown !== undefined) {
    const suggestion = suggestName(unknown, [...history.districts.keys()]);
    throw new DecisionError('SELECTION_UNKNOWN', {
      en: `--district: expected one that is on record, got "${unknown}"${suggestion === undefined ? '' : `; perhaps "${suggestion}"`}`,
      vi: `--district: cần mục có trong sổ ghi, nhận được "${unknown}"${suggestion === undefined ? '' : `; có phải "${suggestion}"`}`,
    });
  }
  const areas = [...history.areas]
    .filter(([, versions]) => versions.some(({ value }) => district.includes(value.district)))
    .map(([id]) => id);
  const selector = { agency, ...(district.length > 0 && { area: areas }) };
  return new Set(selectEntities(history, selector, { fromMs: sinceMs, toMs: Number.MAX_SAFE_INTEGER }));
}
