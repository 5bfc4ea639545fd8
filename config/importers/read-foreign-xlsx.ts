import type { Cell, Workbook, Worksheet } from 'exceljs';
import { inspectArchive } from '../../core/archives/inspect-archive.ts';
import { MOST_MERGED_CELLS, openWorkbook } from '../../core/archives/open-workbook.ts';
import { readCell } from './cell-text.ts';
import { EMPTY_CELL, type ForeignCell, type ForeignTable, tidyText } from './foreign-table.ts';
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
  const workbook = await openForeign(file, bytes);
  const sheet = chooseSheet(file, workbook, options.sheet);
  if (sheet.columnCount > MOST_COLUMNS) {
    const message = `expected at most ${MOST_COLUMNS} columns, got ${sheet.columnCount}`;
    throw new ImportError(file, [{ place: sheet.name, path: 'the sheet', message }]);
  }
  const places = sheet.actualRowCount * sheet.columnCount;
  if (places > MOST_PLACES) {
    const message = `expected at most ${MOST_PLACES} cells, empty ones among them, got ${places}`;
    throw new ImportError(file, [{ place: sheet.name, path: 'the sheet', message }]);
  }
  const columnNumbers = Array.from({ length: sheet.columnCount }, (_, index) => index + 1);
  const headerCells = columnNumbers.map((number) => sheet.getRow(options.headerRow).getCell(number));
  const rows: ForeignTable['rows'][number][] = [];
  // Rows that hold nothing are not visited: a single cell at the far end makes a million of them.
  sheet.eachRow({ includeEmpty: false }, (row, line) => {
    if (line <= options.headerRow) return;
    const cells = columnNumbers.map((number) => readCellOf(row.findCell(number), options.timeZone));
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
/** 100,000 devices with thirty columns. */
const MOST_CELLS = 3_000_000;
/** Rows that hold anything, times columns: a single cell to the right of each row claims all to its left. */
const MOST_PLACES = 30_000_000;

/** Unpacked with a limit, whatever the directory of the archive claims, and looked at before it is read. */
async function openForeign(file: string, bytes: Buffer): Promise<Workbook> {
  const refuse = (message: string): never => {
    throw new ImportError(file, [{ place: '', path: 'the file', message }]);
  };
  const archive = inspectArchive(bytes, MOST_UNPACKED_BYTES);
  if (archive.is === 'too-large')
    return refuse(`expected a workbook that unpacks to at most ${MOST_UNPACKED_BYTES / 1e6}MB, got more`);
  const opened =
    archive.is === 'sound'
      ? await openWorkbook(archive.entries, { mostCells: MOST_CELLS })
      : { is: 'odd' as const, why: whatItIs(bytes) };
  if (opened.is === 'sound') return opened.workbook;
  if (opened.is === 'too-many-cells')
    return refuse(`expected a workbook of at most ${MOST_CELLS} cells, got ${opened.got}`);
  if (opened.is === 'merged-too-much')
    return refuse(`expected a workbook that merges at most ${MOST_MERGED_CELLS} cells, got more`);
  return refuse(`expected an Excel workbook (.xlsx) without a password, got ${opened.why}`);
}

const whatItIs = (bytes: Buffer): string =>
  bytes.subarray(0, 4).equals(OLE_MARK) ? 'an old or an encrypted workbook' : 'no archive that is whole';

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

function readCellOf(cell: Cell | undefined, timeZone: string): ForeignCell {
  if (!cell) return EMPTY_CELL;
  if (!cell.isMerged) return readCell(cell, timeZone);
  const message = `expected a cell of its own, got one that is merged with ${cell.master.address === cell.address ? 'its neighbours' : cell.master.address}`;
  return { text: '', flaw: message };
}

function columnLetters(column: number): string {
  const letter = String.fromCharCode('A'.charCodeAt(0) + (column % 26));
  return column < 26 ? letter : `${columnLetters(Math.floor(column / 26) - 1)}${letter}`;
}
