import {
  EMPTY_CELL,
  type ForeignCell,
  type ForeignRow,
  type ForeignTable,
} from '../../config/importers/foreign-table.ts';
import { ImportError, type ImportProblem } from '../../config/importers/import-error.ts';
import { parsePairs } from '../../config/importers/parse-pairs.ts';
import { quoteCell } from '../../core/text/quote-cell.ts';

/** The columns that are read; others of the file are passed over. */
export const COLUMNS = [
  'entity',
  'device',
  'link',
  'indicator',
  'at',
  'after',
  'from',
  'to',
  'state',
  'reason',
] as const;
export type Column = (typeof COLUMNS)[number];

export interface ColumnWords {
  /** `from=Start time` */
  readonly map: readonly string[];
  /** `state:PROBLEM=down` */
  readonly translate: readonly string[];
}

export interface Columns {
  /** `outages`: each row has a beginning and an end; `changes`: each has an instant and the state from then on. */
  readonly kind: 'outages' | 'changes';
  /** Which of the columns says what the row is about. */
  readonly subject: 'entity' | 'device' | 'link';
  readonly cellOf: (row: ForeignRow, column: Column) => ForeignCell;
  readonly placeOf: (row: ForeignRow, column: Column) => string;
  /** Columns of the file that nothing is read from. */
  readonly ignored: readonly string[];
}

/** Finds the columns by their names. @throws an {@link ImportError} where some are missing or contradict each other. */
export function findColumns(file: string, table: ForeignTable, words: ColumnWords): Columns {
  const problems: ImportProblem[] = [];
  const refuse = (path: string, message: string) => problems.push({ place: '', path, message });
  const names = readNames(words.map, refuse);
  const translations = readTranslations(words.translate, refuse);
  const positions = new Map<Column, number>();
  for (const column of COLUMNS) {
    const name = names.get(column) ?? column;
    const at = table.header.findIndex((header) => header.toLowerCase() === name.toLowerCase());
    if (at >= 0) positions.set(column, at);
    else if (names.has(column))
      refuse('--map', `expected a column ${JSON.stringify(name)}, got ${list(table.header)}`);
  }
  const subjects = (['entity', 'device', 'link'] as const).filter((column) => positions.has(column));
  const kind = positions.has('from') ? 'outages' : 'changes';
  const [subject] = subjects;
  if (subject === undefined || subjects.length > 1)
    refuse('the header', `expected one of the columns entity, device and link, got ${list(table.header)}`);
  if (kind === 'outages' ? positions.has('at') : !(positions.has('at') && positions.has('state')))
    refuse(
      'the header',
      `expected the columns at and state (changes), or from and to (outages), got ${list(table.header)}`,
    );
  if (problems.length > 0 || subject === undefined) throw new ImportError(file, problems);

  const read = new Set(positions.values());
  return {
    kind,
    subject,
    cellOf: (row, column) => {
      const cell = row.cells[positions.get(column) ?? -1] ?? EMPTY_CELL;
      const text = translations.get(`${column}:${cell.text}`);
      return text === undefined ? cell : { ...cell, text };
    },
    placeOf: ({ line }, column) => table.placeOf(line, positions.get(column) ?? 0),
    ignored: table.header.filter((_, index) => !read.has(index)),
  };
}

type Refuse = (path: string, message: string) => void;

function readNames(texts: readonly string[], refuse: Refuse): ReadonlyMap<Column, string> {
  const names = new Map<Column, string>();
  for (const [ours, theirs] of pairsOf('--map', texts, refuse)) {
    const column = COLUMNS.find((each) => each === ours);
    if (column) names.set(column, theirs);
    else refuse('--map', `expected one of ${COLUMNS.join(', ')} before the =, got ${JSON.stringify(ours)}`);
  }
  return names;
}

/** By `column:their value`. */
function readTranslations(texts: readonly string[], refuse: Refuse): ReadonlyMap<string, string> {
  const pairs = pairsOf('--translate', texts, refuse);
  for (const [target] of pairs) {
    if (!COLUMNS.some((column) => target.startsWith(`${column}:`)))
      refuse('--translate', `expected COLUMN:THEIRS=OURS, got ${JSON.stringify(target)}`);
  }
  return new Map(pairs);
}

function pairsOf(option: string, texts: readonly string[], refuse: Refuse) {
  return texts.flatMap((text) => {
    const pairs = parsePairs(text);
    if (!pairs)
      refuse(option, `expected name=value, several separated by commas, got ${JSON.stringify(text)}`);
    return pairs ?? [];
  });
}

const list = (header: readonly string[]) =>
  header.length === 0
    ? 'none'
    : header.map((name) => (name.length > 100 ? quoteCell(name) : name)).join(', ');
