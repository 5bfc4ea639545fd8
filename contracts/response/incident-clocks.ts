import type { ContractTerms } from '../../core/domain/contract-terms.ts';
import { type Entity, parseEntity } from '../../core/domain/state.ts';
import {
  clip,
  type Interval,
  type IntervalSet,
  intersect,
  subtract,
  union,
} from '../../core/time/intervals.ts';
import { setOf } from '../../core/time/lane.ts';
import { contractorParty } from '../../ledger/decisions/party.ts';
import { allowExcuses } from '../sla/allow-excuses.ts';
import type { Excuse } from '../sla/excuse.ts';
import {
  type IncidentClock,
  responseLimitMs,
  restorationLimitMs,
  settleClock,
} from '../sla/incident-clock.ts';
import { followIncident, type IncidentCourse } from './incident-course.ts';
import type { ClockFigures, IncidentRow, IncidentStep } from './incident-schema.ts';
import type { IncidentRecord } from './incident-steps.ts';

/** The contract as it was when it was told of an incident. */
export interface InForceThen {
  readonly contractor: string;
  readonly terms: ContractTerms;
}

export interface IncidentsInput {
  readonly record: IncidentRecord;
  readonly asOfMs: number;
  /** `undefined` where the contract was not in force: nobody answers. */
  readonly inForceAt: (atMs: number) => InForceThen | undefined;
  /** What was asked for, of a cause that is a device or link. */
  readonly excusesOf: (entity: Entity) => readonly Excuse[];
  readonly hoursOf: (terms: ContractTerms) => (interval: Interval) => IntervalSet;
}

/** Every incident that a contract was told of, with its clocks, in the order in which it was. */
export function clockIncidents(input: IncidentsInput): readonly IncidentRow[] {
  const { record, asOfMs } = input;
  return [...record.stepsOf.keys()]
    .flatMap((incident) => {
      const course = followIncident(record.stepsOf, incident, asOfMs);
      const then = course && input.inForceAt(course.openedMs);
      return course && then ? [clockIncident(incident, course, then, input)] : [];
    })
    .sort((a, b) => a.openedMs - b.openedMs || (a.incident < b.incident ? -1 : 1));
}

function clockIncident(
  incident: string,
  course: IncidentCourse,
  { contractor, terms }: InForceThen,
  input: IncidentsInput,
): IncidentRow {
  const { openedMs, severity, root, open, restoredMs, passedOnMs, mergedInto, acknowledgements } = course;
  const [acknowledged] = acknowledgements;
  const answeredMs = acknowledgements.find(({ party }) => party === contractorParty(contractor))?.atMs;
  const { windows, claims } = excusedOf(course, terms, input);
  const counting = subtract(intersect(open, hoursIn(course, terms, input)), windows);
  const passedOn = passedOnMs === undefined ? {} : { passedOnMs };
  return {
    incident,
    contractor,
    severity,
    root,
    openedMs,
    acknowledged: acknowledged && { ...acknowledged },
    answeredMs,
    restoredMs,
    passedOnMs,
    mergedInto,
    open: copyOf(open),
    response: figuresOf(
      settleClock({
        running: until(counting, answeredMs),
        ...limitOf(responseLimitMs(terms.targets, severity)),
        ...endOf(earlier(answeredMs, restoredMs)),
        ...passedOn,
      }),
    ),
    restoration: figuresOf(
      settleClock({
        running: subtract(counting, claims),
        ...limitOf(restorationLimitMs(terms.targets, severity)),
        ...endOf(restoredMs),
        ...passedOn,
      }),
    ),
    steps: stepsOf(incident, course, input),
  };
}

const limitOf = (limitMs: number | undefined) => (limitMs === undefined ? {} : { limitMs });
const endOf = (endMs: number | undefined) => (endMs === undefined ? {} : { endMs });

/** Nothing is left to answer once it is over. */
const earlier = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);

const until = (set: IntervalSet, toMs = Number.POSITIVE_INFINITY): IntervalSet =>
  clip(set, { fromMs: Number.NEGATIVE_INFINITY, toMs });

const copyOf = (set: IntervalSet) => set.map(({ fromMs, toMs }) => ({ fromMs, toMs }));

const figuresOf = ({ running, ...clock }: IncidentClock): ClockFigures => ({
  ...clock,
  running: copyOf(running),
});

function hoursIn({ openedMs }: IncidentCourse, terms: ContractTerms, input: IncidentsInput): IntervalSet {
  return input.hoursOf(terms)({ fromMs: openedMs, toMs: Math.max(openedMs, input.asOfMs) });
}

/**
 * What the terms grant of what was asked for. Of places and collectors nothing is: claims and works are for devices and links,
 * and what is excused of those is in their own outages.
 */
function excusedOf({ root, openedMs }: IncidentCourse, terms: ContractTerms, input: IncidentsInput) {
  if (!isEntity(root)) return { windows: [], claims: [] };
  const excused = input.excusesOf(root);
  // An allowance is used up by the earliest work first.
  const fromMs = excused
    .flatMap(({ set }) => set)
    .reduce((earliestMs, { fromMs: oneMs }) => Math.min(earliestMs, oneMs), openedMs);
  const service = input.hoursOf(terms)({ fromMs, toMs: Math.max(fromMs, input.asOfMs) });
  const { windows, claims } = allowExcuses({
    ...{ entity: root, excused, terms, service },
    // A clock needs no start: it ends where the incident does.
    ...{ outages: [], attributed: [] },
  });
  return { windows: union(setOf(windows)), claims: union(setOf(claims)) };
}

const isEntity = (root: string): root is Entity => parseEntity(root) !== undefined;

/** All rows that its figures follow from: its own, and of what it was merged into, in the order of the record. */
function stepsOf(
  incident: string,
  { mergedInto }: IncidentCourse,
  { record, asOfMs }: IncidentsInput,
): IncidentRow['steps'] {
  const ids = new Set([incident, ...(mergedInto === undefined ? [] : [mergedInto])]);
  const steps: IncidentStep[] = [];
  // A set that grows while it is walked: each is looked at once, circles do no harm.
  for (const id of ids) {
    const own = (record.stepsOf.get(id) ?? []).filter(({ recordedMs }) => recordedMs < asOfMs);
    for (const { mergedInto: next } of own) if (id !== incident && next !== undefined) ids.add(next);
    steps.push(...own);
  }
  return steps.sort((a, b) => a.seq - b.seq).map((step) => ({ ...step }));
}
