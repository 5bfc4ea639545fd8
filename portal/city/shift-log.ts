import { compareWorst } from '../../alerts/incidents/actions/select-incidents.ts';
import type { Interval } from '../../core/time/intervals.ts';
import { type PersonAct, parsePersonAct } from '../../ledger/decisions/acknowledgements.ts';
import type { CityView } from './city-view.ts';
import type { IncidentSource } from './incident-source.ts';
import {
  countShift,
  isOpenAt,
  type OpenStretches,
  openStretches,
  type ShiftFigures,
} from './shift-figures.ts';
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
  readonly figures: ShiftFigures;
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
  const courses = [...told.values()].map((incident) => ({
    incident,
    stretches: stretchesOf(source, incident),
  }));
  const left = courses
    .filter(({ stretches }) => isOpenAt(stretches, toMs))
    .map(({ incident }) => incident)
    .sort(compareWorst);
  return {
    period,
    left,
    figures: countShift(
      courses.map(({ stretches }) => stretches),
      period,
    ),
    entries: [...entriesOf(courses, period), ...actsOn(told, acts)].sort((a, b) => a.atMs - b.atMs),
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

const stretchesOf = ({ steps }: IncidentSource, incident: ToldIncident): OpenStretches =>
  openStretches(incident, incident.summary.times > 1 ? steps(incident.id) : []);

interface Course {
  readonly incident: ToldIncident;
  readonly stretches: OpenStretches;
}

function* entriesOf(courses: readonly Course[], { fromMs, toMs }: Interval): Generator<ShiftEntry> {
  const isIn = (atMs: number) => atMs >= fromMs && atMs < toMs;
  for (const { incident, stretches } of courses)
    for (const [index, { fromMs: beganMs, toMs: endedMs }] of stretches.entries()) {
      if (isIn(beganMs)) yield { atMs: beganMs, kind: index === 0 ? 'opened' : 'reopened', incident };
      if (isIn(endedMs)) yield { atMs: endedMs, kind: 'resolved', incident };
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
