import type { ChainHead } from '../../record/chain-heads.ts';
import { openStore, openStoreReadOnly } from '../store/open-store.ts';
import { createLedgerWriter } from '../writing/writer.ts';

/**
 * Seals what was written so far, in a small transaction of its own beside the owner's, and returns the sealed head:
 * what the parties are sent.
 * @throws LEDGER_MISSING: a seal makes no ledger.
 */
export function sealLedger(
  path: string,
  { author, nowMs }: { readonly author: string; readonly nowMs: () => number },
): ChainHead {
  openStoreReadOnly(path).close();
  const database = openStore(path, { nowMs });
  try {
    return createLedgerWriter(database, { collector: author, run: 'seal' }).seal(author, nowMs());
  } finally {
    database.close();
  }
}
