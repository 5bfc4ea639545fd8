import type { MeasureText } from '../fonts/measure-text.ts';
import { CELL_PADDING_MM, columnWidthsPt } from '../model/column-widths.ts';
import type { ComposedTable } from '../model/composed-document.ts';
import type { PlainRun } from '../model/plain-run.ts';
import { symbolParts } from '../model/symbol-parts.ts';
import type { Alignment, Table, TableRow } from '../model/table.ts';
import {
  cellAlignment,
  cellRuns,
  emptyTableRuns,
  GROUP_FILL,
  headerRuns,
  keepsWithNext,
} from '../model/table-cell.ts';
import { columnSpanOf, type PlacedHeaderCell, placeHeader } from '../model/table-spans.ts';
import { STYLE } from './docx-styles.ts';
import { twipsOfMm } from './docx-units.ts';

/**
 * A table as WordprocessingML. Written as text and not through objects: those of 100,000 cells take a gigabyte.
 */
export function renderTableXml(table: ComposedTable, widthTwips: number, measure: MeasureText): string {
  const widths = columnWidths(table, widthTwips, measure);
  const style = table.size === 'small' ? STYLE.smallCell : STYLE.cell;
  const rows =
    table.rows.length === 0
      ? emptyRow(table, widths, style)
      : table.rows.map((row, index) => bodyRow(row, index, { table, widths, style })).join('');
  return `<w:tbl>${tableProperties(widthTwips)}${grid(widths)}${headerRows(table, widths, style)}${rows}</w:tbl>`;
}

/** Whole twips that add up to the width. */
function columnWidths(table: Table, widthTwips: number, measure: MeasureText): readonly number[] {
  let sumPt = 0;
  let left = 0;
  return columnWidthsPt(table, widthTwips / 20, measure).map((widthPt) => {
    sumPt += widthPt;
    const right = Math.round(sumPt * 20);
    const width = right - left;
    left = right;
    return width;
  });
}

function tableProperties(widthTwips: number): string {
  const line = `w:val="single" w:sz="4" w:space="0" w:color="000000"`;
  const sides = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'];
  return (
    `<w:tblPr><w:tblW w:w="${widthTwips}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>` +
    `<w:tblBorders>${sides.map((side) => `<w:${side} ${line}/>`).join('')}</w:tblBorders>` +
    '<w:tblLayout w:type="fixed"/><w:tblCellMar>' +
    `<w:top w:w="20" w:type="dxa"/><w:left w:w="${PADDING}" w:type="dxa"/>` +
    `<w:bottom w:w="20" w:type="dxa"/><w:right w:w="${PADDING}" w:type="dxa"/></w:tblCellMar></w:tblPr>`
  );
}

const PADDING = twipsOfMm(CELL_PADDING_MM);

function grid(widths: readonly number[]): string {
  return `<w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>`;
}

function headerRows(table: Table, widths: readonly number[], style: string): string {
  const placed = placeHeader(table);
  return table.header
    .map((_, row) => {
      const cells = placed
        .filter((cell) => cell.row <= row && row < cell.row + cell.rowSpan)
        .toSorted((one, other) => one.column - other.column)
        .map((cell) => headerCell(cell, row, widths, style));
      return `<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>${cells.join('')}</w:tr>`;
    })
    .join('');
}

function headerCell(
  { cell, row, column, columnSpan, rowSpan }: PlacedHeaderCell,
  inRow: number,
  widths: readonly number[],
  style: string,
): string {
  const merge = rowSpan === 1 ? '' : inRow === row ? '<w:vMerge w:val="restart"/>' : '<w:vMerge/>';
  const runs = inRow === row ? headerRuns(cell) : [];
  return cellXml({
    runs,
    style,
    align: 'centre',
    columnSpan,
    width: widthOf(widths, column, columnSpan),
    keepNext: true,
    merge,
  });
}

function bodyRow(
  row: TableRow,
  index: number,
  { table, widths, style }: { table: ComposedTable; widths: readonly number[]; style: string },
): string {
  const { kind, cells } = row;
  const keepNext = keepsWithNext(table, index);
  let column = 0;
  let xml = '<w:tr><w:trPr><w:cantSplit/></w:trPr>';
  for (const cell of cells) {
    const columnSpan = columnSpanOf(cell);
    xml += cellXml({
      runs: cellRuns(cell, kind),
      style,
      align: cellAlignment(cell, kind, table.columns[column]?.align),
      columnSpan,
      width: widthOf(widths, column, columnSpan),
      keepNext,
      ...(kind === 'group' && { fill: GROUP_FILL }),
    });
    column += columnSpan;
  }
  return `${xml}</w:tr>`;
}

function emptyRow(table: ComposedTable, widths: readonly number[], style: string): string {
  return `<w:tr><w:trPr><w:cantSplit/></w:trPr>${cellXml({
    runs: emptyTableRuns(table),
    style,
    align: 'centre',
    columnSpan: widths.length,
    width: widthOf(widths, 0, widths.length),
    keepNext: table.keepsLast === true,
  })}</w:tr>`;
}

function widthOf(widths: readonly number[], column: number, columnSpan: number): number {
  return widths.slice(column, column + columnSpan).reduce((sum, width) => sum + width, 0);
}

interface CellXml {
  readonly runs: readonly PlainRun[];
  readonly style: string;
  readonly align: Alignment;
  readonly columnSpan: number;
  readonly width: number;
  readonly keepNext?: boolean;
  readonly merge?: string;
  readonly fill?: string;
}

function cellXml({ runs, style, align, columnSpan, width, keepNext, merge = '', fill }: CellXml): string {
  const span = columnSpan === 1 ? '' : `<w:gridSpan w:val="${columnSpan}"/>`;
  const shading = fill === undefined ? '' : `<w:shd w:val="clear" w:color="auto" w:fill="${fill}"/>`;
  const jc = align === 'left' ? '' : `<w:jc w:val="${align === 'centre' ? 'center' : 'right'}"/>`;
  return (
    `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${span}${merge}${shading}<w:vAlign w:val="center"/></w:tcPr>` +
    `<w:p><w:pPr><w:pStyle w:val="${style}"/>${keepNext ? '<w:keepNext/>' : ''}${jc}</w:pPr>${runs.map(runXml).join('')}</w:p></w:tc>`
  );
}

function runXml({ text, bold, italic, marked }: PlainRun): string {
  const look = `${bold ? '<w:b/><w:bCs/>' : ''}${italic ? '<w:i/><w:iCs/>' : ''}${marked ? '<w:highlight w:val="yellow"/>' : ''}`;
  const properties = look === '' ? '' : `<w:rPr>${look}</w:rPr>`;
  const lines = text.split('\n').map((line) => symbolParts(line).map(textXml).join('<w:noBreakHyphen/>'));
  return `<w:r>${properties}${lines.join('<w:br/>')}</w:r>`;
}

const textXml = (text: string): string => `<w:t xml:space="preserve">${escapeXml(text)}</w:t>`;

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
