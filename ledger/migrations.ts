import type { DatabaseSync } from 'node:sqlite';
import { CHAINED_TABLE_NAMES } from './chained-tables.ts';
import { LedgerError } from './ledger-error.ts';
import { integerOf } from './sql-values.ts';

/** `PRAGMA application_id` of every ledger ("cwch"): tells a ledger from any other SQLite file. */
export const APPLICATION_ID = 0x63776368;

/**
 * SQL that leads from one version of the schema to the next; the place in the list, from 1, is the version.
 * Released steps are never edited. Steps may add tables, columns and indexes; chained rows stay as they are.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE change (
    seq INTEGER PRIMARY KEY,
    v INTEGER NOT NULL,
    entity TEXT NOT NULL CHECK (entity GLOB 'device:?*' OR entity GLOB 'link:?*'),
    indicator TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('measured', 'imported', 'correction')),
    corrects INTEGER CHECK ((corrects IS NOT NULL) = (origin = 'correction')),
    after_ms INTEGER NOT NULL CHECK (after_ms <= at_ms),
    at_ms INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('up', 'degraded', 'down', 'unknown')),
    reason TEXT,
    recorded_ms INTEGER NOT NULL,
    author TEXT NOT NULL,
    body TEXT,
    source TEXT NOT NULL,
    run TEXT NOT NULL,
    source_seq INTEGER NOT NULL,
    ${chainColumns()}
  ) STRICT;
  CREATE UNIQUE INDEX change_source ON change (source, run, source_seq);
  CREATE INDEX change_entity ON change (entity, indicator, at_ms);
  CREATE INDEX change_at ON change (at_ms);
  CREATE INDEX change_corrects ON change (corrects) WHERE corrects IS NOT NULL;

  CREATE TABLE coverage (
    seq INTEGER PRIMARY KEY,
    v INTEGER NOT NULL,
    source TEXT NOT NULL,
    run TEXT NOT NULL,
    source_seq INTEGER NOT NULL,
    from_ms INTEGER NOT NULL CHECK (from_ms <= to_ms),
    to_ms INTEGER NOT NULL,
    ended TEXT NOT NULL,
    recorded_ms INTEGER NOT NULL,
    author TEXT NOT NULL,
    ${chainColumns()}
  ) STRICT;
  CREATE UNIQUE INDEX coverage_source ON coverage (source, run, source_seq);
  CREATE INDEX coverage_to ON coverage (to_ms);

  CREATE TABLE revision (
    seq INTEGER PRIMARY KEY,
    v INTEGER NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    from_ms INTEGER NOT NULL,
    recorded_ms INTEGER NOT NULL,
    author TEXT NOT NULL,
    source_hash TEXT NOT NULL,
    body TEXT,
    ${chainColumns()}
  ) STRICT;
  CREATE INDEX revision_id ON revision (kind, id);

  CREATE TABLE seal (
    seq INTEGER PRIMARY KEY,
    v INTEGER NOT NULL,
    sealed_seq INTEGER NOT NULL,
    sealed_hash TEXT NOT NULL,
    recorded_ms INTEGER NOT NULL,
    author TEXT NOT NULL,
    ${chainColumns()}
  ) STRICT;

  CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,
    v INTEGER NOT NULL,
    action TEXT NOT NULL,
    recorded_ms INTEGER NOT NULL,
    author TEXT NOT NULL,
    body TEXT,
    ${chainColumns()}
  ) STRICT;

  ${CHAINED_TABLE_NAMES.map(appendOnlyTriggers).join('\n')}

  CREATE TABLE head (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL
  ) STRICT;
  INSERT INTO head VALUES (1, 0, zeroblob(32));

  CREATE TABLE status (
    entity TEXT NOT NULL,
    indicator TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    after_ms INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (entity, indicator)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX status_state ON status (state, at_ms);

  CREATE TABLE coverage_open (
    source TEXT NOT NULL,
    run TEXT NOT NULL,
    from_ms INTEGER NOT NULL,
    to_ms INTEGER NOT NULL,
    PRIMARY KEY (source, run, from_ms)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
];

export interface MigrateOptions {
  readonly path: string;
  readonly nowMs: () => number;
  /** For tests of what a later version will do. */
  readonly migrations?: readonly string[];
}

/** The version of the schema; 0 for an empty file. @throws LEDGER_CORRUPT when the file is another program's. */
export function schemaVersion(database: DatabaseSync, path: string): number {
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

/** Brings the schema up to the program's version, all steps or none. */
export function migrate(
  database: DatabaseSync,
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

function createVersionTable(database: DatabaseSync): void {
  database.exec(`
    PRAGMA application_id = ${APPLICATION_ID};
    CREATE TABLE schema_version (version INTEGER PRIMARY KEY, applied_ms INTEGER NOT NULL) STRICT;
  `);
}

function chainColumns(): string {
  return 'salt BLOB NOT NULL, prev BLOB NOT NULL, hash BLOB NOT NULL';
}

/** `INSERT OR REPLACE` deletes without a delete trigger, hence the third. */
function appendOnlyTriggers(table: string): string {
  const refuse = `BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;`;
  return `
    CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} ${refuse}
    CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} ${refuse}
    CREATE TRIGGER ${table}_no_replace BEFORE INSERT ON ${table}
      WHEN EXISTS (SELECT 1 FROM ${table} WHERE seq = NEW.seq) ${refuse}
  `;
}
