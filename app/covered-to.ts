import type { LedgerReader } from '../ledger/read-ledger.ts';

/** Where the coverage on record ends, that of the future included: a clock may have been ahead. */
export function coveredToMs(reader: LedgerReader): number {
  let latestMs = 0;
  const ever = { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };
  for (const { toMs } of reader.coverage(ever)) latestMs = Math.max(latestMs, toMs);
  return latestMs;
}
