import type { Entity, Indicator } from '../../core/state.ts';
import type { ActBounds, TruthInterval } from './fault.ts';
import type { Timing } from './timing.ts';

/** An outage as the ledger has it: backdated to its first failed probe, until the first success after it. */
export interface RecordedOutage {
  readonly entity: Entity;
  readonly indicator: Indicator;
  readonly fromMs: number;
  /** Absent while it is open. */
  readonly toMs?: number;
}

/** An outage beside the truth it belongs to. Errors are signed: positive where the ledger is later than the truth. */
export interface Match<Outage extends RecordedOutage> {
  readonly truth: TruthInterval;
  readonly outage: Outage;
  readonly fromErrorMs: number;
  /** Absent where the fault or the outage was still on when the record ended. */
  readonly toErrorMs?: number;
}

export interface Comparison<Outage extends RecordedOutage> {
  /** Both edges within the tolerance. */
  readonly matched: readonly Match<Outage>[];
  /** It overlaps what the script did, but an edge lies further off than that. */
  readonly misplaced: readonly Match<Outage>[];
  /** Long enough to be certain, and not in the ledger. */
  readonly missed: readonly TruthInterval[];
  /** Not in the ledger, and too short to be certain: no fault of anybody's. */
  readonly tooShort: readonly TruthInterval[];
  /** In the ledger, and nothing the script did. */
  readonly unexpected: readonly Outage[];
}

export interface CompareOptions<Outage extends RecordedOutage> {
  readonly truth: readonly TruthInterval[];
  readonly outages: readonly Outage[];
  readonly timing: Timing;
  /** Until when the record reaches: what happened right before was not seen to its end. */
  readonly endMs: number;
}

/** Holds the ledger's outages against what the script did. Each is used once, in order of time. */
export function compareWithTruth<Outage extends RecordedOutage>(
  options: CompareOptions<Outage>,
): Comparison<Outage> {
  const { timing, endMs } = options;
  const truths = Map.groupBy(
    byTime(options.truth, ({ from }) => from.earliestMs),
    keyOf,
  );
  const matched: Match<Outage>[] = [];
  const misplaced: Match<Outage>[] = [];
  const unexpected: Outage[] = [];
  const seen = new Set<TruthInterval>();
  for (const outage of byTime(options.outages, ({ fromMs }) => fromMs)) {
    const candidates = (truths.get(keyOf(outage)) ?? []).filter((truth) => !seen.has(truth));
    const truth = candidates.find((candidate) => overlaps(candidate, outage, timing.toleranceMs));
    if (truth === undefined) {
      unexpected.push(outage);
      continue;
    }
    seen.add(truth);
    const match = measure(truth, outage);
    const isWithin = isPlaced(match, timing, endMs);
    (isWithin ? matched : misplaced).push(match);
  }
  const unseen = options.truth.filter((truth) => !seen.has(truth));
  const isCertain = ({ from, to }: TruthInterval) =>
    Math.min(to?.earliestMs ?? endMs, endMs) - from.latestMs >= timing.confirmedWithinMs;
  return {
    matched,
    misplaced,
    missed: unseen.filter(isCertain),
    tooShort: unseen.filter((truth) => !isCertain(truth)),
    unexpected,
  };
}

const keyOf = ({ entity, indicator }: Pick<RecordedOutage, 'entity' | 'indicator'>): string =>
  `${entity} ${indicator}`;

function byTime<Item>(items: readonly Item[], timeOf: (item: Item) => number): Item[] {
  return items.toSorted((a, b) => timeOf(a) - timeOf(b));
}

function overlaps({ from, to }: TruthInterval, { fromMs, toMs }: RecordedOutage, toleranceMs: number) {
  const beginsInTime = fromMs <= (to?.latestMs ?? Number.POSITIVE_INFINITY) + toleranceMs;
  const endsInTime = (toMs ?? Number.POSITIVE_INFINITY) >= from.earliestMs - toleranceMs;
  return beginsInTime && endsInTime;
}

function measure<Outage extends RecordedOutage>(truth: TruthInterval, outage: Outage): Match<Outage> {
  const fromErrorMs = distance(outage.fromMs, truth.from);
  if (truth.to === undefined || outage.toMs === undefined) return { truth, outage, fromErrorMs };
  return { truth, outage, fromErrorMs, toErrorMs: distance(outage.toMs, truth.to) };
}

/** How far an instant lies outside the bounds of an act; 0 inside. */
function distance(atMs: number, { earliestMs, latestMs }: ActBounds): number {
  if (atMs < earliestMs) return atMs - earliestMs;
  return Math.max(0, atMs - latestMs);
}

function isPlaced<Outage extends RecordedOutage>(
  { truth, outage, fromErrorMs, toErrorMs }: Match<Outage>,
  { toleranceMs, recoveredWithinMs }: Timing,
  endMs: number,
): boolean {
  if (Math.abs(fromErrorMs) > toleranceMs) return false;
  if (toErrorMs !== undefined) return Math.abs(toErrorMs) <= toleranceMs;
  // An outage that goes on although its fault has ended was never seen to end, unless there was no time to see it.
  if (outage.toMs === undefined) return (truth.to?.latestMs ?? endMs) + recoveredWithinMs >= endMs;
  // It ended while the fault went on: only at the very end of the record, when the script undid everything.
  return outage.toMs + toleranceMs >= endMs;
}
