import type { Workbook } from 'exceljs';
import { countCells, countMergedCells } from './count-cells.ts';
import { findMissingText } from './find-missing-text.ts';
import { stripWorkbook } from './strip-workbook.ts';
import { writeZip } from './zip.ts';

export type OpenedWorkbook =
  | { readonly is: 'sound'; readonly workbook: Workbook }
  /** None that a spreadsheet writes. */
  | { readonly is: 'odd'; readonly why: string }
  | { readonly is: 'too-many-cells'; readonly got: number }
  | { readonly is: 'merged-too-much' };

export interface WorkbookLimits {
  /** Each costs a kilobyte and some 10 µs. */
  readonly mostCells: number;
  /** Elements of a sheet that are not read, beside those that nobody reads. */
  readonly ignoring?: readonly string[];
}

export const MOST_MERGED_CELLS = 200_000;

/** Rules over whole columns would be spelt out cell by cell, and pictures say nothing that is taken. */
const UNREAD_NODES = [
  'dataValidations',
  'conditionalFormatting',
  'hyperlinks',
  'autoFilter',
  'drawing',
  'picture',
  'legacyDrawing',
  'tableParts',
  'extLst',
];

/**
 * Opens a workbook of anybody's, of the files of its archive, with nothing in it but what is read, and after a look at what
 * reading it would cost: a file of a kilobyte may merge 17 thousand million cells, and the library makes each of them.
 */
export async function openWorkbook(
  entries: ReadonlyMap<string, Buffer>,
  { mostCells, ignoring = [] }: WorkbookLimits,
): Promise<OpenedWorkbook> {
  const stripped = stripWorkbook(entries);
  if (stripped.is === 'odd') return stripped;
  const costly = findCostly(stripped.parts, mostCells);
  if (costly) return costly;
  const missing = findMissingText(stripped.parts);
  if (missing !== undefined) return { is: 'odd', why: missing };
  const plain = writeZip([...stripped.parts].map(([path, data]) => ({ path, data })));
  // Loaded only here: it takes half a second that no other command should wait for.
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  try {
    await workbook.xlsx.load(new Uint8Array(plain).buffer, { ignoreNodes: [...UNREAD_NODES, ...ignoring] });
  } catch (error) {
    return { is: 'odd', why: error instanceof Error ? error.message : String(error) };
  }
  return { is: 'sound', workbook };
}

/** Counted in the text: once it is read, it is too late. */
function findCostly(parts: ReadonlyMap<string, Buffer>, mostCells: number): OpenedWorkbook | undefined {
  let cells = 0;
  let merged = 0;
  for (const [path, content] of parts) {
    if (!path.startsWith('xl/worksheets/')) continue;
    const text = content.toString('latin1');
    cells += countCells(text);
    merged += countMergedCells(text);
  }
  if (cells > mostCells) return { is: 'too-many-cells', got: cells };
  // What is no reference counts as not a number.
  return merged <= MOST_MERGED_CELLS ? undefined : { is: 'merged-too-much' };
}
