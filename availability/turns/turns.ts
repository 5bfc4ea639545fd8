import { clip, type Interval, type IntervalSet, intersect, subtract } from '../../core/time/intervals.ts';
import type { HeldTime } from '../../ledger/history/watch-shares.ts';
import type { Saying } from '../../ledger/record/turns.ts';

/** What one collector has to say of a check. */
export interface Witness {
  readonly collector: string;
  /** In the order of their instants, of several at one instant the last recorded alone. */
  readonly sayings: readonly Saying[];
  /** When it covered the check, as far as it watched it by its own chain. */
  readonly covered: IntervalSet;
  /** When it watched it by its own chain. */
  readonly watched: IntervalSet;
}

/** A stretch in which one collector alone says how a check was. */
export interface Turn extends Interval {
  readonly collector: string;
}

/**
 * Whose turn it was, one after the other: that of the collector that held the lease, while it covered the check; where it did not, of
 * another that did. Nobody has a turn before it said anything of the check since it began to watch it.
 */
export function turnsOf(held: readonly HeldTime[], witnesses: readonly Witness[]): readonly Turn[] {
  const said = witnesses.flatMap(stintsOf);
  const holders = held.flatMap((time) =>
    said
      .filter(({ collector }) => collector === time.collector)
      .flatMap((stint) => asTurns(stint.collector, clip(fromFirstWord(stint, time), time))),
  );
  const turns = [...holders];
  // Whoever began last obeys the latest lease.
  const others = said.toSorted((a, b) => b.fromMs - a.fromMs || (a.collector < b.collector ? -1 : 1));
  for (const { collector, covered } of others)
    turns.push(...asTurns(collector, subtract(covered, setOf(turns))));
  return joinTurns(turns.sort((a, b) => a.fromMs - b.fromMs));
}

/** What a collector said and covered while it watched the check without a break, from its first word on. */
interface Stint extends Interval {
  readonly collector: string;
  readonly sayings: readonly Saying[];
  readonly covered: IntervalSet;
}

const stintsOf = ({ collector, sayings, covered, watched }: Witness): readonly Stint[] =>
  watched.flatMap((time): Stint[] => {
    const own = sayings.filter(({ atMs }) => atMs >= time.fromMs && atMs < time.toMs);
    const [first] = own;
    if (!first) return [];
    const since = { fromMs: Math.max(first.atMs, time.fromMs), toMs: time.toMs };
    return [{ ...time, collector, sayings: own, covered: clip(covered, since) }];
  });

/** After a break its turn begins with its first word, which proves as much as coverage does. */
function fromFirstWord({ sayings, covered }: Stint, held: Interval): IntervalSet {
  let endedMs = held.fromMs;
  return covered.map((piece) => {
    const sinceMs = endedMs;
    endedMs = Math.max(endedMs, piece.toMs);
    const word = sayings.find(({ atMs }) => atMs >= sinceMs && atMs < piece.fromMs);
    return word ? { fromMs: word.atMs, toMs: piece.toMs } : piece;
  });
}

const asTurns = (collector: string, set: IntervalSet): readonly Turn[] =>
  set.map((interval) => ({ ...interval, collector }));

const setOf = (turns: readonly Turn[]): IntervalSet =>
  intersect(
    [{ fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY }],
    turns.map(({ fromMs, toMs }) => ({ fromMs, toMs })).sort((a, b) => a.fromMs - b.fromMs),
  );

function joinTurns(turns: readonly Turn[]): readonly Turn[] {
  const joined: Turn[] = [];
  for (const turn of turns) {
    const last = joined.at(-1);
    if (last && last.collector === turn.collector && last.toMs === turn.fromMs)
      joined[joined.length - 1] = { ...last, toMs: turn.toMs };
    else joined.push(turn);
  }
  return joined;
}
