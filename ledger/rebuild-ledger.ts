import { openStore, openStoreReadOnly } from './open-store.ts';
import { takeOwnerLock } from './owner-lock.ts';
import { createLedgerWriter } from './writer.ts';

/** Makes the working table `status` again from the changes; returns how many states there are. */
export function rebuildLedger(
  path: string,
  { author, nowMs }: { readonly author: string; readonly nowMs: () => number },
): number {
  openStoreReadOnly(path).close();
  const lock = takeOwnerLock(path, nowMs);
  try {
    const database = openStore(path, { nowMs });
    try {
      const writer = createLedgerWriter(database, { collector: author, run: 'rebuild' });
      writer.rebuildStatus();
      return writer.statuses().length;
    } finally {
      database.close();
    }
  } finally {
    lock.release();
  }
}
