import type { DatabaseSync } from 'node:sqlite';
import { withLedgerErrors } from './ledger-error.ts';
import { openStoreReadOnly } from './open-store.ts';
import { type ChainRow, readChain } from './read-chain.ts';
import { renderRowBody } from './row-body.ts';
import { findSecretNames, type MentionsSecret } from './secret-names.ts';
import { hexOf, integerOf } from './sql-values.ts';

export interface ExportOptions {
  /** `withhold`: rows that name a secret site, or what hangs on one, are only their hashes. */
  readonly secret: 'withhold' | 'include';
  readonly onProgress?: (doneRows: number, totalRows: number) => void;
}

/**
 * Renders the whole ledger as JSON lines: first a header with the head of the chain, then a line a row with the hash
 * before it, its hash, and its body as the text that was hashed. The format is described in docs/ledger.md.
 */
export function* exportLedger(path: string, { secret, onProgress }: ExportOptions): Generator<string> {
  const database = openStoreReadOnly(path, { older: 'accept' });
  try {
    database.exec('BEGIN');
    const head = withLedgerErrors(path, () => readHead(database));
    const isWithheld = secret === 'include' ? () => false : mentionsSecret(findSecretNames(database));
    yield JSON.stringify({ format: 'camwatch-ledger-export', version: 1, head });
    let doneRows = 0;
    for (const row of readChain(database, 1)) {
      yield renderLine(row, isWithheld);
      doneRows++;
      if (doneRows % 1_000 === 0) onProgress?.(doneRows, head.seq);
    }
  } finally {
    database.close();
  }
}

function renderLine(row: ChainRow, isWithheld: (row: ChainRow, body: string) => boolean): string {
  const { seq, prev, hash } = row;
  const body = renderRowBody(row);
  return JSON.stringify(
    isWithheld(row, body) ? { seq, prev, hash, withheld: 'secret' } : { seq, prev, hash, body },
  );
}

function mentionsSecret(mentions: MentionsSecret): (row: ChainRow, body: string) => boolean {
  // Coverage and seals name no device; and a collector may be named like one.
  return ({ table }, body) => table !== 'coverage' && table !== 'seal' && mentions(body);
}

function readHead(database: DatabaseSync): { readonly seq: number; readonly hash: string } {
  const row = database.prepare('SELECT seq, hash FROM head').get();
  return { seq: integerOf(row, 'seq'), hash: hexOf(row, 'hash') };
}
