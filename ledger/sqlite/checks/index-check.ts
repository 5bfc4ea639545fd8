import type { Findings } from '../chain/chain-findings.ts';
import { NUMBERED_TABLE_NAMES } from '../chain/read-chain.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { integerOf } from '../store/sql-values.ts';
import { referenceSchema, type SchemaObject } from './reference-schema.ts';

/**
 * An index that lacks rows answers wrongly, and no hash shows it: all indexes of a table must have as many entries, and the
 * chained tables as many rows as the chain, unless each was looked at anyway. That is counted in a moment; `full` has SQLite compare every entry.
 */
export function checkIndexes(
  database: SqlDatabase,
  version: number,
  headSeq: number | undefined,
  found: Findings,
): void {
  const objects = [...referenceSchema(version).values()];
  let rows = 0;
  for (const { name } of objects.filter(({ type }) => type === 'table')) {
    const counts = countEntries(database, name, objects);
    const most = Math.max(...counts.map(({ count }) => count));
    for (const { by, count } of counts) {
      if (count < most)
        found.add('file', 0, `${by} has ${count} of ${most} rows of ${name}: run PRAGMA integrity_check`);
    }
    if (NUMBERED.has(name)) rows += most;
  }
  if (headSeq !== undefined && rows !== headSeq)
    found.add(
      'missing',
      headSeq,
      `the chained tables have ${rows} rows: expected ${headSeq}, one for each number`,
    );
}

const NUMBERED: ReadonlySet<string> = new Set(NUMBERED_TABLE_NAMES);

/** By the indexes alone where there are any: these are read in a moment, and the table of changes is not. */
function countEntries(database: SqlDatabase, table: string, objects: readonly SchemaObject[]) {
  // PostgreSQL takes the index that it wants; what is wrong with one only it can tell.
  const indexes =
    database.engine === 'postgres'
      ? []
      : objects.filter((object) => object.type === 'index' && object.table === table && isOfAllRows(object));
  const by =
    indexes.length > 0 ? indexes.map(({ name }) => [`index ${name}`, `INDEXED BY ${name}`]) : [[table, '']];
  // Of count(*) SQLite takes the index itself, whichever is named.
  return by.map(([name = '', how = '']) => ({
    by: name,
    count: integerOf(
      database.prepare(`SELECT coalesce(sum(1), 0) AS count FROM ${table} ${how}`).get(),
      'count',
    ),
  }));
}

const isOfAllRows = ({ sql }: SchemaObject): boolean => sql !== '' && !/\sWHERE\s/.test(sql);
