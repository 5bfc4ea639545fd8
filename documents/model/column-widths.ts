import type { MeasureText } from '../fonts/measure-text.ts';
import { POINTS } from './layout.ts';
import { plainRuns, textOfRuns } from './plain-run.ts';
import { symbolParts } from './symbol-parts.ts';
import type { Table, TableCell } from './table.ts';
import { headerRuns } from './table-cell.ts';
import { columnSpanOf, placeHeader } from './table-spans.ts';

/** Between a line of a table and the words beside it. */
export const CELL_PADDING_MM = 1;

/**
 * Widths of the columns by their shares, but none narrower than its longest word or number, which would be cut in two.
 * Where not even the words have room, the shares stand.
 */
export function columnWidthsPt(table: Table, widthPt: number, measure: MeasureText): readonly number[] {
  const least = leastWidthsPt(table, widthPt, measure);
  if (sumOf(least) >= widthPt) return byShare(table, new Map(), widthPt);
  return widen(table, least, new Map(), widthPt);
}

/** What is fixed takes its room from the others, which may then be too narrow in their turn. */
function widen(
  table: Table,
  least: readonly number[],
  fixed: ReadonlyMap<number, number>,
  widthPt: number,
): readonly number[] {
  const widths = byShare(table, fixed, widthPt);
  const narrow = widths.flatMap((width, column): [number, number][] => {
    const leastPt = least[column] ?? 0;
    return width < leastPt && !fixed.has(column) ? [[column, leastPt]] : [];
  });
  return narrow.length === 0 ? widths : widen(table, least, new Map([...fixed, ...narrow]), widthPt);
}

function byShare({ columns }: Table, fixed: ReadonlyMap<number, number>, widthPt: number): readonly number[] {
  const freePt = widthPt - sumOf([...fixed.values()]);
  const shares = sumOf(columns.map(({ share }, column) => (fixed.has(column) ? 0 : share)));
  return columns.map(({ share }, column) => fixed.get(column) ?? (freePt * share) / shares);
}

function leastWidthsPt(table: Table, widthPt: number, measure: MeasureText): readonly number[] {
  const sizePt = POINTS.cell[table.size ?? 'normal'];
  const paddingPt = (CELL_PADDING_MM / 25.4) * 72 * 2 + 1;
  return longestWords(table).map((words) => {
    const widths = [...words].map((word) => measure(word, 'bold', sizePt));
    return Math.min(Math.max(0, ...widths) + paddingPt, widthPt / 3);
  });
}

/** Candidates for the widest word of each column: only they are measured, since a table may have 100,000 rows. */
function longestWords(table: Table): readonly ReadonlySet<string>[] {
  const columns = table.columns.map((): LongestWords => ({ length: 0, words: new Set() }));
  for (const { cell, column, columnSpan } of placeHeader(table))
    if (columnSpan === 1) addWords(columns[column], textOfRuns(headerRuns(cell)).split(/\s/));
  for (const { cells } of table.rows) {
    let column = 0;
    for (const cell of cells) {
      const span = columnSpanOf(cell);
      if (span === 1) addWords(columns[column], partsOf(cell));
      column += span;
    }
  }
  return columns.map(({ words }) => words);
}

/** A number is never broken, not even before its unit; ids may be, after a hyphen. */
function partsOf(cell: TableCell): readonly string[] {
  if (typeof cell === 'string') return wordsOf(cell);
  if (cell.kind === 'number') return [cell.text];
  return typeof cell.text === 'string' ? wordsOf(cell.text) : wordsOf(textOfRuns(plainRuns(cell.text)));
}

const wordsOf = (text: string): readonly string[] => text.split(/\s/).flatMap(brokenAtHyphens);

const brokenAtHyphens = (word: string): readonly string[] =>
  !word.includes('-') || symbolParts(word).length > 1 ? [word] : word.split(/(?<=-)/);

interface LongestWords {
  length: number;
  readonly words: Set<string>;
}

/** Letters differ in width, so that a word of a few letters less may be the widest. */
function addWords(longest: LongestWords | undefined, words: readonly string[]): void {
  if (!longest) return;
  for (const word of words) {
    if (word.length < longest.length - SHORTER) continue;
    if (word.length > longest.length + SHORTER) longest.words.clear();
    if (word.length <= longest.length && longest.words.size > MOST_WORDS) continue;
    longest.length = Math.max(longest.length, word.length);
    longest.words.add(word);
  }
}

const SHORTER = 2;
const MOST_WORDS = 200;

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
