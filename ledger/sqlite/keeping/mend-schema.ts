import { canonicalJson } from '../../../core/text/canonical-json.ts';
import { LedgerError, withLedgerErrors } from '../../record/ledger-error.ts';
import { createChain } from '../chain/chain.ts';
import { readSchema, referenceSchema, type SchemaDifference } from '../checks/reference-schema.ts';
import { compareSchema, refuseSchema } from '../checks/schema-difference.ts';
import type { MarkOptions } from '../high-water/keep-marks.ts';
import { keepDefinitions, readObjects, referenceObjects } from '../postgres/postgres-schema.ts';
import { schemaVersion } from '../store/migrations.ts';
import type { SqlDatabase } from '../store/sql-database.ts';

export interface MendOptions {
  readonly path: string;
  readonly author: string;
  readonly recordedMs: number;
  readonly marks?: MarkOptions;
}

/** Tables whose rows follow from the chain: they may be made again empty, and are filled again. */
const REBUILDABLE: ReadonlySet<string> = new Set([
  'status',
  'day',
  'day_group',
  'day_built',
  'day_copied',
  'day_gone',
]);

/**
 * Puts a schema right that is not as the migrations leave it, in one transaction with a row of the chain that says so, with
 * the SQL of what was taken out: a trigger, view or index that does not belong is dropped, one that is missing is made
 * again. A table of somebody else is left, since nothing reads it. Returns what was, and what is, not as it should be.
 * @throws LEDGER_SCHEMA where a table that holds what is recorded is missing or was changed.
 */
export function mendSchema(
  database: SqlDatabase,
  { path, author, recordedMs, marks }: MendOptions,
): readonly SchemaDifference[] {
  const version = schemaVersion(database, path);
  const differences = compareSchema(database, version);
  if (differences.length === 0) return differences;
  const beyond = differences.filter(isBeyondMending);
  if (beyond.length > 0) {
    refuseSchema(
      beyond,
      `${path}: expected the tables of a ledger`,
      'restore a backup: camwatch ledger restore',
    );
  }
  const dropOf = createDropOf(database.engine);
  const drops = differences.flatMap(dropOf);
  withLedgerErrors(path, () =>
    createChain(database, marks).transaction((append) => {
      for (const sql of drops) database.exec(sql);
      const made = makeMissing(database, version, path);
      // Of a table of somebody else there is nothing to note at every start.
      if (drops.length + made.length === 0) return;
      const dropped = differences.filter((difference) => dropOf(difference).length > 0).map(sqlOf);
      const body = canonicalJson({ dropped, made });
      append('audit', { action: 'schema-mended', recorded_ms: recordedMs, author, body });
    }),
  );
  return differences;
}

function isBeyondMending({ type, table, expected, got }: SchemaDifference): boolean {
  // What SQLite makes by itself comes and goes with its table.
  if (type === 'table' || expected === '' || got === '')
    return expected !== undefined && !REBUILDABLE.has(table);
  return false;
}

const isStatistic = ({ type, name }: SchemaDifference): boolean =>
  type === 'table' && name.startsWith('sqlite_stat');

/** @returns nothing where it is not there, is of somebody else, or goes with its table. */
const createDropOf =
  (engine: SqlDatabase['engine']) =>
  (difference: SchemaDifference): readonly string[] => {
    const { type, name, table, expected, got } = difference;
    if (got === undefined || got === '') return [];
    if (type === 'table' && expected === undefined && !isStatistic(difference)) return [];
    // It is replaced, since triggers stand on it.
    if (type === 'function' && expected !== undefined) return [];
    const dropped = `DROP ${type.toUpperCase()} IF EXISTS ${quoted(name)}`;
    // In PostgreSQL each table has names of its own for them.
    const isOfTable = type === 'rule' || type === 'trigger';
    return [engine === 'postgres' && isOfTable ? `${dropped} ON ${quoted(table)}` : dropped];
  };

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const MOST_CHARACTERS = 2_000;
const sqlOf = ({ got = '' }: SchemaDifference): string => got.slice(0, MOST_CHARACTERS);

function makeMissing(database: SqlDatabase, version: number, path: string): readonly string[] {
  const isPostgres = database.engine === 'postgres';
  const there = isPostgres ? readObjects(database) : readSchema(database);
  const missing = [...(isPostgres ? referenceObjects(version) : referenceSchema(version))].filter(
    ([key, { type, sql }]) => sql !== '' && (type === 'function' || !there.has(key)),
  );
  for (const [, { type, name, sql }] of missing) {
    try {
      database.exec(sql);
    } catch (error) {
      const got = error instanceof Error ? error.message : String(error);
      throw new LedgerError(
        'LEDGER_SCHEMA',
        `${path}: expected to make the ${type} ${name} again, got: ${got}; restore a backup: camwatch ledger restore`,
        { cause: error },
      );
    }
  }
  const names = missing.map(([, { name }]) => name);
  if (isPostgres) keepDefinitions(database, version);
  // Sums without their rows would be taken for ordinary days.
  if (names.includes('day') || names.includes('day_group')) database.exec('DELETE FROM day_built');
  return names;
}
