import type { ComposedTable } from '../model/composed-document.ts';
import { POINTS } from '../model/layout.ts';
import { plainRuns } from '../model/plain-run.ts';
import { keepsWithNext } from '../model/table-cell.ts';
import { drawLine, lineHeightPt, type TextLook } from './pdf-lines.ts';
import { beginPage, bottomPt, ensureRoom, leftPt, type Paper, points, roomPt } from './pdf-paper.ts';
import { drawParagraph } from './pdf-paragraph.ts';
import { beginTag, drawTagged, endTag, type Tag } from './pdf-tags.ts';
import {
  type LaidCell,
  type LaidRow,
  layEmptyRow,
  layFrame,
  layRow,
  PADDING_X,
  PADDING_Y,
  type RowFrame,
  sliceRow,
  type TableFrame,
} from './table-layout.ts';

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

/** Tags of 100,000 cells would outweigh the document: a reader then gets a large table page by page. */
const MOST_TAGGED_CELLS = 5_000;

/** Titles, header and first row with what stays with it: what must not be torn apart. */
export function tableStartPt(paper: Paper, table: ComposedTable): number {
  const lineOf = (sizePt: number) => lineHeightPt({ sizePt });
  const captionPt = table.caption === undefined ? 0 : lineOf(POINTS.caption) + POINTS.paragraphSpace * 3;
  const unitPt = table.unit === undefined ? 0 : lineOf(POINTS.unit) + POINTS.paragraphSpace * 1.5;
  const frame = { table, ...layFrame(paper, table) };
  return captionPt + unitPt + frame.header.heightPt + firstRowPt(paper, frame);
}

/** What follows the table is not known here: two lines stand for it. */
function firstRowPt(paper: Paper, frame: RowFrame): number {
  const [first] = frame.table.rows;
  if (!first) return layEmptyRow(paper, frame).heightPt;
  const keepWithPt = 2 * lineHeightPt(frame.look);
  return layRow(paper, frame, first).heightPt + keptBelowPt(paper, { ...frame, keepWithPt }, 0);
}

function drawTitles(paper: Paper, { caption, unit }: ComposedTable): void {
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
function keptBelowPt(paper: Paper, frame: RowFrame & Pick<TableFrame, 'keepWithPt'>, index: number): number {
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
