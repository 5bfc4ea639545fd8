import type { CellValue, Workbook } from 'exceljs';

/** A cell that does not hold what the sealed figures give. */
export interface CellDifference {
  readonly sheet: string;
  readonly cell: string;
  readonly expected: string;
  readonly found: string;
}

export interface WorkbookComparison {
  readonly equal: number;
  readonly differences: readonly CellDifference[];
}

/** Compares every cell of a workbook as it was written with the same cell of a file; what a person added elsewhere is theirs. */
export async function compareWorkbooks(
  expected: Uint8Array,
  actual: Uint8Array,
): Promise<WorkbookComparison> {
  const [ours, theirs] = [await load(expected), await load(actual)];
  const differences: CellDifference[] = [];
  let equal = 0;
  for (const sheet of ours.worksheets) {
    const other = theirs.getWorksheet(sheet.name);
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        const [wanted, found] = [plainValue(cell.value), plainValue(other?.getCell(cell.address).value)];
        if (isSame(wanted, found)) {
          equal += 1;
          return;
        }
        differences.push({
          sheet: sheet.name,
          cell: cell.address,
          expected: String(wanted),
          found: String(found),
        });
      }),
    );
  }
  return { equal, differences };
}

async function load(bytes: Uint8Array): Promise<Workbook> {
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  const copy = new ArrayBuffer(bytes.byteLength);
  new Uint8Array(copy).set(bytes);
  await workbook.xlsx.load(copy);
  return workbook;
}

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
