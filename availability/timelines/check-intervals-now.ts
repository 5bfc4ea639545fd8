import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import { type CheckIntervals, readCheckIntervals } from './check-intervals.ts';

/** The intervals that are on record now, read anew where the inventory says something new: mostly it does not. */
export function createCheckIntervalsNow(reader: LedgerReader): () => CheckIntervals {
  let throughSeq = Number.NEGATIVE_INFINITY;
  let known: CheckIntervals | undefined;
  return () => {
    const headSeq = reader.headSeq();
    if (known === undefined || !reader.newRevisions(throughSeq).next().done)
      known = readCheckIntervals(reader);
    throughSeq = headSeq;
    return known;
  };
}
