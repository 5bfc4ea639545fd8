import type { SqlOutput } from '../store/sql-database.ts';

/** Rows by column, so that numbers cross between threads without being copied one by one. In them NaN is NULL. */
export interface RowBlock {
  readonly names: readonly string[];
  readonly count: number;
  readonly columns: readonly BlockColumn[];
}

type Cell = string | Uint8Array | null;
type BlockColumn = Float64Array | FewTexts | readonly Cell[];

/** A column in which few texts stand again and again: those, and of each row which. */
interface FewTexts {
  readonly texts: readonly (string | null)[];
  readonly places: Uint8Array;
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

interface ColumnDraft {
  readonly add: (text: string | null) => void;
  readonly take: () => BlockColumn;
}

const BOOLEAN = 16;
const BYTES = 17;
const NUMBERS: ReadonlySet<number> = new Set([20, 21, 23, 26, 700, 701, 1700]);

export function createRowBlockDraft(fields: readonly Field[]): RowBlockDraft {
  const names = fields.map(({ name }) => name);
  const columns = fields.map(({ dataTypeID }) => draftOf(dataTypeID));
  let count = 0;
  return {
    add: (row) => {
      for (let place = 0; place < columns.length; place++) columns[place]?.add(row[place] ?? null);
      count++;
    },
    take: () => {
      const block = { names, count, columns: columns.map((column) => column.take()) };
      count = 0;
      return block;
    },
  };
}

function draftOf(type: number): ColumnDraft {
  if (NUMBERS.has(type)) return createNumbers(parseNumber);
  if (type === BOOLEAN) return createNumbers((text) => (text === 't' ? 1 : 0));
  return type === BYTES ? createBytes() : createTexts();
}

function parseNumber(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && !Number.isSafeInteger(value))
    throw Object.assign(new RangeError(`the value is too large for a number: ${text}`), {
      code: 'ERR_OUT_OF_RANGE',
    });
  return value;
}

function createNumbers(parse: (text: string) => number): ColumnDraft {
  let numbers = new Float64Array(64);
  let count = 0;
  return {
    add: (text) => {
      if (count === numbers.length) {
        const larger = new Float64Array(2 * count);
        larger.set(numbers);
        numbers = larger;
      }
      numbers[count++] = text === null ? Number.NaN : parse(text);
    },
    take: () => {
      const taken = numbers.slice(0, count);
      count = 0;
      return taken;
    },
  };
}

function createBytes(): ColumnDraft {
  let cells: Cell[] = [];
  return {
    add: (text) => {
      cells.push(text === null ? null : Buffer.from(text.slice(2), 'hex'));
    },
    take: () => {
      const taken = cells;
      cells = [];
      return taken;
    },
  };
}

const MOST_TEXTS = 256;

/** As few texts for as long as there are few. */
function createTexts(): ColumnDraft {
  let few = new Map<string | null, number>();
  let places: number[] = [];
  let cells: Cell[] | undefined;
  const spread = (): Cell[] => {
    const texts = [...few.keys()];
    return places.map((place) => texts[place] ?? null);
  };
  return {
    add: (text) => {
      if (cells) {
        cells.push(text);
        return;
      }
      const place = few.get(text) ?? few.size;
      if (place === MOST_TEXTS) {
        cells = spread();
        cells.push(text);
        return;
      }
      if (place === few.size) few.set(text, place);
      places.push(place);
    },
    take: () => {
      const taken = cells ?? { texts: [...few.keys()], places: Uint8Array.from(places) };
      few = new Map();
      places = [];
      cells = undefined;
      return taken;
    },
  };
}

export const EMPTY_BLOCK: RowBlock = { names: [], count: 0, columns: [] };

/** What of a block can change threads without a copy. */
export const buffersOf = ({ columns }: RowBlock): ArrayBuffer[] =>
  columns.flatMap((column) => {
    const numbers = 'places' in column ? column.places : column;
    return ArrayBuffer.isView(numbers) && numbers.buffer instanceof ArrayBuffer ? [numbers.buffer] : [];
  });

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

function cellOf(column: BlockColumn | undefined, row: number): SqlOutput {
  if (column instanceof Float64Array) {
    const value = column[row] ?? Number.NaN;
    return Number.isNaN(value) ? null : value;
  }
  if (column && 'places' in column) return column.texts[column.places[row] ?? 0] ?? null;
  return bytesOf(column?.[row] ?? null);
}

/** Only bytes of their own memory cross between threads. */
const bytesOf = (cell: Cell): SqlOutput => (cell instanceof Uint8Array ? new Uint8Array(cell) : cell);
