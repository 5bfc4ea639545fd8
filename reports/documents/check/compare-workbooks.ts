import type { Cell, CellValue, Workbook } from 'exceljs';

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
        const formulas = [formulaOf(cell), other && formulaOf(other.getCell(cell.address))] as const;
        // A value in place of a formula is still the value; another formula is another value tomorrow.
        const [ours, theirs] = formulas.map((formula) => formula && bare(formula));
        if (theirs !== undefined && ours !== theirs) {
          differences.push({
            ...{ sheet: sheet.name, cell: cell.address },
            expected: formulas[0] === undefined ? `${wanted}` : `=${formulas[0]}`,
            found: `=${formulas[1]}`,
          });
          return;
        }
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
