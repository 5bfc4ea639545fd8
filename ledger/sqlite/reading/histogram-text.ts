import { TRAFFIC_BINS, type TrafficDay } from '../../../core/domain/traffic.ts';
import { LedgerError } from '../../record/ledger-error.ts';

/** Counts by bin as `0:12 5:276`, bins without any left out: a day of a link mostly fills a few of them. */
export function renderHistogram(counts: readonly number[]): string {
  return counts.flatMap((count, bin) => (count > 0 ? [`${bin}:${count}`] : [])).join(' ');
}

/** @throws LEDGER_REFUSED where the counts are not those of so many samples: a row that could not be read again. */
export function refuseHistogram({ linkId, date, histogram, samples }: TrafficDay): void {
  const isCount = (count: number) => Number.isSafeInteger(count) && count >= 0;
  const total = histogram.reduce((sum, count) => sum + count, 0);
  if (histogram.length === TRAFFIC_BINS && histogram.every(isCount) && total === samples) return;
  throw new LedgerError(
    'LEDGER_REFUSED',
    `${linkId} ${date}: expected ${TRAFFIC_BINS} counts of ${samples} samples in all, got ${histogram.length} of ${total}`,
  );
}

/** @throws LEDGER_CORRUPT where the text is none that {@link renderHistogram} makes. */
export function parseHistogram(text: string): readonly number[] {
  const counts = new Array<number>(TRAFFIC_BINS).fill(0);
  for (const pair of text === '' ? [] : text.split(' ')) {
    const [, bin, count] = /^(\d{1,3}):(\d{1,9})$/.exec(pair) ?? [];
    if (bin === undefined || count === undefined || Number(bin) >= TRAFFIC_BINS) {
      throw new LedgerError(
        'LEDGER_CORRUPT',
        `the ledger is damaged: expected a histogram such as 0:12 5:276, got ${text}`,
      );
    }
    counts[Number(bin)] = Number(count);
  }
  return counts;
}
