import type { SqlInput } from '../store/sql-database.ts';
import { bindValue } from './bind-values.ts';

/** Rows as lines of COPY's text format. */
export const renderCopyText = (rows: readonly (readonly SqlInput[])[]): string =>
  rows.map((row) => `${row.map(renderCell).join('\t')}\n`).join('');

function renderCell(value: SqlInput): string {
  if (value === null) return '\\N';
  if (typeof value !== 'string') return `${typeof value === 'object' ? '\\' : ''}${bindValue(value).wire}`;
  return SIGNS.test(value) ? value.replaceAll(ALL_SIGNS, (sign) => ESCAPES[sign] ?? sign) : value;
}

const SIGNS = /[\\\t\n\r]/;
const ALL_SIGNS = new RegExp(SIGNS, 'g');
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
