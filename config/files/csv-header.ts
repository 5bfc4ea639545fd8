import { suggestName } from '../../core/text/suggest-name.ts';
import type { Columns } from './columns.ts';
import type { Problem } from './config-error.ts';
import type { CsvRecord } from './csv-records.ts';

export interface CsvHeader {
  /** Where each known column stands, counted from 0. */
  readonly positions: ReadonlyMap<string, number>;
  readonly width: number;
  readonly problems: readonly Problem[];
  /** Without a column that every row needs, each row would repeat the same complaint. */
  readonly isUsable: boolean;
}

/** Checks the header row: unknown columns are errors, since a misspelt optional column would be ignored in silence. */
export function readHeader(file: string, record: CsvRecord | undefined, columns: Columns): CsvHeader {
  if (!record) {
    const message = `expected a header row (${Object.keys(columns).join(',')}), got an empty file`;
    const problem = { file, line: 1, col: 1, path: 'the header', message };
    return { positions: new Map(), width: 0, problems: [problem], isUsable: false };
  }
  const names = record.fields.map((field) => field.trim());
  const positions = new Map<string, number>();
  const problems: Problem[] = [];
  const refuse = (col: number, path: string, message: string) =>
    problems.push({ file, line: record.line, col, path, message });

  for (const [index, name] of names.entries()) {
    const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
    if (positions.has(name)) refuse(index + 1, name, 'expected each column once, got it twice');
    // Our own text of the name: a part of a file's text holds all of it in memory.
    else if (column) positions.set(column.name, index);
    else refuse(index + 1, name || 'the header', unknownColumn(name, Object.keys(columns)));
  }
  const missing = Object.values(columns).filter((column) => column.isRequired && !positions.has(column.name));
  for (const { name } of missing) refuse(1, name, 'expected a column of this name, got none');
  return { positions, width: names.length, problems, isUsable: missing.length === 0 };
}

function unknownColumn(name: string, known: readonly string[]): string {
  const suggestion = suggestName(name, known);
  const expected = suggestion ? `a known column, such as ${suggestion}` : `one of ${known.join(', ')}`;
  return `expected ${expected}, got ${JSON.stringify(name)}`;
}
