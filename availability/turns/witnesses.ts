import type { IntervalSet } from '../../core/time/intervals.ts';
import type { WatchShare } from '../../ledger/history/watch-shares.ts';
import { CENTRE } from '../../ledger/record/leases.ts';
import type { Saying } from '../../ledger/record/turns.ts';
import type { Witness } from './turns.ts';

/** What each collector has to say of a check; what people corrected is said by them. */
export function witnessesOf(
  sayings: readonly Saying[],
  { watchedBy }: WatchShare,
  coveredBy: ReadonlyMap<string, IntervalSet>,
): readonly Witness[] {
  const byPeople = new Set(
    sayings.flatMap(({ source, corrects }) =>
      source === CENTRE || corrects === undefined ? [] : [corrects],
    ),
  );
  const words = Map.groupBy(
    sayings.filter(({ seq, corrects }) => corrects === undefined && !byPeople.has(seq)),
    ({ source }) => source,
  );
  words.delete(CENTRE);
  return [...words].map(([collector, own]) => ({
    collector,
    sayings: own.filter(({ atMs }, place) => own[place + 1]?.atMs !== atMs),
    covered: coveredBy.get(collector) ?? [],
    watched: watchedBy.get(collector) ?? ALWAYS,
  }));
}

const ALWAYS: IntervalSet = [{ fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY }];
