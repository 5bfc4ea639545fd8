import { LedgerError } from '../../record/ledger-error.ts';
import type { SqlOutput } from './sql-database.ts';

/** A row as SQLite returns it. */
export type SqlRow = Readonly<Record<string, SqlOutput>>;

export function textOf(row: SqlRow | undefined, column: string): string {
  const value = row?.[column];
  return typeof value === 'string' ? value : refuse(column, 'a text', value);
}

export function optionalTextOf(row: SqlRow, column: string): string | undefined {
  const value = row[column];
  if (value === null || value === undefined) return undefined;
  return typeof value === 'string' ? value : refuse(column, 'a text', value);
}

export function integerOf(row: SqlRow | undefined, column: string): number {
  const value = row?.[column];
  return typeof value === 'number' ? value : refuse(column, 'an integer', value);
}

export function optionalIntegerOf(row: SqlRow, column: string): number | undefined {
  const value = row[column];
  if (value === null || value === undefined) return undefined;
  return typeof value === 'number' ? value : refuse(column, 'an integer', value);
}

/** A blob as lower-case hexadecimal digits. */
export function hexOf(row: SqlRow | undefined, column: string): string {
  const value = row?.[column];
  if (!(value instanceof Uint8Array)) return refuse(column, 'bytes', value);
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex');
}

/** A text out of a closed set. */
export function memberOf<Member extends string>(
  row: SqlRow,
  column: string,
  members: readonly Member[],
): Member {
  const value = row[column];
  return members.find((member) => member === value) ?? refuse(column, `one of ${members.join(', ')}`, value);
}

function refuse(column: string, expected: string, got: unknown): never {
  throw new LedgerError(
    'LEDGER_CORRUPT',
    `the ledger is damaged: column ${column}: expected ${expected}, got ${String(got)}`,
  );
}
