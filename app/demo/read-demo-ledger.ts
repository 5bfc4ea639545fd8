import { openLedgerReader } from '../../ledger/read-ledger.ts';
import { listOutages, type Outage } from '../../settlement/outages.ts';

/** What the ledger has on record of a demo. */
export interface DemoRecord {
  readonly outages: readonly Outage[];
  readonly coveredMs: number;
  /** How far the record reaches. */
  readonly coveredToMs: number;
}

export function readDemoLedger(path: string, startMs: number, endMs: number): DemoRecord {
  const reader = openLedgerReader(path);
  try {
    const period = { fromMs: startMs, toMs: endMs };
    const segments = [...reader.coverage(period)];
    return {
      // Nothing was broken before the start either: an outage from then is as unexpected as any.
      outages: listOutages(reader, { fromMs: 0, toMs: endMs }),
      coveredMs: segments.reduce(
        (sum, { fromMs, toMs }) => sum + Math.min(toMs, endMs) - Math.max(fromMs, startMs),
        0,
      ),
      coveredToMs: Math.max(startMs, ...segments.map(({ toMs }) => toMs)),
    };
  } finally {
    reader.close();
  }
}
