import type { Cell, Workbook, Worksheet } from 'exceljs';

/** A value as a reader of a spreadsheet takes it: numbers are numbers, and a formula has the value it comes to. */
export type SheetCell = string | number | Date | SheetFormula | undefined;

export interface SheetFormula {
  /** Without its sign of equality, in English names of functions. */
  readonly formula: string;
  /** What it comes to: shown where nothing computes. */
  readonly result: string | number;
}

export interface SheetColumn {
  readonly title: string;
  readonly width: number;
  /** Of numbers and instants. */
  readonly format?: string;
  /** Of sentences: read whole within the width. */
  readonly wrap?: true;
}

export const FORMATS = {
  count: '#,##0',
  money: '#,##0',
  percent: '0.0000',
  /** Local wall-clock time. */
  time: 'dd/mm/yyyy hh:mm:ss.000',
} as const;

/** Adds a sheet of rows under one line of titles that stays in sight and can be filtered. */
export function addRowSheet(
  workbook: Workbook,
  name: string,
  columns: readonly SheetColumn[],
  rows: readonly (readonly SheetCell[])[],
): Worksheet {
  const sheet = workbook.addWorksheet(name, {
    views: [{ state: 'frozen', ySplit: 1 }],
    pageSetup: {
      paperSize: widthOf(columns) > WIDEST_ON_A4 ? A3 : A4,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '1:1',
    },
  });
  const hasText = columns.some(({ wrap }) => wrap);
  sheet.columns = columns.map(({ width, format, wrap = false }) => ({
    width,
    style: {
      font: FONT,
      ...(format !== undefined && { numFmt: format }),
      ...(hasText && { alignment: { vertical: 'top' as const, wrapText: wrap } }),
    },
  }));
  const titles = sheet.addRow(columns.map(({ title }) => title));
  titles.eachCell(markTitle);
  for (const row of rows) sheet.addRow(row.map(toValue));
  if (rows.length > 0)
    sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: rows.length + 1, column: columns.length } };
  return sheet;
}

const [A3, A4] = [8, 9];
/** In characters: more on a sheet of A4 would be too small to read. */
const WIDEST_ON_A4 = 200;
const widthOf = (columns: readonly SheetColumn[]) => columns.reduce((sum, { width }) => sum + width, 0);

const FONT = { name: 'Times New Roman', size: 11 } as const;

function markTitle(cell: Cell): void {
  cell.font = { ...FONT, bold: true };
  cell.alignment = { wrapText: true, vertical: 'middle', horizontal: 'center' };
  cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE7E6E6' } };
  cell.numFmt = '@';
}

/** A spreadsheet refuses a file with a longer text in one cell. */
const MOST_CHARACTERS = 32_767;

function toValue(cell: SheetCell) {
  if (typeof cell === 'string' && cell.length > MOST_CHARACTERS)
    return `${cell.slice(0, MOST_CHARACTERS - 1)}…`;
  if (typeof cell !== 'object' || cell instanceof Date) return cell;
  return { formula: cell.formula, result: cell.result };
}

/** `A`, `Z`, `AA` of a column from 1. */
export function columnLetters(position: number): string {
  const index = position - 1;
  const letter = String.fromCharCode(A + (index % LETTERS));
  return index < LETTERS ? letter : columnLetters(Math.floor(index / LETTERS)) + letter;
}

const A = 65;
const LETTERS = 26;
