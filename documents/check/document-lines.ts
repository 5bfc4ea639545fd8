import type { Block } from '../model/block.ts';
import { cleanText } from '../model/clean-text.ts';
import type { OfficialDocument } from '../model/document.ts';
import { plainRuns, textOfRuns } from '../model/plain-run.ts';
import type { RichText } from '../model/rich-text.ts';
import type { TableCell } from '../model/table.ts';

/** A figure in a line: which one, and where it stands. */
export interface FigureSpan {
  readonly id: string;
  readonly from: number;
  readonly to: number;
}

/** A paragraph, or a row of a table with its cells apart, as it should stand in a document. */
export interface DocumentLine {
  readonly text: string;
  readonly figures: readonly FigureSpan[];
  /** `Thân báo cáo`, `Phụ lục 2`. */
  readonly place: string;
}

const BODY = 'Thân báo cáo';

/** Between the cells of a row. */
export const CELL_BREAK = '\u001f';

/** Where a person is to fill in something. */
export const DOTS = '……';

/** The lines of a document as it was rendered, each with the figures that stand in it. */
export function placeFigures(document: OfficialDocument, lines: readonly string[]): readonly DocumentLine[] {
  const figured = linesWithFigures(document);
  let next = 0;
  let place = BODY;
  const placed = lines.map((text): DocumentLine => {
    const line = figured[next];
    const at = line ? text.indexOf(line.text) : -1;
    if (!line || at < 0) return { text, figures: [], place };
    next++;
    ({ place } = line);
    return {
      text,
      figures: line.figures.map(({ id, from, to }) => ({ id, from: from + at, to: to + at })),
      place,
    };
  });
  return [...placed, ...figured.slice(next)];
}

/** Every line of a document that has a figure, in reading order. */
export function linesWithFigures(document: OfficialDocument): readonly DocumentLine[] {
  const of = (blocks: readonly Block[], place: string) => blocks.flatMap((block) => linesOf(block, place));
  return [
    ...of(document.body, BODY),
    ...document.annexes.flatMap(({ blocks }, index) => of(blocks, `Phụ lục ${index + 1}`)),
  ].filter(({ figures }) => figures.length > 0);
}

function linesOf(block: Block, place: string): readonly DocumentLine[] {
  if (block.kind === 'table') return block.rows.map(({ cells }) => rowLine(cells, place));
  if (!('text' in block)) return [];
  return [{ ...partOf(block.text), place }];
}

function rowLine(cells: readonly TableCell[], place: string): DocumentLine {
  let text = '';
  const figures: FigureSpan[] = [];
  for (const [index, cell] of cells.entries()) {
    if (index > 0) text += CELL_BREAK;
    const part = cellPart(cell);
    figures.push(
      ...part.figures.map(({ id, from, to }) => ({ id, from: from + text.length, to: to + text.length })),
    );
    text += part.text;
  }
  return { text, figures, place };
}

type Part = Pick<DocumentLine, 'text' | 'figures'>;

function cellPart(cell: TableCell): Part {
  if (typeof cell === 'string') return { text: cleanText(cell), figures: [] };
  if (cell.kind === 'text') return partOf(cell.text);
  const text = cleanText(cell.text);
  return { text, figures: cell.figure === undefined ? [] : [{ id: cell.figure, from: 0, to: text.length }] };
}

function partOf(content: RichText): Part {
  if (typeof content === 'string') return { text: cleanText(content), figures: [] };
  let text = '';
  const figures: FigureSpan[] = [];
  for (const run of content) {
    const plain = textOfRuns(plainRuns([run]));
    if (run.kind === 'figure' && run.figure !== undefined)
      figures.push({ id: run.figure, from: text.length, to: text.length + plain.length });
    text += plain;
  }
  return { text, figures };
}
