import type { LedgerReader } from '../record/ledger-reader.ts';

/** Where a collector is still watching, the record ends with what it has seen; else it goes on, unknown, to the present. */
export function recordEndsMs(reader: LedgerReader, nowMs: number): number {
  const [last] = [...reader.coverage({ fromMs: 0, toMs: nowMs })]
    .filter(({ ended }) => ended === undefined)
    .sort((a, b) => b.toMs - a.toMs);
  return last === undefined ? nowMs : Math.min(nowMs, last.toMs);
}

/** Where the coverage on record begins; the present where there is none. */
export function recordBeginsMs(reader: LedgerReader, nowMs: number): number {
  const [first] = reader.coverage({ fromMs: 0, toMs: nowMs });
  return first?.fromMs ?? nowMs;
}
