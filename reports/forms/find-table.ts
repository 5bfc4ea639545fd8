import type { Workbook, Worksheet } from 'exceljs';
import { toSlug } from '../../config/importers/to-slug.ts';
import type { FormColumn, FormSheet, SheetName } from './form-sheet.ts';
import { FORM_SHEETS } from './form-sheets.ts';
import { readPlainText } from './read-form-cell.ts';

/** A table of the form where it stands in a workbook, which may have been renamed and moved. */
export interface FoundTable {
  readonly sheet: FormSheet;
  readonly worksheet: Worksheet;
  readonly headerRow: number;
  readonly keyColumn: number | undefined;
  readonly columns: ReadonlyMap<FormColumn, number>;
  /** Headers of columns that are none of ours, by their number. */
  readonly others: ReadonlyMap<number, string>;
  /** Share of its headers that were found, 0–1. */
  readonly score: number;
}

const MOST_HEAD_ROWS = 30;
/** A sheet of another name is ours only where most of its headers are. */
const LEAST_SCORE = 0.6;
const LEAST_SCORE_NAMED = 0.3;

/** The sheets of a workbook that are tables of a form: by their name, or by their headers where they have another. */
export function findTables(workbook: Workbook): ReadonlyMap<SheetName, FoundTable> {
  const found = new Map<SheetName, FoundTable>();
  const taken = new Set<Worksheet>();
  const candidates = FORM_SHEETS.flatMap((sheet) =>
    workbook.worksheets.map((worksheet) => ({
      isNamed: isNamed(worksheet, sheet),
      ...findHeader(worksheet, sheet),
    })),
  ).filter(({ isNamed, score }) => score >= (isNamed ? LEAST_SCORE_NAMED : LEAST_SCORE));
  for (const { isNamed, ...table } of candidates.toSorted(
    (a, b) => Number(b.isNamed) - Number(a.isNamed) || b.score - a.score,
  )) {
    if (found.has(table.sheet.name) || taken.has(table.worksheet)) continue;
    found.set(table.sheet.name, table);
    taken.add(table.worksheet);
  }
  return found;
}

export const isNamed = (worksheet: Worksheet, { tab }: FormSheet): boolean =>
  worksheet.name.normalize('NFC') === tab;

function findHeader(worksheet: Worksheet, sheet: FormSheet): FoundTable {
  let best = readHeader(worksheet, sheet, 1);
  const last = Math.min(MOST_HEAD_ROWS, worksheet.rowCount);
  for (let row = 2; row <= last; row++) {
    const table = readHeader(worksheet, sheet, row);
    if (table.score > best.score) best = table;
  }
  return best;
}

function readHeader(worksheet: Worksheet, sheet: FormSheet, headerRow: number): FoundTable {
  const columns = new Map<FormColumn, number>();
  const others = new Map<number, string>();
  let keyColumn: number | undefined;
  worksheet.findRow(headerRow)?.eachCell((cell, number) => {
    const header = readPlainText(cell);
    const slug = toSlug(header);
    const column = sheet.columns.find((candidate) => toSlug(candidate.header) === slug);
    if (slug === toSlug(sheet.keyHeader)) keyColumn ??= number;
    else if (column && !columns.has(column)) columns.set(column, number);
    else if (header !== '') others.set(number, header);
  });
  const hits = columns.size + (keyColumn === undefined ? 0 : 1);
  return {
    sheet,
    worksheet,
    headerRow,
    keyColumn,
    columns,
    others,
    score: hits / (sheet.columns.length + 1),
  };
}
