import type { RowHash, RowSpan } from '../../record/row-hashes.ts';
import { numberedTablesOf } from '../chain/read-chain.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { hexOf, integerOf } from '../store/sql-values.ts';

/** The hashes of the rows of a stretch of the chain, in the order of their numbers. */
export function* readRowHashes(
  database: SqlDatabase,
  { fromSeq, toSeq }: RowSpan,
): Generator<RowHash, undefined> {
  const selects = numberedTablesOf(database).map(
    (table) => `SELECT seq, hash FROM ${table} WHERE seq BETWEEN :fromSeq AND :toSeq`,
  );
  // SQLite merges what each table has in order of its key: nothing is sorted, and nothing kept.
  const rows = database.prepare(`${selects.join(' UNION ALL ')} ORDER BY seq`);
  for (const row of rows.iterate({ fromSeq, toSeq }))
    yield { seq: integerOf(row, 'seq'), hash: hexOf(row, 'hash') };
}
