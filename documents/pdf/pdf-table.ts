import type { ComposedTable } from '../model/composed-document.ts';
import { POINTS } from '../model/layout.ts';
import { plainRuns } from '../model/plain-run.ts';
import type { Alignment, Table, TableRow } from '../model/table.ts';
import {
  cellAlignment,
  cellRuns,
  emptyTableRuns,
  GROUP_FILL,
  headerRuns,
  keepsWithNext,
} from '../model/table-cell.ts';
import { columnSpanOf, placeHeader } from '../model/table-spans.ts';
import { breakLines, drawLine, lineHeightPt, type TextLine, type TextLook } from './pdf-lines.ts';
import {
  beginPage,
  bottomPt,
  ensureRoom,
  leftPt,
  type Paper,
  points,
  roomPt,
  textWidthPt,
} from './pdf-paper.ts';
import { drawParagraph } from './pdf-paragraph.ts';
import { beginTag, drawTagged, endTag, type Tag } from './pdf-tags.ts';

/** A cell that is laid out: where it stands across the table, and its lines. */
interface LaidCell {
  readonly leftPt: number;
  readonly widthPt: number;
  readonly align: Alignment;
  readonly lines: readonly TextLine[];
  readonly fill?: string;
}

interface LaidRow {
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

interface TableFrame {
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

/**
 * Draws a table row by row, so that one of 10,000 rows takes no more memory than its page. Header rows are drawn
 * anew on every page; a row goes over to the next page whole, unless it is longer than a page. The last row stays with the
 * `keepWithPt` that follow.
 */
export function drawTable(paper: Paper, table: ComposedTable, keepWithPt: number): void {
  ensureRoom(paper, tableStartPt(paper, table));
  drawTitles(paper, table);
  const tag = beginTag(paper, 'Table');
  const frame = createFrame(paper, table, tag, keepWithPt);
  drawHeader(paper, frame);
  if (table.rows.length === 0) drawRow(paper, frame, layEmptyRow(paper, frame), keepWithPt);
  table.rows.forEach((row, index) => {
    drawRow(paper, frame, layRow(paper, frame, row), keptBelowPt(paper, frame, index));
  });
  endTag(tag);
  paper.y += POINTS.paragraphSpace;
}

const PADDING_X = points(1);
const PADDING_Y = 1.25;

/** Tags of 100,000 cells would outweigh the document: a reader then gets a large table page by page. */
const MOST_TAGGED_CELLS = 5_000;

/** Titles, header and first row: what must not be torn apart. */
export function tableStartPt(paper: Paper, table: Table): number {
  const lineOf = (sizePt: number) => lineHeightPt({ sizePt });
  const captionPt = table.caption === undefined ? 0 : lineOf(POINTS.caption) + POINTS.paragraphSpace * 3;
  const unitPt = table.unit === undefined ? 0 : lineOf(POINTS.unit) + POINTS.paragraphSpace * 1.5;
  const { header, look } = layFrame(paper, table);
  return captionPt + unitPt + header.heightPt + 2 * lineHeightPt(look) + 2 * PADDING_Y;
}

function drawTitles(paper: Paper, { caption, unit }: Table): void {
  const space = POINTS.paragraphSpace;
  if (caption !== undefined)
    drawParagraph(paper, plainRuns(caption), {
      sizePt: POINTS.caption,
      bold: true,
      align: 'centre',
      tag: 'Caption',
      beforePt: space * 2,
      afterPt: space,
    });
  if (unit !== undefined)
    drawParagraph(paper, plainRuns(unit), {
      sizePt: POINTS.unit,
      italic: true,
      align: 'right',
      beforePt: caption === undefined ? space : 0,
      afterPt: space / 2,
    });
  if (caption === undefined && unit === undefined) paper.y += space;
}

function createFrame(paper: Paper, table: ComposedTable, tag: Tag, keepWithPt: number): TableFrame {
  const isTaggedByCell = table.rows.length * table.columns.length <= MOST_TAGGED_CELLS;
  return { table, tag, keepWithPt, isTaggedByCell, ...layFrame(paper, table) };
}

function layFrame(paper: Paper, table: Table): Pick<TableFrame, 'look' | 'edgesPt' | 'header'> {
  const look = { sizePt: POINTS.cell[table.size ?? 'normal'] };
  const edgesPt = columnEdges(table, textWidthPt(paper));
  return { look, edgesPt, header: layHeader(paper, table, look, edgesPt) };
}

function columnEdges({ columns }: Table, widthPt: number): readonly number[] {
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  let share = 0;
  const edges = columns.map((column) => {
    share += column.share;
    return (widthPt * share) / shares;
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

function layRow(paper: Paper, { table, look, edgesPt }: TableFrame, { kind, cells }: TableRow): LaidRow {
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

function layEmptyRow(paper: Paper, { table, look, edgesPt }: TableFrame): LaidRow {
  return rowOf(
    [layCell(paper, emptyTableRuns(table), 'centre', look, edgesPt, 0, table.columns.length)],
    look,
  );
}

function rowOf(cells: readonly LaidCell[], look: TextLook): LaidRow {
  return { cells, heightPt: Math.max(...cells.map((cell) => cellHeightPt(cell, look))) };
}

function drawHeader(paper: Paper, frame: TableFrame): void {
  const top = paper.y;
  for (const index of frame.table.header.keys()) drawHeaderRow(paper, frame, index, top);
  paper.y = top + frame.header.heightPt;
}

function drawHeaderRow(
  paper: Paper,
  { header, look, tag, isTaggedByCell }: TableFrame,
  index: number,
  top: number,
): void {
  const row = isTaggedByCell ? beginTag(paper, 'TR', { parent: tag }) : undefined;
  for (const cell of header.cells.filter((entry) => entry.row === index)) {
    const draw = () => drawCell(paper, cell, look, top + cell.topPt, cell.heightPt);
    if (row) drawOwnTag(row, 'TH', draw);
    else drawTagged(tag, draw);
  }
  if (row) endTag(row);
}

/** What must stand on the page of a row: the rows below that stay with it, and what follows the last. */
function keptBelowPt(paper: Paper, frame: TableFrame, index: number): number {
  if (!keepsWithNext(frame.table, index)) return 0;
  const next = frame.table.rows[index + 1];
  if (next === undefined) return frame.keepWithPt;
  return layRow(paper, frame, next).heightPt + keptBelowPt(paper, frame, index + 1);
}

function drawRow(paper: Paper, frame: TableFrame, row: LaidRow, keepWithPt = 0): void {
  if (row.heightPt + keepWithPt > roomPt(paper) && !isJustBelowHeader(paper, frame)) turnPage(paper, frame);
  let rest = row;
  while (rest.heightPt > roomPt(paper) + 0.01) {
    const most = Math.max(1, Math.floor((roomPt(paper) - 2 * PADDING_Y) / lineHeightPt(frame.look)));
    if (rest.cells.every(({ lines }) => lines.length <= most)) break;
    drawWholeRow(paper, frame, sliceRow(rest, 0, most, frame.look));
    rest = sliceRow(rest, most, Number.POSITIVE_INFINITY, frame.look);
    turnPage(paper, frame);
  }
  drawWholeRow(paper, frame, rest);
}

function isJustBelowHeader(paper: Paper, { header }: TableFrame): boolean {
  return bottomPt(paper) - points(paper.box.topMm) - roomPt(paper) <= header.heightPt + 0.01;
}

function turnPage(paper: Paper, frame: TableFrame): void {
  beginPage(paper);
  drawHeader(paper, frame);
}

function sliceRow({ cells }: LaidRow, from: number, to: number, look: TextLook): LaidRow {
  return rowOf(
    cells.map((cell) => ({ ...cell, lines: cell.lines.slice(from, to) })),
    look,
  );
}

function drawWholeRow(paper: Paper, { look, tag, isTaggedByCell }: TableFrame, row: LaidRow): void {
  if (isTaggedByCell) {
    const rowTag = beginTag(paper, 'TR', { parent: tag });
    for (const cell of row.cells)
      drawOwnTag(rowTag, 'TD', () => drawCell(paper, cell, look, paper.y, row.heightPt));
    endTag(rowTag);
  } else {
    drawTagged(tag, () => {
      for (const cell of row.cells) drawCell(paper, cell, look, paper.y, row.heightPt);
    });
  }
  paper.y += row.heightPt;
}

function drawOwnTag(parent: Tag, type: 'TH' | 'TD', draw: () => void): void {
  const tag = beginTag(parent.paper, type, { parent });
  drawTagged(tag, draw);
  endTag(tag);
}

function drawCell(paper: Paper, cell: LaidCell, look: TextLook, top: number, heightPt: number): void {
  const { pdf } = paper;
  const left = leftPt(paper) + cell.leftPt;
  if (cell.fill) {
    pdf.rect(left, top, cell.widthPt, heightPt).fill(cell.fill);
    pdf.fillColor('#000000');
  }
  pdf.lineWidth(BORDER).rect(left, top, cell.widthPt, heightPt).stroke('#000000');
  let y = top + (heightPt - cell.lines.length * lineHeightPt(look)) / 2;
  for (const line of cell.lines) {
    drawLine(paper, line, look, {
      x: left + PADDING_X,
      y,
      widthPt: cell.widthPt - 2 * PADDING_X,
      align: cell.align,
    });
    y += lineHeightPt(look);
  }
}

const BORDER = 0.5;
