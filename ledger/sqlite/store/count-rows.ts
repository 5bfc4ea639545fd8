import { statSync } from 'node:fs';
import { openStoreReadOnly } from './open-store.ts';
import { integerOf } from './sql-values.ts';

/** How many rows the chain of a ledger has; 0 where there is no file, or nothing in it. @throws LEDGER_CORRUPT, LEDGER_NEWER. */
export function countRows(path: string): number {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) === 0) return 0;
  const database = openStoreReadOnly(path, { older: 'accept' });
  try {
    return integerOf(database.prepare('SELECT seq FROM head').get(), 'seq');
  } finally {
    database.close();
  }
}
