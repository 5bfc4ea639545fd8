import { LedgerError } from '../../record/ledger-error.ts';
import { CHECK_COVERAGE } from '../migrations/check-coverage.ts';
import { CHECKPOINTS } from '../migrations/checkpoints.ts';
import { COLLECTORS } from '../migrations/collectors.ts';
import { COPIED_DAYS } from '../migrations/copied-days.ts';
import { DEVICES } from '../migrations/devices.ts';
import { DUTY } from '../migrations/duty.ts';
import { INCIDENTS } from '../migrations/incidents.ts';
import { PLAN } from '../migrations/plan.ts';
import { RECEIPTS } from '../migrations/receipts.ts';
import { RECORD } from '../migrations/record.ts';
import { SETTLEMENT } from '../migrations/settlement.ts';
import { UNMEASURED } from '../migrations/unmeasured.ts';
import { VOID } from '../migrations/void.ts';
import { postgresVersion } from '../postgres/postgres-version.ts';
import type { SqlDatabase } from './sql-database.ts';
import { integerOf } from './sql-values.ts';

/** `PRAGMA application_id` of every ledger ("cwch"): tells a ledger from any other SQLite file. */
export const APPLICATION_ID = 0x63776368;

/**
 * SQL that leads from one version of the schema to the next; the place in the list, from 1, is the version.
 * Released steps are never edited. Steps may add tables, columns and indexes; chained rows stay as they are.
 */
export const MIGRATIONS: readonly string[] = [
  RECORD,
  DEVICES,
  SETTLEMENT,
  COPIED_DAYS,
  INCIDENTS,
  PLAN,
  CHECK_COVERAGE,
  CHECKPOINTS,
  UNMEASURED,
  VOID,
  DUTY,
  RECEIPTS,
  COLLECTORS,
];

export interface MigrateOptions {
  readonly path: string;
  readonly nowMs: () => number;
  /** For tests of what a later version will do. */
  readonly migrations?: readonly string[];
}

/** The version of the schema; 0 for an empty file. @throws LEDGER_CORRUPT when the file is another program's. */
export function schemaVersion(database: SqlDatabase, path: string): number {
  if (database.engine === 'postgres') return postgresVersion(database, path);
  const applicationId = integerOf(database.prepare('PRAGMA application_id').get(), 'application_id');
  if (applicationId === APPLICATION_ID) {
    return integerOf(database.prepare('SELECT max(version) AS version FROM schema_version').get(), 'version');
  }
  const tables = integerOf(database.prepare('SELECT count(*) AS count FROM sqlite_schema').get(), 'count');
  if (applicationId === 0 && tables === 0) return 0;
  throw new LedgerError(
    'LEDGER_CORRUPT',
    `${path}: expected a ledger of camwatch, got another SQLite database`,
  );
}

/** @throws LEDGER_NEWER when the database is of a version that `migrations` do not reach. */
export function refuseNewer(version: number, path: string, migrations: readonly string[] = MIGRATIONS): void {
  if (version <= migrations.length) return;
  throw new LedgerError(
    'LEDGER_NEWER',
    `${path}: expected a ledger of version ${migrations.length} or older, got version ${version}; use the camwatch that wrote it, or a newer one`,
  );
}

/** Brings the schema of a file up to the program's version, all steps or none. */
export function migrate(
  database: SqlDatabase,
  { path, nowMs, migrations = MIGRATIONS }: MigrateOptions,
): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    const version = schemaVersion(database, path);
    refuseNewer(version, path, migrations);
    if (version === 0) createVersionTable(database);
    for (const [index, sql] of migrations.entries()) {
      if (index < version) continue;
      database.exec(sql);
      database.prepare('INSERT INTO schema_version VALUES (?, ?)').run(index + 1, nowMs());
    }
    database.exec('COMMIT');
  } finally {
    if (database.isTransaction) database.exec('ROLLBACK');
  }
}

/** The tables, indexes and triggers of a ledger that these steps made, in an empty database. */
export function createSchema(database: SqlDatabase, migrations: readonly string[]): void {
  createVersionTable(database);
  for (const sql of migrations) database.exec(sql);
}

function createVersionTable(database: SqlDatabase): void {
  database.exec(`
    PRAGMA application_id = ${APPLICATION_ID};
    CREATE TABLE schema_version (version INTEGER PRIMARY KEY, applied_ms INTEGER NOT NULL) STRICT;
  `);
}
