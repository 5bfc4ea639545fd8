import type { CoveredTo } from '../collector/coverage-account.ts';
import type { LedgerReader } from '../ledger/record/ledger-reader.ts';

/** Where the coverage on record ends, that of the future included: a clock may have been ahead. */
export function readCoveredTo(reader: LedgerReader): CoveredTo {
  const endsMs = new Map<number, number>();
  for (const { intervalMs = EVERY_CHECK, toMs } of reader.coverage({
    fromMs: 0,
    toMs: Number.MAX_SAFE_INTEGER,
  }))
    endsMs.set(intervalMs, Math.max(toMs, endsMs.get(intervalMs) ?? 0));
  const everyMs = endsMs.get(EVERY_CHECK) ?? 0;
  return {
    latestMs: Math.max(0, ...endsMs.values()),
    ofInterval: (intervalMs) => Math.max(everyMs, endsMs.get(intervalMs) ?? 0),
  };
}

const EVERY_CHECK = 0;
