import type { Workbook } from 'exceljs';
import { readZip, writeZip } from '../../../core/archives/zip.ts';
import { dateOfDay } from '../date-serial.ts';
import type { UnitForm } from '../form.ts';
import { addGuideSheet } from './add-guide-sheet.ts';
import { addListSheet } from './add-list-sheet.ts';
import { addMarkerSheet } from './add-marker-sheet.ts';
import { addTableSheet } from './add-table-sheet.ts';
import { askedSheets } from './asked-sheets.ts';

/** The workbook of a form. Equal forms give equal bytes; nothing in it is a formula but ranges of choices. */
export async function writeForm(form: UnitForm): Promise<Buffer> {
  // Loaded only here: it takes half a second that no other command should wait for.
  const { default: ExcelJS } = await import('exceljs');
  const workbook: Workbook = new ExcelJS.Workbook();
  workbook.creator = 'camwatch';
  workbook.title = `Biểu mẫu báo cáo năm ${form.year}`;
  // No time of its own: the same form is the same file.
  workbook.created = dateOfDay(form.dataUntil);
  workbook.modified = dateOfDay(form.dataUntil);

  await addGuideSheet(workbook, form);
  for (const sheet of askedSheets(form)) await addTableSheet(workbook, sheet, form);
  addListSheet(workbook, form.lists);
  addMarkerSheet(workbook, form);
  // The library dates the parts of the archive by the clock.
  return Buffer.from(writeZip(readZip(new Uint8Array(await workbook.xlsx.writeBuffer()))));
}
