import { LedgerError } from '../../ledger/record/ledger-error.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';

/**
 * The last recorded body by `kind:id`, read while somebody else may write the ledger; what was removed is not in it.
 * A ledger that does not exist yet has recorded nothing.
 */
export function recordedRevisions(path: string): ReadonlyMap<string, string> {
  const bodies = new Map<string, string>();
  using reader = openIfThere(path);
  if (!reader) return bodies;
  for (const { kind, id, body } of reader.revisions()) {
    if (body === undefined) bodies.delete(`${kind}:${id}`);
    else bodies.set(`${kind}:${id}`, body);
  }
  return bodies;
}

function openIfThere(path: string) {
  try {
    return recordStore(path).openReader();
  } catch (error) {
    if (error instanceof LedgerError && error.code === 'LEDGER_MISSING') return undefined;
    throw error;
  }
}
