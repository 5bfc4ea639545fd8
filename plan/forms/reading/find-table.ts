import type { Workbook, Worksheet } from 'exceljs';
import { toSlug } from '../../../core/text/to-slug.ts';
import type { FormColumn, FormSheet, SheetName } from '../form-sheet.ts';
import { FORM_SHEETS } from '../form-sheets.ts';
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

/** Somebody may have put lines of their own above. */
const MOST_HEAD_ROWS = 20;
/** A sheet of another name is ours only where most of its headers are. */
const LEAST_SCORE = 0.6;
const LEAST_SCORE_NAMED = 0.3;

/** The sheets of a workbook that are tables of a form: by their name, or by their headers where they have another. */
export function findTables(workbook: Workbook): ReadonlyMap<SheetName, FoundTable> {
  const heads = workbook.worksheets.map(readHead);
  const candidates = FORM_SHEETS.flatMap((sheet) =>
    heads.map((head) => ({ isNamed: isNamed(head.worksheet, sheet), ...findHeader(head, sheet) })),
  ).filter(({ isNamed, score }) => score >= (isNamed ? LEAST_SCORE_NAMED : LEAST_SCORE));
  const found = new Map<SheetName, FoundTable>();
  const taken = new Set<Worksheet>();
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

/** The first rows of a sheet: every table is looked for in them. */
interface Head {
  readonly worksheet: Worksheet;
  readonly rows: readonly (readonly HeadCell[])[];
}

interface HeadCell {
  readonly column: number;
  readonly text: string;
  /** Without marks and signs: what is typed anew looks the same. */
  readonly slug: string;
}

function readHead(worksheet: Worksheet): Head {
  const last = Math.min(MOST_HEAD_ROWS, worksheet.rowCount);
  const rows = Array.from({ length: last }, (_, index) => {
    const cells: HeadCell[] = [];
    worksheet.findRow(index + 1)?.eachCell((cell, column) => {
      const text = readPlainText(cell);
      if (text !== '') cells.push({ column, text, slug: toSlug(text) });
    });
    return cells;
  });
  return { worksheet, rows };
}

function findHeader({ worksheet, rows }: Head, sheet: FormSheet): FoundTable {
  let best: FoundTable = { ...NOTHING, sheet, worksheet };
  for (const [index, cells] of rows.entries()) {
    const table = readHeader(cells, sheet);
    if (table.score > best.score) best = { ...table, sheet, worksheet, headerRow: index + 1 };
  }
  return best;
}

const NOTHING = { headerRow: 1, keyColumn: undefined, columns: new Map(), others: new Map(), score: 0 };

const SLUGS: ReadonlyMap<string, string> = new Map(
  FORM_SHEETS.flatMap(({ keyHeader, columns }) => [keyHeader, ...columns.map(({ header }) => header)]).map(
    (header) => [header, toSlug(header)],
  ),
);

function readHeader(
  cells: readonly HeadCell[],
  sheet: FormSheet,
): Pick<FoundTable, 'keyColumn' | 'columns' | 'others' | 'score'> {
  const columns = new Map<FormColumn, number>();
  const others = new Map<number, string>();
  let keyColumn: number | undefined;
  for (const { column: number, text, slug } of cells) {
    const column = sheet.columns.find(({ header }) => SLUGS.get(header) === slug);
    if (slug === SLUGS.get(sheet.keyHeader)) keyColumn ??= number;
    else if (column && !columns.has(column)) columns.set(column, number);
    else others.set(number, text);
  }
  const hits = columns.size + (keyColumn === undefined ? 0 : 1);
  return { keyColumn, columns, others, score: hits / (sheet.columns.length + 1) };
}
