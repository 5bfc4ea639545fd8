import { closeSync, existsSync, openSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { isDatabasePlace, shownPlace } from '../../../core/domain/record-place.ts';
import { seconds } from '../../../core/time/units.ts';
import { LedgerError, withLedgerErrors } from '../../record/ledger-error.ts';
import { refuseComputed } from '../checks/refuse-computed.ts';
import { compareSchema, refuseSchema } from '../checks/schema-difference.ts';
import { findLosses, readMarks, refuseLosses, refuseMissing } from '../high-water/compare-marks.ts';
import { connectRecord, migratePostgres } from '../postgres/open-postgres-store.ts';
import { MIGRATIONS, migrate, refuseNewer, schemaVersion } from './migrations.ts';
import type { SqlDatabase } from './sql-database.ts';

export interface StoreOptions {
  readonly nowMs: () => number;
  /** How long to wait for another process that writes. */
  readonly busyTimeoutMs?: number;
  /** The ledger refuses to grow beyond: LEDGER_FULL, as on a full disk. */
  readonly maxSizeBytes?: number;
  readonly migrations?: readonly string[];
  /** High-water marks besides the one beside the ledger. */
  readonly markFiles?: readonly string[];
  /** `accept`: a loss is about to be put on record. */
  readonly losses?: 'refuse' | 'accept';
  /** `leave`: only for who puts a schema right that is not as it should be. */
  readonly schema?: SchemaCare;
}

/** Whether a ledger is refused whose tables, indexes and triggers are not those of its version. */
export type SchemaCare = 'expect' | 'leave';

/**
 * In a storm each transaction writes to all pages of the indexes alike: copied into the file after every one of them, as SQLite would by
 * itself, they take longer than the rows. So many are 16 MB.
 */
const CHECKPOINT_PAGES = 4_000;

/**
 * Opens the ledger for writing, creates it where there is none, and brings its schema up to date.
 * Committed means on disk: WAL with `synchronous = FULL`.
 * @throws LEDGER_LOST when it lacks rows that its high-water marks know; nothing is written then.
 */
export function openStore(path: string, options: StoreOptions): SqlDatabase {
  return isDatabasePlace(path) ? openDatabase(path, options) : openFile(path, options);
}

function openFile(path: string, options: StoreOptions): SqlDatabase {
  return withLedgerErrors(path, () => {
    const marks = options.losses === 'accept' ? [] : readMarks(path, options.markFiles);
    refuseMissing(path, marks);
    // The files that SQLite keeps beside it take its mode over: nothing for other users, whatever the umask.
    if (!existsSync(path)) closeSync(openSync(path, 'a', 0o640));
    const database = new DatabaseSync(path, { timeout: options.busyTimeoutMs ?? seconds(5) });
    try {
      refuseComputed(database, path);
      // Before anything is written: another program's file, or a newer version, stays as it is.
      refuseNewer(schemaVersion(database, path), path, options.migrations);
      refuseLosses(path, findLosses(marks, database));
      database.exec(`
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA recursive_triggers = ON;
        PRAGMA cache_size = -16384;
        PRAGMA journal_size_limit = 67108864;
        PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES};
      `);
      migrate(database, { path, ...options });
      if (options.schema !== 'leave') expectSchema(database, path, options.migrations);
      if (options.maxSizeBytes !== undefined) limitSize(database, options.maxSizeBytes);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

/**
 * Opens an existing ledger (or a backup of one) for reading only. One of an older version lacks tables: only what reads
 * the chain alone can `accept` it, as a backup from before an update must stay worth something.
 * @throws LEDGER_SCHEMA where the schema is another and is not to be left: figures would be read through it.
 */
export function openStoreReadOnly(
  path: string,
  {
    older = 'refuse',
    schema = 'expect',
  }: { readonly older?: 'accept' | 'refuse'; readonly schema?: SchemaCare } = {},
): SqlDatabase {
  if (isDatabasePlace(path)) return openDatabaseReadOnly(path, { older, schema });
  if (!existsSync(path)) {
    throw new LedgerError('LEDGER_MISSING', `${path}: expected a ledger, found no file`);
  }
  // SQLite would wait for ever for somebody to write to a pipe.
  if (!statSync(path).isFile())
    throw new LedgerError('LEDGER_CORRUPT', `${path}: expected a ledger, got a folder, pipe or device`);
  return withLedgerErrors(path, () => {
    const database = new DatabaseSync(path, { readOnly: true, timeout: seconds(5) });
    try {
      expectReadable(database, path, { older, schema });
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

/** The same in PostgreSQL: what is beyond a database (its size, the damage of its files) is for who runs the server. */
function openDatabase(place: string, options: StoreOptions): SqlDatabase {
  const shown = shownPlace(place);
  return withLedgerErrors(shown, () => {
    const marks = options.losses === 'accept' ? [] : readMarks(place, options.markFiles);
    const { busyTimeoutMs: busyMs, migrations } = options;
    const database = connectRecord(place, { access: 'write', ...(busyMs !== undefined && { busyMs }) });
    try {
      refuseComputed(database, shown);
      refuseNewer(schemaVersion(database, shown), shown, migrations);
      refuseLosses(shown, findLosses(marks, database));
      migratePostgres(database, { place, nowMs: options.nowMs, migrations });
      if (options.schema !== 'leave') expectSchema(database, shown, migrations);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

interface Reading {
  readonly older: 'accept' | 'refuse';
  readonly schema: SchemaCare;
}

function openDatabaseReadOnly(place: string, reading: Reading): SqlDatabase {
  const shown = shownPlace(place);
  return withLedgerErrors(shown, () => {
    const database = connectRecord(place, { access: 'read' });
    try {
      if (schemaVersion(database, shown) === 0)
        throw new LedgerError('LEDGER_MISSING', `${shown}: expected a ledger, found none in the database`);
      expectReadable(database, shown, reading);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

function expectReadable(database: SqlDatabase, path: string, { older, schema }: Reading): void {
  refuseComputed(database, path);
  const version = schemaVersion(database, path);
  refuseNewer(version, path);
  if (version === 0 || (version < MIGRATIONS.length && older === 'refuse')) refuseOlder(version, path);
  if (schema === 'expect') expectSchema(database, path);
}

/** Whether there is a ledger at this place. @throws LEDGER_BUSY and the like where its server cannot be asked. */
export function storeExists(place: string): boolean {
  if (!isDatabasePlace(place)) return existsSync(place);
  const shown = shownPlace(place);
  return withLedgerErrors(shown, () => {
    const database = connectRecord(place, { access: 'read' });
    try {
      return schemaVersion(database, shown) > 0;
    } finally {
      database.close();
    }
  });
}

function expectSchema(database: SqlDatabase, path: string, migrations?: readonly string[]): void {
  const differences = compareSchema(database, schemaVersion(database, path), migrations);
  if (differences.length > 0)
    refuseSchema(
      differences,
      `${path}: expected the schema of a ledger`,
      'camwatch ledger rebuild puts it right, and notes it',
    );
}

function limitSize(database: SqlDatabase, maxSizeBytes: number): void {
  const pageBytes = Number(database.prepare('PRAGMA page_size').get()?.page_size ?? 4096);
  database.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(maxSizeBytes / pageBytes))}`);
}

function refuseOlder(version: number, path: string): never {
  if (version === 0) throw new LedgerError('LEDGER_CORRUPT', `${path}: expected a ledger, got an empty file`);
  throw new LedgerError(
    'LEDGER_FAILED',
    `${path}: expected a ledger of version ${MIGRATIONS.length}, got version ${version}; start camwatch once to bring it up to date`,
  );
}
