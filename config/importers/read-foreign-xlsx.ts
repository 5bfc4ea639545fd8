import type { Cell, Workbook, Worksheet } from 'exceljs';
import { readCell } from './cell-text.ts';
import { type ForeignTable, tidyText } from './foreign-table.ts';
import { ImportError } from './import-error.ts';

export interface ReadXlsxOptions {
  readonly sheet: string | undefined;
  readonly headerRow: number;
  readonly timeZone: string;
}

/** Reads a sheet of an Excel workbook as people see it: results of formulas, dates as dates. */
export async function readForeignXlsx(
  file: string,
  bytes: Buffer,
  options: ReadXlsxOptions,
): Promise<ForeignTable> {
  const workbook = await openWorkbook(file, bytes);
  const sheet = chooseSheet(file, workbook, options.sheet);
  const columnNumbers = Array.from({ length: sheet.columnCount }, (_, index) => index + 1);
  const headerCells = columnNumbers.map((number) => sheet.getRow(options.headerRow).getCell(number));
  const lineNumbers = Array.from(
    { length: Math.max(0, sheet.rowCount - options.headerRow) },
    (_, index) => options.headerRow + 1 + index,
  );
  return {
    header: headerCells.map((cell) => tidyText(readCell(cell, options.timeZone).text)),
    rows: lineNumbers
      .map((line) => {
        const cells = columnNumbers.map((number) =>
          readCellOf(sheet.getRow(line).getCell(number), options.timeZone),
        );
        return { line, cells };
      })
      .filter(({ cells }) => cells.some(({ text, flaw }) => text !== '' || flaw !== undefined)),
    placeOf: (line, column) => `${sheet.name}!${columnLetters(column)}${line}`,
  };
}

async function openWorkbook(file: string, bytes: Buffer): Promise<Workbook> {
  // Loaded only here: it takes half a second that no other command should wait for.
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  try {
    await workbook.xlsx.load(new Uint8Array(bytes).buffer);
  } catch (cause) {
    const got = bytes.subarray(0, 4).equals(OLE_MARK) ? 'an old or an encrypted workbook' : String(cause);
    const message = `expected an Excel workbook (.xlsx) without a password, got ${got}`;
    throw new ImportError(file, [{ place: '', path: 'the file', message }]);
  }
  return workbook;
}

const OLE_MARK = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

function chooseSheet(file: string, workbook: Workbook, wanted: string | undefined): Worksheet {
  const visible = workbook.worksheets.filter(({ state }) => state === 'visible');
  const name = wanted?.normalize('NFC');
  const [first, ...others] =
    name === undefined
      ? visible
      : workbook.worksheets.filter((sheet) => sheet.name.normalize('NFC') === name);
  if (first && others.length === 0) return first;
  const names = visible.map((sheet) => JSON.stringify(sheet.name)).join(', ') || 'none';
  const message =
    name === undefined
      ? `expected the name of one of its sheets (--sheet): ${names}`
      : `expected one of its sheets (${names}), got ${JSON.stringify(wanted)}`;
  throw new ImportError(file, [{ place: '', path: 'the sheet', message }]);
}

function readCellOf(cell: Cell, timeZone: string) {
  if (!cell.isMerged) return readCell(cell, timeZone);
  const message = `expected a cell of its own, got one that is merged with ${cell.master.address === cell.address ? 'its neighbours' : cell.master.address}`;
  return { text: '', flaw: message };
}

function columnLetters(column: number): string {
  const letter = String.fromCharCode('A'.charCodeAt(0) + (column % 26));
  return column < 26 ? letter : `${columnLetters(Math.floor(column / 26) - 1)}${letter}`;
}
