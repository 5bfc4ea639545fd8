import { hash } from 'node:crypto';
import { CHAINED_TABLE_NAMES, CHAINED_TABLES, type ChainedTable } from './chained-tables.ts';

/** Stands before the first row, in place of a hash. */
export const GENESIS_HASH = '0'.repeat(64);

/** The columns of a row as they are stored. `body`, where there is one, is canonical JSON. */
export interface StoredRow {
  readonly table: ChainedTable;
  readonly seq: number;
  readonly v: number;
  readonly salt: string;
  readonly value: (column: string) => string | number | null | undefined;
}

/**
 * What the hash of a row covers: canonical JSON of its table, number, version, salt and columns, absent ones left out.
 * The column `body` is put in as it stands, so that no change of a byte of it gets past.
 */
export function renderRowBody(row: StoredRow): string {
  let members = '';
  for (const key of BODY_KEYS.get(row.table)?.[row.v - 1] ?? []) {
    const value = memberOf(row, key);
    if (value === null || value === undefined) continue;
    const text = key === 'body' ? wholeBody(`${value}`) : JSON.stringify(value);
    members += `${members === '' ? '' : ','}"${key}":${text}`;
  }
  return `{${members}}`;
}

/** What is no JSON by itself might say of columns beside it: `{},"corrects":7` in place of that column. As text it has another hash. */
function wholeBody(body: string): string {
  try {
    JSON.parse(body);
    return body;
  } catch {
    return JSON.stringify(body);
  }
}

/** The one rule of the chain: SHA-256 over the hash before, a newline, and the body; all as UTF-8 text. */
export const hashRow = (prev: string, body: string): string => hash('sha256', `${prev}\n${body}`, 'hex');

function memberOf(row: StoredRow, key: string): string | number | null | undefined {
  switch (key) {
    case 'table':
      return row.table;
    case 'seq':
      return row.seq;
    case 'v':
      return row.v;
    case 'salt':
      return row.salt;
    default:
      return row.value(key);
  }
}

/** By table and version, in canonical order. An unknown version has no keys, so that its hash cannot match. */
const BODY_KEYS: ReadonlyMap<ChainedTable, readonly (readonly string[])[]> = new Map(
  CHAINED_TABLE_NAMES.map((table) => [
    table,
    CHAINED_TABLES[table].map((columns) => [...columns, 'table', 'seq', 'v', 'salt'].sort()),
  ]),
);
