import type { Workbook } from 'exceljs';
import { addRowSheet, columnLetters, type SheetCell, type SheetColumn } from '../../documents/xlsx/sheet.ts';

/** A column of numbers may have a name, by which formulas call it in their row. */
export interface FigureColumn extends SheetColumn {
  readonly named?: string;
}

/** A sheet of rows, in whose last line columns may be added up. */
export interface FigureSheet {
  readonly name: string;
  readonly columns: readonly FigureColumn[];
  readonly rows: readonly (readonly SheetCell[])[];
  /** Positions from 1 of columns that are added up. */
  readonly summed?: readonly number[];
}

const FIRST_ROW = 2;

/** Adds a sheet; its titles are repeated on every page that is printed. */
export function addFigureSheet(workbook: Workbook, { name, columns, rows, summed = [] }: FigureSheet): void {
  const total = rows.length > 0 && summed.length > 0 ? [totalRow(columns, rows, summed)] : [];
  const sheet = addRowSheet(workbook, name, columns, rows);
  for (const cells of total) {
    const row = sheet.addRow(cells.map(toValue));
    row.eachCell((cell) => {
      cell.font = { name: 'Times New Roman', size: 11, bold: true };
    });
  }
  sheet.pageSetup.printTitlesRow = '1:1';
  sheet.pageSetup.printArea = `A1:${columnLetters(columns.length)}${Math.max(1, sheet.rowCount)}`;
  for (const [index, { named }] of columns.entries()) {
    if (named === undefined || rows.length === 0) continue;
    const letters = columnLetters(index + 1);
    const last = FIRST_ROW + rows.length - 1;
    workbook.definedNames.add(`'${name}'!$${letters}$${FIRST_ROW}:$${letters}$${last}`, named);
  }
}

function totalRow(
  columns: readonly FigureColumn[],
  rows: readonly (readonly SheetCell[])[],
  summed: readonly number[],
): readonly SheetCell[] {
  const last = FIRST_ROW + rows.length - 1;
  return columns.map(({ named }, index): SheetCell => {
    const position = index + 1;
    if (position === 1) return 'Cộng';
    // Of nothing there is no sum: it would be a zero.
    if (!summed.includes(position) || rows.every((row) => row[index] === undefined)) return undefined;
    const letters = columnLetters(position);
    const result = rows.reduce((sum, row) => sum + numberOf(row[index]), 0);
    return { formula: `SUM(${named ?? `${letters}${FIRST_ROW}:${letters}${last}`})`, result };
  });
}

function numberOf(cell: SheetCell): number {
  if (typeof cell === 'number') return cell;
  return typeof cell === 'object' && 'formula' in cell && typeof cell.result === 'number' ? cell.result : 0;
}

function toValue(cell: SheetCell) {
  if (typeof cell !== 'object' || cell instanceof Date) return cell;
  return { formula: cell.formula, result: cell.result };
}

/** The row of a sheet that has a record of this place, from 0. */
export const sheetRow = (index: number): number => FIRST_ROW + index;

/** A part of a whole in percent, cut off after two decimals; empty where the whole is 0. */
export function percentCell(part: string, whole: string, partAmount: number, wholeAmount: number): SheetCell {
  const result = wholeAmount === 0 ? '' : Number((BigInt(partAmount) * 10_000n) / BigInt(wholeAmount)) / 100;
  return { formula: `IFERROR(ROUNDDOWN(100*${part}/${whole},2),"")`, result };
}

export const MS_PER_HOUR = 3_600_000;

/** Whole, and shown with two decimals. */
export const hours = (ms: number | undefined): number | undefined =>
  ms === undefined ? undefined : ms / MS_PER_HOUR;

/** A day as a spreadsheet has it. */
export const day = (date: string | undefined): Date | undefined =>
  date === undefined ? undefined : new Date(`${date}T00:00:00Z`);

/** Of amounts that the figures have as text. */
export const dong = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text);

/** In the last column: whoever reads goes by names. */
export const CODE: FigureColumn = { title: 'Mã', width: 30 };

type Format = Pick<SheetColumn, 'format'>;
export const PERCENT: Format = { format: '0.00' };
export const WHOLE: Format = { format: '#,##0' };
export const HOURS: Format = { format: '#,##0.00' };
export const DAY: Format = { format: 'dd/mm/yyyy' };
export const MONTH: Format = { format: 'mm/yyyy' };
