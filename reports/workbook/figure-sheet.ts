import type { Workbook } from 'exceljs';
import { addRowSheet, columnLetters, type SheetCell, type SheetColumn } from '../../documents/xlsx/sheet.ts';

/** A sheet of rows, in whose last line columns may be added up. */
export interface FigureSheet {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
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
}

function totalRow(
  columns: readonly SheetColumn[],
  rows: readonly (readonly SheetCell[])[],
  summed: readonly number[],
): readonly SheetCell[] {
  const last = FIRST_ROW + rows.length - 1;
  return columns.map((_, index): SheetCell => {
    const position = index + 1;
    if (position === 1) return 'Cộng';
    // Of nothing there is no sum: it would be a zero.
    if (!summed.includes(position) || rows.every((row) => row[index] === undefined)) return undefined;
    const letters = columnLetters(position);
    const result = rows.reduce((sum, row) => sum + numberOf(row[index]), 0);
    return { formula: `SUM(${letters}${FIRST_ROW}:${letters}${last})`, result };
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

/**
 * A part of a whole in percent, cut off after two decimals; empty where the whole is 0. The division is done in two steps, each of which
 * a spreadsheet computes exactly up to 90,000,000,000,000 ms; above it the last decimal may be one off in the spreadsheet.
 */
export function percentCell(part: string, whole: string, partMs: number, wholeMs: number): SheetCell {
  const result = wholeMs === 0 ? '' : Number((BigInt(partMs) * 10_000n) / BigInt(wholeMs)) / 100;
  const ones = `INT((${part})*100/(${whole}))`;
  const rest = `((${part})*100-${ones}*(${whole}))`;
  return { formula: `IF((${whole})=0,"",(${ones}*100+INT(${rest}*100/(${whole})))/100)`, result };
}

export const PERCENT: Pick<SheetColumn, 'format'> = { format: '0.00' };
export const WHOLE: Pick<SheetColumn, 'format'> = { format: '#,##0' };
