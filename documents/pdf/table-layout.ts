import { CELL_PADDING_MM, columnWidthsPt } from '../model/column-widths.ts';
import type { ComposedTable } from '../model/composed-document.ts';
import { POINTS } from '../model/layout.ts';
import type { plainRuns } from '../model/plain-run.ts';
import type { Alignment, Table, TableRow } from '../model/table.ts';
import { cellAlignment, cellRuns, emptyTableRuns, GROUP_FILL, headerRuns } from '../model/table-cell.ts';
import { columnSpanOf, placeHeader } from '../model/table-spans.ts';
import { breakLines, lineHeightPt, type TextLine, type TextLook } from './pdf-lines.ts';
import { type Paper, points, textWidthPt } from './pdf-paper.ts';
import type { Tag } from './pdf-tags.ts';

/** A cell that is laid out: where it stands across the table, and its lines. */
export interface LaidCell {
  readonly leftPt: number;
  readonly widthPt: number;
  readonly align: Alignment;
  readonly lines: readonly TextLine[];
  readonly fill?: string;
}

export interface LaidRow {
  readonly cells: readonly LaidCell[];
  readonly heightPt: number;
}

interface LaidHeader {
  readonly cells: readonly (LaidCell & {
    readonly row: number;
    readonly topPt: number;
    readonly heightPt: number;
  })[];
  readonly heightPt: number;
}

export interface TableFrame {
  readonly table: ComposedTable;
  /** Height of what must stand below the last row. */
  readonly keepWithPt: number;
  readonly look: TextLook;
  /** Left edges of the columns and the right edge of the last. */
  readonly edgesPt: readonly number[];
  readonly header: LaidHeader;
  readonly tag: Tag;
  /** Every cell has a tag of its own. */
  readonly isTaggedByCell: boolean;
}

/** What a row is laid out by. */
export type RowFrame = Pick<TableFrame, 'table' | 'look' | 'edgesPt'>;

export const PADDING_X = points(CELL_PADDING_MM);

export const PADDING_Y = 1.25;

export function layFrame(paper: Paper, table: Table): Pick<TableFrame, 'look' | 'edgesPt' | 'header'> {
  const look = { sizePt: POINTS.cell[table.size ?? 'normal'] };
  const edgesPt = columnEdges(table, paper);
  return { look, edgesPt, header: layHeader(paper, table, look, edgesPt) };
}

function columnEdges(table: Table, paper: Paper): readonly number[] {
  let right = 0;
  const edges = columnWidthsPt(table, textWidthPt(paper), paper.measure).map((width) => {
    right += width;
    return right;
  });
  return [0, ...edges];
}

function layHeader(paper: Paper, table: Table, look: TextLook, edgesPt: readonly number[]): LaidHeader {
  const placed = placeHeader(table).map((place) => ({
    ...place,
    ...layCell(paper, headerRuns(place.cell), 'centre', look, edgesPt, place.column, place.columnSpan),
  }));
  const heights = table.header.map((_, row) =>
    Math.max(
      0,
      ...placed
        .filter((cell) => cell.row === row && cell.rowSpan === 1)
        .map((cell) => cellHeightPt(cell, look)),
    ),
  );
  for (const cell of placed) {
    const last = cell.row + cell.rowSpan - 1;
    const missing = cellHeightPt(cell, look) - sumOf(heights.slice(cell.row, last + 1));
    if (missing > 0) heights[last] = (heights[last] ?? 0) + missing;
  }
  return {
    cells: placed.map((cell) => ({
      ...cell,
      topPt: sumOf(heights.slice(0, cell.row)),
      heightPt: sumOf(heights.slice(cell.row, cell.row + cell.rowSpan)),
    })),
    heightPt: sumOf(heights),
  };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function layCell(
  paper: Paper,
  runs: ReturnType<typeof plainRuns>,
  align: Alignment,
  look: TextLook,
  edgesPt: readonly number[],
  column: number,
  columnSpan: number,
): LaidCell {
  const left = edgesPt[column] ?? 0;
  const widthPt = (edgesPt[column + columnSpan] ?? left) - left;
  const lines = breakLines(paper, runs, look, Math.max(1, widthPt - 2 * PADDING_X));
  return { leftPt: left, widthPt, align, lines };
}

function cellHeightPt({ lines }: LaidCell, look: TextLook): number {
  return lines.length * lineHeightPt(look) + 2 * PADDING_Y;
}

export function layRow(paper: Paper, { table, look, edgesPt }: RowFrame, { kind, cells }: TableRow): LaidRow {
  let column = 0;
  const laid = cells.map((cell) => {
    const columnSpan = columnSpanOf(cell);
    const align = cellAlignment(cell, kind, table.columns[column]?.align);
    const result = layCell(paper, cellRuns(cell, kind), align, look, edgesPt, column, columnSpan);
    column += columnSpan;
    return kind === 'group' ? { ...result, fill: `#${GROUP_FILL}` } : result;
  });
  return rowOf(laid, look);
}

export function layEmptyRow(paper: Paper, { table, look, edgesPt }: RowFrame): LaidRow {
  return rowOf(
    [layCell(paper, emptyTableRuns(table), 'centre', look, edgesPt, 0, table.columns.length)],
    look,
  );
}

function rowOf(cells: readonly LaidCell[], look: TextLook): LaidRow {
  return { cells, heightPt: Math.max(...cells.map((cell) => cellHeightPt(cell, look))) };
}

export function sliceRow({ cells }: LaidRow, from: number, to: number, look: TextLook): LaidRow {
  return rowOf(
    cells.map((cell) => ({ ...cell, lines: cell.lines.slice(from, to) })),
    look,
  );
}
