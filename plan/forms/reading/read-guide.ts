import type { Cell, Workbook } from 'exceljs';
import { toSlug } from '../../../core/text/to-slug.ts';
import { readPlainText } from './read-form-cell.ts';

const MOST_GUIDE_ROWS = 60;

/** The cell beside a label of the page of instructions, whatever that page is called by now. */
export function findGuideCell(workbook: Workbook, label: string): Cell | undefined {
  const wanted = toSlug(label);
  for (const worksheet of workbook.worksheets) {
    const last = Math.min(MOST_GUIDE_ROWS, worksheet.rowCount);
    for (let row = 1; row <= last; row++)
      if (toSlug(readPlainText(worksheet.getCell(row, 1))) === wanted) return worksheet.getCell(row, 2);
  }
  return undefined;
}

export function readGuideText(workbook: Workbook, label: string): string | undefined {
  const cell = findGuideCell(workbook, label);
  return cell && readPlainText(cell);
}
