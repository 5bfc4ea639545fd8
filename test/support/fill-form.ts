import { readFile, writeFile } from 'node:fs/promises';
import ExcelJS, { type CellValue, type Workbook, type Worksheet } from 'exceljs';

/** First row below the header of every table of a form. */
export const FIRST_ROW = 4;

/** Opens a form as Excel would, lets somebody fill it in, and saves it. */
export async function fillForm(bytes: Buffer, fill: (workbook: Workbook) => void): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(new Uint8Array(bytes).buffer);
  fill(workbook);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

export async function fillFormFile(
  file: string,
  fill: (workbook: Workbook) => void,
  to = file,
): Promise<void> {
  await writeFile(to, await fillForm(await readFile(file), fill));
}

export function sheetOf(workbook: Workbook, tab: string): Worksheet {
  const sheet = workbook.getWorksheet(tab);
  if (!sheet) throw new Error(`the form has no sheet ${tab}`);
  return sheet;
}

/** Writes values by their cells. */
export function write(workbook: Workbook, tab: string, cells: Readonly<Record<string, CellValue>>): void {
  const sheet = sheetOf(workbook, tab);
  for (const [address, value] of Object.entries(cells)) sheet.getCell(address).value = value;
}
