import { setImmediate } from 'node:timers/promises';
import type { Column, Columns } from './columns.ts';
import type { Problem } from './config-error.ts';
import { readHeader } from './csv-header.ts';
import { type CsvRecord, detectDelimiter, readCsvRecords } from './csv-records.ts';
import type { Table } from './table.ts';
import type { Zone } from './zone.ts';

/** One row while it is being parsed. */
export interface Row {
  /** The value of a field; `undefined` when it is empty, or unreadable, which is then on record as a problem. */
  readonly read: <Value>(column: Column<Value>) => Value | undefined;
  /** Whether anything is written in a field, readable or not. */
  readonly has: (column: Column<unknown>) => boolean;
  /** Puts a problem on record that lies between fields; `column` is where people should look. */
  readonly refuse: (column: Column<unknown>, message: string) => void;
}

export interface CsvTableFormat<Item> {
  readonly columns: Columns;
  /** Builds an entry from its fields; `undefined` when a field it cannot do without is missing. */
  readonly parseRow: (row: Row) => Item | undefined;
  /** The column whose values name the entries, where they have names. */
  readonly idColumn?: Column<string>;
}

export interface ReadCsvTableOptions<Item> extends CsvTableFormat<Item> {
  readonly file: string;
  readonly text: string;
  readonly zone: Zone;
  /** Called every few thousand rows with how many were read since the last call. */
  readonly onRows?: (rowCount: number) => void;
}

const ROWS_PER_SLICE = 2_000;

/**
 * Reads a CSV file with a header row, gives up the event loop every few milliseconds (a reload must not make probes
 * late), and returns what could be read beside everything that is wrong.
 */
export async function readCsvTable<Item extends object>(
  options: ReadCsvTableOptions<Item>,
): Promise<{ readonly table: Table<Item>; readonly problems: readonly Problem[] }> {
  const { file, text, columns, parseRow, idColumn, zone, onRows } = options;
  const records = readCsvRecords(text, detectDelimiter(text));
  const header = readHeader(file, records.next().value ?? undefined, columns);
  const problems: Problem[] = [...header.problems];
  const items: Item[] = [];
  const readable: Item[] = [];
  const byId = new Map<string, Item>();
  const lines = new Map<Item, number>();
  const firstLines = new Map<string, number>();
  const lastFields: string[] = [];
  let rowCount = 0;

  const at = (line: number, name: string, message: string): Problem => ({
    file,
    line,
    col: (header.positions.get(name) ?? 0) + 1,
    path: name,
    message,
  });

  for (const record of header.isUsable ? records : []) {
    if (++rowCount % ROWS_PER_SLICE === 0) {
      onRows?.(ROWS_PER_SLICE);
      await setImmediate();
    }
    const shape = shapeProblem(file, record, header.width);
    if (shape) {
      problems.push(shape);
      continue;
    }
    const problemCount = problems.length;
    const item = parseRow(rowOf(record));
    const id = idColumn && fieldOf(record, idColumn);
    if (id !== undefined) declare(id, record.line);
    if (item === undefined) continue;
    readable.push(item);
    lines.set(item, record.line);
    if (problems.length > problemCount) continue;
    items.push(item);
    if (id !== undefined) byId.set(id, item);
  }
  onRows?.(rowCount % ROWS_PER_SLICE);

  const lineOf = (item: Item) => lines.get(item) ?? 1;
  const table: Table<Item> = {
    file,
    items,
    readable,
    byId,
    isDeclared: (id) => !header.isUsable || firstLines.has(id),
    lineOf,
    problem: (item, name, message) => at(lineOf(item), name, message),
  };
  return { table, problems };

  function fieldOf(record: CsvRecord, column: Column<unknown>): string {
    const position = header.positions.get(column.name);
    if (position === undefined) return '';
    const field = record.fields[position]?.trim() ?? '';
    // Neighbouring rows share most values: one string for all of them halves the memory and the time of a big file.
    if (field !== lastFields[position]) lastFields[position] = field;
    return lastFields[position] ?? field;
  }

  function rowOf(record: CsvRecord): Row {
    return {
      read: (column) => {
        const field = fieldOf(record, column);
        if (field === '') {
          if (column.isRequired) {
            problems.push(at(record.line, column.name, `expected ${column.expected}, got nothing`));
          }
          return undefined;
        }
        const value = column.parse(field, zone);
        if (value === undefined) {
          const got = column.isSecret ? '[redacted]' : JSON.stringify(field);
          problems.push(at(record.line, column.name, `expected ${column.expected}, got ${got}`));
        }
        return value;
      },
      has: (column) => fieldOf(record, column) !== '',
      refuse: (column, message) => problems.push(at(record.line, column.name, message)),
    };
  }

  function declare(id: string, line: number): void {
    const firstLine = firstLines.get(id);
    if (firstLine === undefined) {
      firstLines.set(id, line);
    } else if (id !== '' && idColumn) {
      const message = `expected an id that is used once, got ${JSON.stringify(id)}, which line ${firstLine} has too`;
      problems.push(at(line, idColumn.name, message));
    }
  }
}

function shapeProblem(file: string, { line, fields, flaw }: CsvRecord, width: number): Problem | undefined {
  if (flaw) return { file, line, col: flaw.field + 1, path: 'the row', message: flaw.message };
  if (fields.length === width) return undefined;
  const message = `expected ${width} fields as in the header, got ${fields.length}`;
  return { file, line, col: Math.min(fields.length, width) + 1, path: 'the row', message };
}
