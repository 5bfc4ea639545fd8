import { numberedTablesOf } from '../chain/read-chain.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { hexOf } from '../store/sql-values.ts';

/** The hash that the row of this number has, as it is stored. */
export function storedHash(database: SqlDatabase, seq: number): string | undefined {
  for (const table of numberedTablesOf(database)) {
    const row = database.prepare(`SELECT hash FROM ${table} WHERE seq = ?`).get(seq);
    if (row) return hexOf(row, 'hash');
  }
  return undefined;
}
