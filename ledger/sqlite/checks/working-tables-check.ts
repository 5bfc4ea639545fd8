import type { Findings } from '../chain/chain-findings.ts';
import { MIGRATIONS, schemaVersion } from '../store/migrations.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { integerOf } from '../store/sql-values.ts';
import { checkIndexes } from './index-check.ts';
import { checkOpenRows } from './open-rows-check.ts';
import { compareSchema, describeSchemaDifference } from './schema-difference.ts';
import { compareStatus, describeStatusDifference } from './status-check.ts';

/** So many are told of one kind. */
const MOST_TOLD = 20;

export interface WorkingTablesOptions {
  readonly path: string;
  /** The number of rows that the chain must have; absent: each was looked at. */
  readonly headSeq: number | undefined;
  readonly found: Findings;
}

/**
 * What figures are read through besides the rows of the chain: the schema, the working table of present states, and what
 * still grows. @returns whether the tables can be read as those of this version.
 */
export function checkWorkingTables(
  database: SqlDatabase,
  { path, headSeq, found }: WorkingTablesOptions,
): boolean {
  const version = schemaVersion(database, path);
  const schema = compareSchema(database, version);
  for (const difference of schema) found.add('schema', 0, describeSchemaDifference(difference));
  checkVersions(database, version, found);
  // Without its tables and indexes nothing can be compared, or not within a day.
  if (schema.some(({ type }) => type === 'table' || type === 'index')) return false;
  checkIndexes(database, version, headSeq, found);
  const status = compareStatus(database, MOST_TOLD);
  for (const difference of status.first) {
    found.add('status', difference.seq ?? 0, describeStatusDifference(difference));
  }
  found.addUntold(status.count - status.first.length);
  if (version < MIGRATIONS.length) return false;
  checkOpenRows(database, found);
  return schema.length === 0;
}

function checkVersions(database: SqlDatabase, version: number, found: Findings): void {
  const row = database.prepare('SELECT count(*) AS count, min(version) AS first FROM schema_version').get();
  const [count, first] = [integerOf(row, 'count'), integerOf(row, 'first')];
  if (count === version && first === 1) return;
  found.add(
    'schema',
    0,
    `schema_version: expected the versions 1 to ${version}, got ${count} from ${first} on`,
  );
}
