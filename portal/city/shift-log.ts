import { compareWorst } from '../../alerts/incidents/actions/select-incidents.ts';
import type { Interval } from '../../core/time/intervals.ts';
import { type PersonAct, parsePersonAct } from '../../ledger/decisions/acknowledgements.ts';
import type { CityView } from './city-view.ts';
import type { IncidentSource } from './incident-source.ts';
import { type ToldIncident, tellIncidents } from './tell-incidents.ts';

/** Something that happened in a shift: to an incident, or by a person. */
export interface ShiftEntry {
  readonly atMs: number;
  readonly kind: 'opened' | 'reopened' | 'resolved' | 'act';
  readonly incident: ToldIncident;
  readonly act?: PersonAct;
}

/** What one shift hands over to the next, as far as whoever asks may see it. */
export interface ShiftLog {
  readonly period: Interval;
  /** In the order of time. */
  readonly entries: readonly ShiftEntry[];
  /** Not resolved at its end, the worst first. */
  readonly left: readonly ToldIncident[];
  /** The last that was written of those that are left. */
  readonly lastWords: ReadonlyMap<string, PersonAct>;
}

export function gatherShift(view: CityView, source: IncidentSource, period: Interval): ShiftLog {
  const { fromMs, toMs } = period;
  const acts = [...source.personSteps(fromMs, toMs)].flatMap((row) => parsePersonAct(row) ?? []);
  const told = new Map(tellOf(view, source, { period, acts }).map((incident) => [incident.id, incident]));
  const left = told
    .values()
    .filter(({ openedMs, resolvedMs }) => openedMs < toMs && (resolvedMs ?? toMs) >= toMs)
    .toArray()
    .sort(compareWorst);
  return {
    period,
    left,
    entries: [
      ...entriesOf(told.values(), period),
      ...reopenings(source, told, period),
      ...actsOn(told, acts),
    ].sort((a, b) => a.atMs - b.atMs),
    lastWords: lastWordsOn(source, left),
  };
}

interface Happened {
  readonly period: Interval;
  readonly acts: readonly PersonAct[];
}

/** What was open in it, and what somebody did something about though it was over. */
function tellOf(view: CityView, source: IncidentSource, { period, acts }: Happened): readonly ToldIncident[] {
  const stored = new Map(source.incidents(period).map((incident) => [incident.id, incident]));
  for (const { incident: id } of acts) {
    const known = stored.get(id) ?? source.incident(id);
    if (known) stored.set(id, known);
  }
  return tellIncidents(view, source, [...stored.values()]);
}

function* entriesOf(told: Iterable<ToldIncident>, { fromMs, toMs }: Interval): Generator<ShiftEntry> {
  const isIn = (atMs: number) => atMs >= fromMs && atMs < toMs;
  for (const incident of told) {
    const { openedMs, resolvedMs } = incident;
    if (isIn(openedMs)) yield { atMs: openedMs, kind: 'opened', incident };
    if (resolvedMs !== undefined && isIn(resolvedMs)) yield { atMs: resolvedMs, kind: 'resolved', incident };
  }
}

function* reopenings(
  { dutySteps }: IncidentSource,
  told: ReadonlyMap<string, ToldIncident>,
  { fromMs, toMs }: Interval,
): Generator<ShiftEntry> {
  const again = told
    .values()
    .filter(({ summary }) => summary.times > 1)
    .map(({ id }) => id);
  for (const { id, action, recordedMs: atMs } of dutySteps([...again])) {
    const incident = told.get(id);
    if (incident && action === 'reopened' && atMs >= fromMs && atMs < toMs)
      yield { atMs, kind: 'reopened', incident };
  }
}

function actsOn(told: ReadonlyMap<string, ToldIncident>, acts: readonly PersonAct[]): readonly ShiftEntry[] {
  return acts.flatMap((act) => {
    const incident = told.get(act.incident);
    return incident ? [{ atMs: act.atMs, kind: 'act' as const, incident, act }] : [];
  });
}

/** As many as a hand-over names. */
export const MOST_LEFT = 50;

function lastWordsOn({ steps }: IncidentSource, left: readonly ToldIncident[]): ShiftLog['lastWords'] {
  const words = left.slice(0, MOST_LEFT).flatMap(({ id }) => {
    const last = steps(id)
      .flatMap((row) => parsePersonAct(row) ?? [])
      .findLast(({ text }) => text !== undefined);
    return last ? [[id, last] as const] : [];
  });
  return new Map(words);
}
