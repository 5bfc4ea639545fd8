import { onOneLine } from '../../../core/text/shown-text.ts';
import { LedgerError } from '../../record/ledger-error.ts';
import { comparePostgresSchema } from '../postgres/postgres-schema.ts';
import { MIGRATIONS } from '../store/migrations.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { readSchema, referenceSchema, type SchemaDifference } from './reference-schema.ts';

/**
 * Compares every table, index, trigger and view with those of a ledger that went through the same migrations in memory: a
 * trigger that swallows rows, an index that lost some or a column that was renamed changes figures and leaves every hash.
 */
export function compareSchema(
  database: SqlDatabase,
  version: number,
  migrations: readonly string[] = MIGRATIONS,
): readonly SchemaDifference[] {
  if (database.engine === 'postgres') return comparePostgresSchema(database, version, migrations);
  const expected = referenceSchema(version, migrations);
  const got = readSchema(database);
  const names = [...new Set([...expected.keys(), ...got.keys()])].sort();
  return names.flatMap((name) => {
    const [wanted, there] = [expected.get(name), got.get(name)];
    if (wanted !== undefined && there !== undefined && isSameSql(wanted.sql, there.sql)) return [];
    const { type = '', name: bare = '', table = '' } = wanted ?? there ?? {};
    return [
      {
        type,
        name: bare,
        table,
        ...(wanted && { expected: wanted.sql }),
        ...(there && { got: there.sql }),
      },
    ];
  });
}

/** However it is laid out. No literal of ours has two spaces. */
const isSameSql = (a: string, b: string): boolean => a === b || inOneLine(a) === inOneLine(b);

/** One line: what it is, and what is wrong with it. */
export function describeSchemaDifference({ type, name: named, expected, got }: SchemaDifference): string {
  const name = onOneLine(named);
  if (expected === undefined) return `${type} ${name} does not belong in a ledger: ${brief(got)}`;
  if (got === undefined) return `${type} ${name} is missing: expected ${brief(expected)}`;
  return `${type} ${name} is another than it should be: expected ${brief(expected)}, got ${brief(got)}`;
}

const MOST_TOLD = 20;

/** @throws LEDGER_SCHEMA with what differs, and what can be done. */
export function refuseSchema(differences: readonly SchemaDifference[], message: string, help: string): never {
  const lines = differences
    .slice(0, MOST_TOLD)
    .map((difference) => `  ${describeSchemaDifference(difference)}`);
  const more = differences.length - lines.length;
  throw new LedgerError(
    'LEDGER_SCHEMA',
    [`${message}, got another:`, ...lines, ...(more > 0 ? [`  and ${more} more`] : []), `  ${help}`].join(
      '\n',
    ),
  );
}

const inOneLine = (sql: string): string => sql.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();

const MOST_CHARACTERS = 160;

function brief(sql = ''): string {
  const line = inOneLine(sql);
  if (line === '') return 'what SQLite makes by itself';
  return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)}…` : line;
}
