import { existsSync } from 'node:fs';
import { z } from 'zod';
import type { PlaceOptions } from '../../config/settings/ledger-place.ts';
import { keyPlace } from '../../contracts/actions/key-place.ts';
import { StatementError } from '../../contracts/statements/statement-error.ts';
import { loadStatementKey } from '../../contracts/statements/statement-key.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';

const Filed = z.object({ fingerprint: z.string() });

/**
 * Fingerprints of the keys that an office signs with: those of the statements on record, and the one of the settings, or beside
 * the ledger, where whoever asks may read it. None is made.
 */
export async function knownKeys(
  reader: Pick<LedgerReader, 'decisions'>,
  place: PlaceOptions,
  env: NodeJS.ProcessEnv,
): Promise<readonly string[]> {
  const ofStatements = [...reader.decisions('statement')].flatMap(
    ({ body }) => Filed.safeParse(body).data?.fingerprint ?? [],
  );
  return [...new Set([...ofStatements, ...keyAt((await keyPlace(place, env)).path)])];
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
