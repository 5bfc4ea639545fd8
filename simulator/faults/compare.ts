import { type Expected, isAsExpected, isCertain, nameOf, type Recorded } from './expected.ts';
import type { ActBounds, TruthInterval } from './fault.ts';
import type { Timing } from './timing.ts';

/** A record beside the truth it belongs to. Errors are signed: positive where the record is later than the truth. */
export interface Match<Item extends Recorded> {
  readonly truth: TruthInterval;
  readonly recorded: Item;
  readonly fromErrorMs: number;
  /** Absent where the fault or the record was still on when the whole ended. */
  readonly toErrorMs?: number;
}

export interface Comparison<Item extends Recorded = Recorded> {
  /** As expected, with both edges within the tolerance, or within the bounds that the record gives for them. */
  readonly matched: readonly Match<Item>[];
  /** Of these, an edge was seen later than it had to be: probes were late, as the bounds on record say. */
  readonly late: readonly Match<Item>[];
  /** It overlaps what the script did, but an edge lies further off than that. */
  readonly misplaced: readonly Match<Item>[];
  /** It stands where the script did something, with another state or reason than must follow from it. */
  readonly mistaken: readonly Match<Item>[];
  /** Long enough to be certain, and not on record. */
  readonly missed: readonly TruthInterval[];
  /** Not on record, and too short to be certain: no fault of anybody's. */
  readonly tooShort: readonly TruthInterval[];
  /** On record, and nothing the script did. */
  readonly unexpected: readonly Item[];
}

export interface CompareOptions<Item extends Recorded> {
  readonly truth: readonly TruthInterval[];
  readonly recorded: readonly Item[];
  /** How soon each thing must be seen, and how exactly. */
  readonly timingOf: (expected: Expected) => Timing;
  /** Until when the record reaches: what happened right before was not seen to its end. */
  readonly endMs: number;
  /** Probes were skipped or given up for lack of time: findings, which have no bounds on record, may be late as well. */
  readonly werePassedOver?: boolean;
}

/** Holds what is on record against what the script did. Each record is used once, in order of time. */
export function compareWithTruth<Item extends Recorded>(options: CompareOptions<Item>): Comparison<Item> {
  const { timingOf, endMs, werePassedOver = false } = options;
  const truths = Map.groupBy(
    options.truth.toSorted((a, b) => a.from.earliestMs - b.from.earliestMs),
    ({ expected }) => nameOf(expected),
  );
  const found = { matched: [], late: [], misplaced: [], mistaken: [] } as Found<Item>;
  const unexpected: Item[] = [];
  const lateness: Lateness = { states: MOST_LATENESS, findings: werePassedOver ? MOST_LATENESS : 1 };
  const seen = new Set<TruthInterval>();
  for (const recorded of options.recorded.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const around = (truths.get(nameOf(recorded)) ?? []).filter((one) =>
      overlaps(one, recorded, timingOf(one.expected)),
    );
    if (around.some(({ expected }) => !isCertain(expected) && isAsExpected(expected, recorded))) continue;
    const truth = around.find((one) => !seen.has(one) && isAsExpected(one.expected, recorded));
    if (truth !== undefined) {
      seen.add(truth);
      const match = measure(truth, recorded);
      const timing = timingOf(truth.expected);
      if (!isPlaced(match, timing, endMs, lateness)) found.misplaced.push(match);
      else {
        found.matched.push(match);
        if (!isPlaced(match, timing, endMs)) found.late.push(match);
      }
      continue;
    }
    const [other] = around;
    if (other === undefined) unexpected.push(recorded);
    else if (!isOnTheWay(other, recorded, timingOf(other.expected)))
      found.mistaken.push(measure(other, recorded));
  }
  const unseen = options.truth.filter((truth) => !seen.has(truth) && isCertain(truth.expected));
  const isLong = ({ from, to, expected }: TruthInterval) =>
    Math.min(to?.earliestMs ?? endMs, endMs) - from.latestMs >= timingOf(expected).confirmedWithinMs;
  return {
    ...found,
    missed: unseen.filter(isLong),
    tooShort: unseen.filter((truth) => !isLong(truth)),
    unexpected,
  };
}

