import type { Cell, Workbook, Worksheet } from 'exceljs';
import { readCell } from './cell-text.ts';
import { type ForeignTable, tidyText } from './foreign-table.ts';
import { ImportError } from './import-error.ts';
import { unpackedSizeBytes } from './unpacked-size.ts';

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
  if (sheet.columnCount > MOST_COLUMNS) {
    const message = `expected at most ${MOST_COLUMNS} columns, got ${sheet.columnCount}`;
    throw new ImportError(file, [{ place: sheet.name, path: 'the sheet', message }]);
  }
  const columnNumbers = Array.from({ length: sheet.columnCount }, (_, index) => index + 1);
  const headerCells = columnNumbers.map((number) => sheet.getRow(options.headerRow).getCell(number));
  const rows: ForeignTable['rows'][number][] = [];
  // Rows that hold nothing are not visited: a single cell at the far end makes a million of them.
  sheet.eachRow({ includeEmpty: false }, (row, line) => {
    if (line <= options.headerRow) return;
    const cells = columnNumbers.map((number) => readCellOf(row.getCell(number), options.timeZone));
    if (cells.some(({ text, flaw }) => text !== '' || flaw !== undefined)) rows.push({ line, cells });
  });
  return {
    header: headerCells.map((cell) => tidyText(readCell(cell, options.timeZone).text)),
    rows,
    placeOf: (line, column) => `${sheet.name}!${columnLetters(column)}${line}`,
  };
}

/** More than any table of devices has; a sheet may claim 16,384. */
const MOST_COLUMNS = 500;
const MOST_UNPACKED_BYTES = 500e6;

async function openWorkbook(file: string, bytes: Buffer): Promise<Workbook> {
  const unpackedBytes = unpackedSizeBytes(bytes) ?? 0;
  if (unpackedBytes > MOST_UNPACKED_BYTES) {
    const message = `expected a workbook that unpacks to at most ${MOST_UNPACKED_BYTES / 1e6}MB, got ${Math.round(unpackedBytes / 1e6)}MB`;
    throw new ImportError(file, [{ place: '', path: 'the file', message }]);
  }
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
