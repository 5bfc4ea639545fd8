import type { Cell, Workbook, Worksheet } from 'exceljs';
import { countCells } from '../../core/count-cells.ts';
import { inspectArchive } from '../../core/inspect-archive.ts';
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
const MOST_UNPACKED_BYTES = 300e6;
/** 100,000 devices with thirty columns; each costs a kilobyte. */
const MOST_CELLS = 3_000_000;

async function openWorkbook(file: string, bytes: Buffer): Promise<Workbook> {
  refuseCostly(file, bytes);
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

/** Unpacked with a limit, whatever the directory of the archive claims. What is no archive is for the reader to tell. */
function refuseCostly(file: string, bytes: Buffer): void {
  const refuse = (expected: string) => {
    throw new ImportError(file, [
      { place: '', path: 'the file', message: `expected a workbook ${expected}` },
    ]);
  };
  const archive = inspectArchive(bytes, MOST_UNPACKED_BYTES);
  if (archive.is === 'too-large') refuse(`that unpacks to at most ${MOST_UNPACKED_BYTES / 1e6}MB, got more`);
  if (archive.is !== 'sound') return;
  const sheets = [...archive.entries].filter(([path]) => path.toLowerCase().startsWith('xl/worksheets/'));
  const cells = sheets.reduce((sum, [, sheet]) => sum + countCells(sheet.toString('latin1')), 0);
  if (cells > MOST_CELLS) refuse(`of at most ${MOST_CELLS} cells, got ${cells}`);
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