type Found<Item extends Recorded> = {
  readonly [Kind in 'matched' | 'late' | 'misplaced' | 'mistaken']: Match<Item>[];
};

/** How many tolerances an edge may be off: of a state whose bounds on record hold the truth, and of a finding. */
interface Lateness {
  readonly states: number;
  readonly findings: number;
}

const IN_TIME: Lateness = { states: 1, findings: 1 };
/** A collector that is still later does not do its job. */
const MOST_LATENESS = 3;

function overlaps({ from, to }: TruthInterval, { fromMs, toMs }: Recorded, timing: Timing): boolean {
  const beginsInTime = fromMs <= (to?.latestMs ?? Number.POSITIVE_INFINITY) + timing.endToleranceMs;
  const endsInTime = (toMs ?? Number.POSITIVE_INFINITY) >= from.earliestMs - timing.toleranceMs;
  return beginsInTime && endsInTime;
}

/**
 * What goes down or comes back may be seen half-way there: a shortfall, for one probe or two. Where probes were late it stands on
 * record for longer, and the last probe that showed it tells how long it was seen.
 */
function isOnTheWay({ expected }: TruthInterval, recorded: Recorded, timing: Timing): boolean {
  if (expected.shows !== 'state' || recorded.shows !== 'state') return false;
  if (expected.state !== 'down' || recorded.state !== 'degraded') return false;
  const { fromMs, toMs, toAfterMs } = recorded;
  if (toMs === undefined || toMs - fromMs > MOST_LATENESS * timing.endToleranceMs) return false;
  return Math.min(toMs, toAfterMs ?? toMs) - fromMs <= timing.endToleranceMs;
}

function measure<Item extends Recorded>(truth: TruthInterval, recorded: Item): Match<Item> {
  const fromErrorMs = distance(recorded.fromMs, truth.from);
  if (truth.to === undefined || recorded.toMs === undefined) return { truth, recorded, fromErrorMs };
  return { truth, recorded, fromErrorMs, toErrorMs: distance(recorded.toMs, truth.to) };
}

/** How far an instant lies outside the bounds of an act; 0 inside. */
function distance(atMs: number, { earliestMs, latestMs }: ActBounds): number {
  if (atMs < earliestMs) return atMs - earliestMs;
  return Math.max(0, atMs - latestMs);
}

/** Whether what the script did may lie after the last probe that showed the contrary; an edge on record lies after both. */
const isAfter = (act: ActBounds | undefined, afterMs: number | undefined): boolean =>
  act !== undefined && afterMs !== undefined && afterMs <= act.latestMs;

function isPlaced(
  { truth, recorded, fromErrorMs, toErrorMs }: Match<Recorded>,
  { toleranceMs, endToleranceMs, recoveredWithinMs }: Timing,
  endMs: number,
  lateness = IN_TIME,
): boolean {
  const most = (act: ActBounds | undefined, edge: 'fromAfterMs' | 'toAfterMs') => {
    if (recorded.shows === 'finding') return lateness.findings;
    return isAfter(act, recorded[edge]) ? lateness.states : 1;
  };
  if (Math.abs(fromErrorMs) > most(truth.from, 'fromAfterMs') * toleranceMs) return false;
  if (toErrorMs !== undefined) return Math.abs(toErrorMs) <= most(truth.to, 'toAfterMs') * endToleranceMs;
  // What goes on although its fault has ended was never seen to end, unless there was no time to see it.
  if (recorded.toMs === undefined) return (truth.to?.latestMs ?? endMs) + recoveredWithinMs >= endMs;
  // It ended while the fault went on: only at the very end of the record, when the script undid everything.
  return recorded.toMs + toleranceMs >= endMs;
}
