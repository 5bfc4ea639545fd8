import type { Column } from './columns.ts';
import type { Problem } from './config-error.ts';
import type { CsvHeader } from './csv-header.ts';
import type { CsvRecord } from './csv-records.ts';
import type { CsvTable, CsvTableFormat, Row } from './csv-table-format.ts';
import type { Zone } from './zone.ts';

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
  const byId = new Map<string, Item>();
  const lines = new Map<Item, number>();
  const firstLines = new Map<string, number>();
  const { row, load, fieldOf } = createRow(header, zone, (line, name, message) =>
    problems.push(problemAt(line, name, message)),
  );

  return {
    add: (record) => {
      const problemCount = problems.length;
      load(record);
      const shape = shapeProblem(file, record, header.width);
      if (shape) problems.push(shape);
      const item = shape ? undefined : parseRow(row);
      // A row with a flaw still declares its id, so that what refers to it is not called wrong as well.
      const id = idColumn && declare(idColumn, record.line);
      if (item === undefined) return;
      readable.push(item);
      lines.set(item, record.line);
      if (problems.length > problemCount) return;
      items.push(item);
      if (id !== undefined) byId.set(id, item);
    },
    finish: () => {
      const lineOf = (item: Item) => lines.get(item) ?? 1;
      const table = {
        file,
        items,
        readable,
        byId,
        isDeclared: (id: string) => !header.isUsable || firstLines.has(id),
        lineOf,
        problem: (item: Item, name: string, message: string) => problemAt(lineOf(item), name, message),
      };
      return { table, problems };
    },
  };

  function problemAt(line: number, path: string, message: string): Problem {
    return { file, line, col: (header.positions.get(path) ?? 0) + 1, path, message };
  }

  function declare(column: Column<string>, line: number): string {
    const id = fieldOf(column);
    const firstLine = firstLines.get(id);
    if (firstLine === undefined) {
      firstLines.set(id, line);
    } else if (id !== '') {
      const message = `expected an id that is used once, got ${JSON.stringify(id)}, which line ${firstLine} has too`;
      problems.push(problemAt(line, column.name, message));
    }
    return id;
  }
}

/** One row that is loaded again and again: 100,000 of them would be a second of garbage. */
function createRow(
  { positions }: CsvHeader,
  zone: Zone,
  refuse: (line: number, name: string, message: string) => void,
) {
  const shared: string[] = [];
  let record: CsvRecord = { line: 1, fields: [] };
  const fieldOf = (column: Column<unknown>): string => {
    const position = positions.get(column.name);
    if (position === undefined) return '';
    const field = record.fields[position]?.trim() ?? '';
    // Neighbouring rows share most values: one string for all of them halves the memory and the time of a big file.
    if (field !== shared[position]) shared[position] = field;
    return shared[position] ?? field;
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
