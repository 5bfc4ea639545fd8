import { clip, type Interval, type IntervalSet, union } from '../../core/time/intervals.ts';
import type { IncidentStep } from './incident-schema.ts';

/** The course of an incident as one contract sees it. */
export interface IncidentCourse {
  /** When the contract was told of it first: what it is responsible for begins with what it can know. */
  readonly openedMs: number;
  readonly severity: string;
  readonly root: string;
  /** While it was open and of this contract, also within what it was merged into; up to what is known. */
  readonly open: IntervalSet;
  readonly restoredMs?: number;
  /** From then on it is another incident's, or its cause another contract's. */
  readonly passedOnMs?: number;
  readonly mergedInto?: string;
  /** From `openedMs` on, in order of time. */
  readonly acknowledgements: readonly Acknowledgement[];
}

export interface Acknowledgement {
  readonly atMs: number;
  readonly party?: string;
}

type StepsOf = ReadonlyMap<string, readonly IncidentStep[]>;

/**
 * Follows an incident, and what it was merged into, by rows that were recorded before `asOfMs`; `undefined` where they never
 * name the contract. It begins, and begins again, when the row was recorded that told so, and is over when it was.
 */
export function followIncident(
  stepsOf: StepsOf,
  incident: string,
  asOfMs: number,
): IncidentCourse | undefined {
  return follow(stepsOf, incident, asOfMs, new Set());
}

function follow(
  stepsOf: StepsOf,
  incident: string,
  asOfMs: number,
  seen: ReadonlySet<string>,
): IncidentCourse | undefined {
  const steps = (stepsOf.get(incident) ?? []).filter(({ recordedMs }) => recordedMs < asOfMs);
  const first = steps.find(({ isNamed }) => isNamed);
  if (!first) return undefined;
  const openedMs = first.recordedMs;
  const { stretches, restoredMs, passedOnMs, mergedInto } = readStretches(steps, asOfMs);
  const others = new Set(seen).add(incident);
  const next =
    mergedInto === undefined || passedOnMs === undefined || others.has(mergedInto)
      ? undefined
      : follow(stepsOf, mergedInto, asOfMs, others);
  const later = next && passedOnMs !== undefined ? startingAt(next, passedOnMs) : undefined;
  const endMs = restoredMs ?? later?.restoredMs;
  return {
    openedMs,
    severity: first.severity ?? '',
    root: first.root ?? '',
    open: union([...stretches, ...(later?.open ?? [])]),
    ...(endMs === undefined ? {} : { restoredMs: endMs }),
    ...(passedOnMs === undefined ? {} : { passedOnMs }),
    ...(mergedInto === undefined ? {} : { mergedInto }),
    acknowledgements: [...acknowledgementsIn(steps, openedMs), ...(later?.acknowledgements ?? [])].sort(
      (a, b) => a.atMs - b.atMs,
    ),
  };
}

interface Stretches {
  readonly stretches: readonly Interval[];
  readonly restoredMs?: number;
  readonly passedOnMs?: number;
  readonly mergedInto?: string;
}

function readStretches(steps: readonly IncidentStep[], asOfMs: number): Stretches {
  const stretches: Interval[] = [];
  let sinceMs: number | undefined;
  let ending: Omit<Stretches, 'stretches'> = {};
  for (const { action, isNamed, recordedMs, atMs = recordedMs, mergedInto } of steps) {
    if (action === 'acknowledged') continue;
    const isOn = isNamed === true && (action !== 'changed' || !isResolved(ending));
    if (isOn) {
      sinceMs ??= recordedMs;
      ending = {};
    } else if (sinceMs !== undefined) {
      // A keeper that catches up records the beginning after the end.
      const toMs = action === 'resolved' ? Math.max(sinceMs, Math.min(atMs, recordedMs)) : recordedMs;
      stretches.push({ fromMs: sinceMs, toMs });
      sinceMs = undefined;
      ending = endingOf(action, toMs, mergedInto);
    }
  }
  if (sinceMs !== undefined) stretches.push({ fromMs: sinceMs, toMs: asOfMs });
  return { stretches, ...ending };
}

const isResolved = ({ restoredMs, mergedInto }: Omit<Stretches, 'stretches'>): boolean =>
  restoredMs !== undefined || mergedInto !== undefined;

function endingOf(
  action: IncidentStep['action'],
  atMs: number,
  mergedInto: string | undefined,
): Omit<Stretches, 'stretches'> {
  if (action !== 'resolved') return { passedOnMs: atMs };
  return mergedInto === undefined ? { restoredMs: atMs } : { passedOnMs: atMs, mergedInto };
}

/** What is left of a course from an instant on; one that was over before has nothing more to say. */
function startingAt(course: IncidentCourse, fromMs: number): Partial<IncidentCourse> {
  const { restoredMs, acknowledgements, open } = course;
  return {
    open: clip(open, { fromMs, toMs: Number.POSITIVE_INFINITY }),
    ...(restoredMs === undefined ? {} : { restoredMs: Math.max(restoredMs, fromMs) }),
    acknowledgements: acknowledgements.filter(({ atMs }) => atMs >= fromMs),
  };
}

/** A contract that was told later had nothing to answer before. */
const acknowledgementsIn = (steps: readonly IncidentStep[], openedMs: number): readonly Acknowledgement[] =>
  steps
    .filter(({ action }) => action === 'acknowledged')
    .map(({ recordedMs, party }) => ({
      atMs: Math.max(recordedMs, openedMs),
      ...(party === undefined ? {} : { party }),
    }));
