import type { Cell, CellValue, Workbook, Worksheet } from 'exceljs';
import { openWorkbook } from '../../core/archives/open-workbook.ts';
import { isPlainCell } from './cell-looks.ts';
import { openOfficeFile } from './open-office-file.ts';
import { xlsxAnomalies } from './xlsx-anomalies.ts';

/** A cell that does not show what the sealed figures give. */
export interface CellDifference {
  readonly sheet: string;
  readonly cell: string;
  readonly expected: string;
  readonly found: string;
}

export interface WorkbookComparison {
  readonly equal: number;
  readonly differences: readonly CellDifference[];
  /** What a person added, and what may cover a cell or show another value: to be read by a person. */
  readonly toRead: readonly string[];
}

/**
 * Compares every cell of a workbook as it was written with the same cell of a file: its value, its formula, and the format
 * by which the value is shown. What else is there is told.
 * @throws RangeError when a file is no workbook, or more than any report is.
 */
export async function compareWorkbooks(
  expected: Uint8Array,
  actual: Uint8Array,
): Promise<WorkbookComparison> {
  const ours = await load(expected, Number.POSITIVE_INFINITY);
  const theirs = await load(actual, mostCellsOf(ours.workbook));
  const differences: CellDifference[] = [];
  const hardToRead: string[] = [];
  let equal = 0;
  for (const sheet of ours.workbook.worksheets) {
    const other = theirs.workbook.getWorksheet(sheet.name);
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        const found = other?.getCell(cell.address);
        const difference = differenceOf(cell, found);
        if (difference) differences.push({ sheet: sheet.name, cell: cell.address, ...difference });
        else equal++;
        if (found && !isPlainCell(found)) hardToRead.push(`${sheet.name}!${cell.address}`);
      }),
    );
  }
  const known = new Set(ours.oddities);
  return {
    equal,
    differences,
    toRead: [
      ...theirs.workbook.worksheets.flatMap((sheet) =>
        addedCells(sheet, ours.workbook.getWorksheet(sheet.name)),
      ),
      ...hardToRead.map((place) => `khó đọc / hard to read: ${place}`),
      ...theirs.oddities
        .filter((oddity) => !known.has(oddity))
        .map((oddity) => `có thể che hoặc đổi số liệu / may cover or change figures: ${oddity}`),
    ],
  };
}

/** Room for remarks, and for the empty cells that a spreadsheet adds. */
const MORE_CELLS = 200_000;

const mostCellsOf = ({ worksheets }: Workbook): number =>
  worksheets.reduce((sum, sheet) => sum + 2 * sheet.rowCount * sheet.columnCount, MORE_CELLS);

async function load(
  bytes: Uint8Array,
  mostCells: number,
): Promise<{ readonly workbook: Workbook; readonly oddities: readonly string[] }> {
  const parts = openOfficeFile(bytes, 'xl/workbook.xml');
  const oddities = xlsxAnomalies(parts);
  // Merged cells are looked at by hand; the library would give each of them the value of the first.
  const opened = await openWorkbook(parts, { mostCells, ignoring: ['mergeCells'] });
  if (opened.is === 'sound') return { workbook: opened.workbook, oddities };
  if (opened.is === 'odd') throw new RangeError(opened.why);
  if (opened.is === 'merged-too-much') throw new RangeError('more merged cells than any report has');
  throw new RangeError(`${opened.got} cells, of at most ${mostCells}`);
}

function addedCells(sheet: Worksheet, ours: Worksheet | undefined): readonly string[] {
  if (!ours) return [`trang tính thêm vào / sheet added: ${sheet.name}`];
  const added: string[] = [];
  sheet.eachRow((row) =>
    row.eachCell((cell) => {
      const value = plainValue(cell.value);
      if (value === '' || plainValue(ours.getCell(cell.address).value) !== '') return;
      added.push(`ô thêm vào / cell added: ${sheet.name}!${cell.address}: ${value}`);
    }),
  );
  return added;
}

function differenceOf(
  cell: Cell,
  other: Cell | undefined,
): Pick<CellDifference, 'expected' | 'found'> | undefined {
  const [wanted, found] = [plainValue(cell.value), plainValue(other?.value)];
  const [ours, theirs] = [formulaOf(cell), other && formulaOf(other)];
  // A value in place of a formula is still the value; another formula is another value tomorrow.
  if (theirs !== undefined && (ours === undefined || bare(ours) !== bare(theirs)))
    return { expected: ours === undefined ? `${wanted}` : `=${ours}`, found: `=${theirs}` };
  if (!isSame(wanted, found)) return { expected: String(wanted), found: String(found) };
  const [format, otherFormat] = [formatOf(cell), other ? formatOf(other) : PLAIN];
  if (format === otherFormat) return undefined;
  return { expected: `${wanted} shown as ${format}`, found: `${found} shown as ${otherFormat}` };
}

const PLAIN = 'General';
const formatOf = ({ numFmt }: Cell): string => numFmt || PLAIN;

const formulaOf = (cell: Cell): string | undefined => (cell.type === FORMULA ? cell.formula : undefined);
/** `ValueType.Formula`, whose library is loaded late. */
const FORMULA = 6;
/** Spreadsheets write spaces, capitals and quotes around names of sheets as they like. */
const bare = (formula: string): string => formula.replaceAll(/[\s']/g, '').toUpperCase();

/** What a cell shows: of a formula what it comes to, of texts with looks the text. */
function plainValue(value: CellValue | undefined): string | number {
  if (typeof value === 'number' || typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  if (typeof value === 'object' && 'result' in value) {
    const { result } = value;
    return typeof result === 'number' || typeof result === 'string' ? result : '';
  }
  if (typeof value === 'object' && 'richText' in value)
    return value.richText.map(({ text }) => text).join('');
  return String(value);
}

/** A spreadsheet that computed anew may write a number with a last digit of its own. */
function isSame(a: string | number, b: string | number): boolean {
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= Math.abs(a) * 1e-12;
  return a === b;
}
