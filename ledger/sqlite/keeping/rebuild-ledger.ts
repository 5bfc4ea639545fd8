import { openStore, openStoreReadOnly } from '../store/open-store.ts';
import { takeOwnerLock } from '../store/owner-lock.ts';
import { createLedgerWriter } from '../writing/writer.ts';
import { type LedgerMending, mendLedger } from './mend-ledger.ts';

export interface RebuiltLedger extends LedgerMending {
  /** How many present states there are. */
  readonly states: number;
}

/** Puts the schema right, and makes the working table `status` again from the changes; the chain notes what differed. */
export function rebuildLedger(
  path: string,
  { author, nowMs }: { readonly author: string; readonly nowMs: () => number },
): RebuiltLedger {
  openStoreReadOnly(path, { schema: 'leave' }).close();
  const lock = takeOwnerLock(path, nowMs);
  try {
    const database = openStore(path, { nowMs, schema: 'leave' });
    try {
      const mending = mendLedger(database, { path, author, recordedMs: nowMs() });
      const writer = createLedgerWriter(database, { collector: author, run: 'rebuild' });
      writer.rebuildStatus();
      return { states: writer.statuses().length, ...mending };
    } finally {
      database.close();
    }
  } finally {
    lock.release();
  }
}
