import { existsSync } from 'node:fs';
import { z } from 'zod';
import { StatementError } from '../../contracts/statements/statement-error.ts';
import { loadStatementKey } from '../../contracts/statements/statement-key.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';

const Filed = z.object({ fingerprint: z.string() });

/**
 * Fingerprints of the keys that an office signs with: those of the statements on record, and the one of the settings, or beside
 * the ledger, where whoever asks may read it. None is made.
 */
export function knownKeys(reader: Pick<LedgerReader, 'decisions'>, keyFile: string): readonly string[] {
  const ofStatements = [...reader.decisions('statement')].flatMap(
    ({ body }) => Filed.safeParse(body).data?.fingerprint ?? [],
  );
  return [...new Set([...ofStatements, ...keyAt(keyFile)])];
}

function keyAt(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  try {
    return [loadStatementKey(path).signer.fingerprint];
  } catch (error) {
    // An auditor may not read the key of the office.
    if (error instanceof StatementError) return [];
    throw error;
  }
}
