import { LedgerError } from '../../ledger/record/ledger-error.ts';
import { openLedgerReader } from '../../ledger/sqlite/reading/read-ledger.ts';

/**
 * The last recorded body by `kind:id`, read while somebody else may write the ledger; what was removed is not in it.
 * A ledger that does not exist yet has recorded nothing.
 */
export function recordedRevisions(path: string): ReadonlyMap<string, string> {
  const bodies = new Map<string, string>();
  const reader = openIfThere(path);
  if (!reader) return bodies;
  try {
    for (const { kind, id, body } of reader.revisions()) {
      if (body === undefined) bodies.delete(`${kind}:${id}`);
      else bodies.set(`${kind}:${id}`, body);
    }
  } finally {
    reader.close();
  }
  return bodies;
}

function openIfThere(path: string) {
  try {
    return openLedgerReader(path);
  } catch (error) {
    if (error instanceof LedgerError && error.code === 'LEDGER_MISSING') return undefined;
    throw error;
  }
}
