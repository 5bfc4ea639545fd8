import type { Workbook } from 'exceljs';
import { FORM_VERSION, type UnitForm } from '../form.ts';
import { FORM_SHEETS } from '../form-sheets.ts';

export const MARKER_SHEET = '_camwatch';
export const MARKER = 'camwatch-form';

/** What the form is, and which rows it came with: people do not see this sheet. Row 1 is the form, the others are rows of a table. */
export function addMarkerSheet(workbook: Workbook, { unit, year, rows }: UnitForm): void {
  const worksheet = workbook.addWorksheet(MARKER_SHEET, { state: 'veryHidden' });
  worksheet.addRow([MARKER, FORM_VERSION, unit.id, year]);
  for (const { name } of FORM_SHEETS) for (const { key } of rows[name]) worksheet.addRow([name, key]);
}
