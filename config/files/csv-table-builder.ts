import type { Zone } from '../../core/time/zone.ts';
import type { Column } from './columns.ts';
import type { Problem } from './config-error.ts';
import type { CsvHeader } from './csv-header.ts';
import type { CsvRecord } from './csv-records.ts';
import type { CsvTable, CsvTableFormat, Row } from './csv-table-format.ts';
import { createTextKeeper } from './keep-texts.ts';
import { createShaper } from './shape-rows.ts';

export interface CsvTableBuilder<Item> {
  readonly add: (record: CsvRecord) => void;
  readonly finish: () => CsvTable<Item>;
}

/** Collects the entries of one CSV file, their lines, and everything that is wrong with them. */
export function createCsvTableBuilder<Item extends object>(
  { file, zone, parseRow, idColumn }: CsvTableFormat<Item> & { readonly file: string; readonly zone: Zone },
  header: CsvHeader,
): CsvTableBuilder<Item> {
  const problems: Problem[] = [...header.problems];
  const items: Item[] = [];
  const readable: Item[] = [];
  const readableLines: number[] = [];
  const byId = new Map<string, Item>();
  /** Lines of rows that are not in `byId`. */
  const flawedIds = new Map<string, number>();
  const toShape = createShaper<Item>();
  const lineOf = createLineLookup(readable, readableLines);
  const { row, load, fieldOf } = createRow(header, zone, (line, name, message) =>
    problems.push(problemAt(line, name, message)),
  );

  return {
    add: (record) => {
      const problemCount = problems.length;
      load(record);
      const shape = shapeProblem(file, record, header.width);
      if (shape) problems.push(shape);
      const read = shape ? undefined : parseRow(row);
      const item = read && toShape(read);
      const id = idColumn && fieldOf(idColumn);
      if (idColumn && id) refuseSecond(idColumn, id, record.line);
      const isSound = item !== undefined && problems.length === problemCount;
      // A row with a flaw still declares its id, so that what refers to it is not called wrong as well.
      if (id !== undefined && !isSound && !flawedIds.has(id)) flawedIds.set(id, record.line);
      if (item === undefined) return;
      readable.push(item);
      readableLines.push(record.line);
      if (!isSound) return;
      items.push(item);
      if (id !== undefined) byId.set(id, item);
    },
    finish: () => {
      // A part of a file's text holds all of it in memory, and the table is held while others are read.
      load(NOTHING);
      const table = {
        file,
        items,
        readable,
        byId,
        isDeclared: (id: string) => byId.has(id) || flawedIds.has(id) || !header.isUsable,
        lineOf,
        problem: (item: Item, name: string, message: string) => problemAt(lineOf(item), name, message),
      };
      return { table, problems };
    },
  };

  function problemAt(line: number, path: string, message: string): Problem {
    return { file, line, col: (header.positions.get(path) ?? 0) + 1, path, message };
  }

  function refuseSecond(column: Column<string>, id: string, line: number): void {
    const first = byId.get(id);
    const firstLine = first ? lineOf(first) : flawedIds.get(id);
    if (firstLine === undefined) return;
    const message = `expected an id that is used once, got ${JSON.stringify(id)}, which line ${firstLine} has too`;
    problems.push(problemAt(line, column.name, message));
  }
}

/** Lines are asked for only where there is something to say: until then no item is looked up. */
function createLineLookup<Item>(items: readonly Item[], lines: readonly number[]): (item: Item) => number {
  const known = new Map<Item, number>();
  return (item) => {
    for (let index = known.size; index < items.length; index++) {
      const next = items[index];
      if (next !== undefined) known.set(next, lines[index] ?? 1);
    }
    return known.get(item) ?? 1;
  };
}

const NOTHING: CsvRecord = { line: 1, fields: [] };

/** One row that is loaded again and again: 100,000 of them would be a second of garbage. */
function createRow(
  { positions }: CsvHeader,
  zone: Zone,
  refuse: (line: number, name: string, message: string) => void,
) {
  const keep = createTextKeeper();
  let record = NOTHING;
  const fieldOf = (column: Column<unknown>): string => {
    const position = positions.get(column.name);
    if (position === undefined) return '';
    return keep(position, record.fields[position]?.trim() ?? '');
  };
  const row: Row = {
    read: (column) => {
      const field = fieldOf(column);
      const value = field === '' ? undefined : column.parse(field, zone);
      if (value !== undefined || (field === '' && !column.isRequired)) return value;
      const got = field === '' ? 'nothing' : column.isSecret ? '[redacted]' : JSON.stringify(field);
      refuse(record.line, column.name, `expected ${column.expected}, got ${got}`);
      return undefined;
    },
    has: (column) => fieldOf(column) !== '',
    refuse: (column, message) => refuse(record.line, column.name, message),
  };
  const load = (next: CsvRecord) => {
    record = next;
  };
  return { row, load, fieldOf };
}

function shapeProblem(file: string, { line, fields, flaw }: CsvRecord, width: number): Problem | undefined {
  if (flaw) return { file, line, col: flaw.field + 1, path: 'the row', message: flaw.message };
  if (fields.length === width) return undefined;
  const message = `expected ${width} fields as in the header, got ${fields.length}`;
  return { file, line, col: Math.min(fields.length, width) + 1, path: 'the row', message };
}
