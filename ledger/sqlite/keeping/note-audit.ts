import type { AuditEntry } from '../../record/audit.ts';
import { openStore } from '../store/open-store.ts';
import { createLedgerWriter } from '../writing/writer.ts';

/** Adds a row to the audit of the ledger at `path`, beside its owner. @throws LEDGER_BUSY and what else keeps a ledger shut. */
export function noteAudit(path: string, entry: AuditEntry): void {
  const database = openStore(path, { nowMs: () => entry.recordedMs });
  try {
    createLedgerWriter(database, { collector: entry.author, run: 'audit' }).recordAudit(entry);
  } finally {
    database.close();
  }
}
