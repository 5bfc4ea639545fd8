import type { Workbook, Worksheet } from 'exceljs';
import type { FormSheet, SheetName } from '../form-sheet.ts';
import { FORM_SHEETS } from '../form-sheets.ts';
import { GUIDE_LABELS } from '../writing/add-guide-sheet.ts';
import { MARKER, MARKER_SHEET } from '../writing/add-marker-sheet.ts';
import { readPlainText } from './read-form-cell.ts';
import { findGuideCell, readGuideText } from './read-guide.ts';

/** What a form says it is. */
export interface FormMark {
  readonly unit: string;
  readonly year: number;
  /** Absent where the hidden sheet is gone and the page of instructions had to do. */
  readonly version?: number;
  /** The rows it was handed out with, known only from the hidden sheet. */
  readonly givenKeys?: ReadonlyMap<SheetName, ReadonlySet<string>>;
  /** The tables it was handed out with. */
  readonly sheets: ReadonlySet<SheetName>;
}

/** `undefined` where nothing in the workbook says what it is. */
export function readMark(workbook: Workbook): FormMark | undefined {
  const marker = workbook.getWorksheet(MARKER_SHEET);
  return (marker && readMarker(marker)) ?? readGuide(workbook);
}

function readMarker(worksheet: Worksheet): FormMark | undefined {
  const textAt = (row: number, column: number) => readPlainText(worksheet.getCell(row, column));
  if (textAt(1, 1) !== MARKER) return undefined;
  const givenKeys = new Map(FORM_SHEETS.map(({ name }) => [name, new Set<string>()]));
  worksheet.eachRow({ includeEmpty: false }, (_row, number) => {
    const name = FORM_SHEETS.find((sheet) => sheet.name === textAt(number, 1))?.name;
    if (name) givenKeys.get(name)?.add(textAt(number, 2));
  });
  const version = Number(textAt(1, 2));
  const sheets =
    version === 1 ? FIRST_SHEETS : sheetsWhere(({ name }) => (givenKeys.get(name)?.size ?? 0) > 0);
  return { unit: textAt(1, 3), year: Number(textAt(1, 4)), version, givenKeys, sheets };
}

const sheetsWhere = (isIn: (sheet: FormSheet) => boolean): ReadonlySet<SheetName> =>
  new Set(FORM_SHEETS.filter(isIn).map(({ name }) => name));

/** Forms of version 1 had all of their sheets, whether they asked something or not. */
const FIRST_SHEETS = sheetsWhere(({ since }) => since === undefined);

function readGuide(workbook: Workbook): FormMark | undefined {
  const unit = readGuideText(workbook, GUIDE_LABELS.unit);
  const year = Number(readGuideText(workbook, GUIDE_LABELS.year));
  if (unit === undefined || !Number.isInteger(year)) return undefined;
  // Its sheets are listed there.
  return { unit, year, sheets: sheetsWhere(({ tab }) => findGuideCell(workbook, tab) !== undefined) };
}
