import type { SqlOutput } from '../store/sql-database.ts';

/** Rows by column, so that numbers cross between threads without being copied one by one. In them NaN is NULL. */
export interface RowBlock {
  readonly names: readonly string[];
  readonly count: number;
  readonly columns: readonly (Float64Array | readonly (string | Uint8Array | null)[])[];
}

interface Field {
  readonly name: string;
  readonly dataTypeID: number;
}

/** Takes rows as PostgreSQL sends them, as texts. */
export interface RowBlockDraft {
  readonly add: (cells: readonly (string | null)[]) => void;
  readonly take: () => RowBlock;
}

const BOOLEAN = 16;
const BYTES = 17;
const NUMBERS: ReadonlySet<number> = new Set([20, 21, 23, 26, 700, 701, 1700]);

export function createRowBlockDraft(fields: readonly Field[]): RowBlockDraft {
  const names = fields.map(({ name }) => name);
  const kinds = fields.map(({ dataTypeID }) => kindOf(dataTypeID));
  let cells: (number | string | Uint8Array | null)[][] = kinds.map(() => []);
  let count = 0;
  return {
    add: (row) => {
      for (let place = 0; place < kinds.length; place++) {
        const text = row[place] ?? null;
        cells[place]?.push(text === null ? null : (kinds[place] ?? String)(text));
      }
      count++;
    },
    take: () => {
      const columns = cells.map((column, place) =>
        kinds[place] === parseText || kinds[place] === parseBytes ? texts(column) : numbers(column),
      );
      const block = { names, count, columns };
      cells = kinds.map(() => []);
      count = 0;
      return block;
    },
  };
}

type Parse = (text: string) => number | string | Uint8Array;

const parseText: Parse = (text) => text;
const parseBytes: Parse = (text) => Buffer.from(text.slice(2), 'hex');
const parseBoolean: Parse = (text) => (text === 't' ? 1 : 0);

function parseNumber(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && !Number.isSafeInteger(value))
    throw Object.assign(new RangeError(`the value is too large for a number: ${text}`), {
      code: 'ERR_OUT_OF_RANGE',
    });
  return value;
}

function kindOf(type: number): Parse {
  if (NUMBERS.has(type)) return parseNumber;
  if (type === BOOLEAN) return parseBoolean;
  return type === BYTES ? parseBytes : parseText;
}

const texts = (column: readonly (number | string | Uint8Array | null)[]) =>
  column.map((cell) => (typeof cell === 'number' ? String(cell) : cell));

const numbers = (column: readonly (number | string | Uint8Array | null)[]): Float64Array =>
  Float64Array.from(column, (cell) => (typeof cell === 'number' ? cell : Number.NaN));

export const EMPTY_BLOCK: RowBlock = { names: [], count: 0, columns: [] };

/** What of a block can change threads without a copy. */
export const buffersOf = ({ columns }: RowBlock): ArrayBuffer[] =>
  columns.flatMap((column) =>
    column instanceof Float64Array && column.buffer instanceof ArrayBuffer ? [column.buffer] : [],
  );

export type BlockRow = Record<string, SqlOutput>;

/** The rows as node:sqlite gives them: by name, or as lists. */
export function* rowsOf(
  { names, count, columns }: RowBlock,
  as: 'objects' | 'lists',
): Generator<BlockRow, undefined> {
  for (let row = 0; row < count; row++) {
    const made: BlockRow = as === 'lists' ? Object.create(null) : {};
    for (let place = 0; place < columns.length; place++)
      made[as === 'lists' ? place : (names[place] ?? '')] = cellOf(columns[place], row);
    yield made;
  }
}

function cellOf(column: RowBlock['columns'][number] | undefined, row: number): SqlOutput {
  if (!(column instanceof Float64Array)) return bytesOf(column?.[row] ?? null);
  const value = column[row] ?? Number.NaN;
  return Number.isNaN(value) ? null : value;
}

/** Only bytes of their own memory cross between threads. */
const bytesOf = (cell: string | Uint8Array | null): SqlOutput =>
  cell instanceof Uint8Array ? new Uint8Array(cell) : cell;
