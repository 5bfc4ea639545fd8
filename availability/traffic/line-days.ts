import type { RecordedBefore } from '../../ledger/record/changes.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { LineDay } from '../attribution/saturation.ts';
import { computePercentile } from './p95.ts';

export interface LineDaysQuery extends RecordedBefore {
  readonly linkIds: readonly string[];
  /** Days in `[fromDate, toDate)`. */
  readonly fromDate: string;
  readonly toDate: string;
}

/** The 95th percentile of each day and direction of lines, by id; of a line without traffic on record there is nothing. */
export function readLineDays(
  reader: LedgerReader,
  query: LineDaysQuery,
): ReadonlyMap<string, readonly LineDay[]> {
  const byDay = Map.groupBy(
    reader.trafficDays(query),
    ({ linkId, date, direction }) => `${direction} ${date} ${linkId}`,
  );
  const byLink = new Map<string, LineDay[]>();
  for (const [first, ...others] of byDay.values()) {
    if (!first) continue;
    const parts = [first, ...others];
    const p95 = computePercentile(parts, 95);
    if (!p95) continue;
    const { linkId, date, direction } = first;
    const day = {
      date,
      direction,
      p95BitsPerSecond: p95.bitsPerSecond,
      // Where it was changed that day: what it came to in the end is not known of a day, the larger wrongs nobody.
      capacityBitsPerSecond: Math.max(...parts.map(({ capacityBitsPerSecond }) => capacityBitsPerSecond)),
    };
    const own = byLink.get(linkId);
    if (own) own.push(day);
    else byLink.set(linkId, [day]);
  }
  return byLink;
}
