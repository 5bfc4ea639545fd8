/** What may be bound to a place of a statement. */
export type SqlInput = null | number | bigint | string | NodeJS.ArrayBufferView;

/** What a column holds. */
export type SqlOutput = null | number | bigint | string | NodeJS.NonSharedUint8Array;

type Row = Record<string, SqlOutput>;
type Named = Record<string, SqlInput>;

/**
 * A statement that is prepared once and run as often as wanted, with values by place or by name (without its colon).
 * `DatabaseSync` of node:sqlite makes such ones.
 */
export interface SqlStatement {
  get(...values: SqlInput[]): Row | undefined;
  get(named: Named): Row | undefined;
  all(...values: SqlInput[]): Row[];
  all(named: Named): Row[];
  /** One by one. To run the statement again before the end breaks it off. */
  iterate(...values: SqlInput[]): IteratorObject<Row, undefined, unknown>;
  iterate(named: Named): IteratorObject<Row, undefined, unknown>;
  run(...values: SqlInput[]): SqlChanges;
  run(named: Named): SqlChanges;
  /** Rows as lists from now on: a column is then asked for by its place. */
  setReturnArrays(enabled: boolean): void;
  /** Only of an engine for which each answer is a way over the network: see `run-later.ts`. */
  runLater?(values: readonly SqlInput[], expectedChanges: number | undefined, unexpected: () => Error): void;
}

export interface SqlChanges {
  readonly changes: number | bigint;
}

/**
 * A connection to the database that a record is kept in. Everything that reads or writes the record speaks to this, whatever
 * engine is behind it: `DatabaseSync` of node:sqlite fits it as it is.
 */
export interface SqlDatabase {
  /** Absent: SQLite. */
  readonly engine?: 'postgres';
  prepare(sql: string): SqlStatement;
  /** One statement or several, without values. */
  exec(sql: string): void;
  /** Only of an engine that takes many rows at once: see `insert-rows.ts`. Returns how many the table has taken. */
  copyIn?(table: string, columns: readonly string[], rows: readonly (readonly SqlInput[])[]): number;
  close(): void;
  readonly isOpen: boolean;
  readonly isTransaction: boolean;
  /** Where the database is; `null`: in memory. */
  location(): string | null;
}
