import type { Column, Columns } from './columns.ts';
import type { Problem } from './config-error.ts';
import type { Table } from './table.ts';

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

export interface CsvTable<Item> {
  readonly table: Table<Item>;
  readonly problems: readonly Problem[];
}
