import type { Workbook } from 'exceljs';
import { type ChoiceLists, FORM_VERSION } from '../form.ts';
import type { FormColumn, SheetName } from '../form-sheet.ts';
import { FORM_SHEETS } from '../form-sheets.ts';
import { MARKER_SHEET } from '../writing/add-marker-sheet.ts';
import { type FoundTable, findTables, isNamed } from './find-table.ts';
import type { FormFlaw, FormNote } from './form-flaw.ts';
import { openFormFile } from './open-form-file.ts';
import { type FormMark, readMark } from './read-marker.ts';
import { readNothing } from './read-nothing.ts';
import { type ReadTable, readTable } from './read-table.ts';

/** What stands in a form, or everything that is wrong with it. */
export interface ReadForm {
  /** Absent where the file does not say whose it is. */
  readonly mark?: FormMark;
  readonly tables: ReadonlyMap<SheetName, ReadTable>;
  /** Where the unit says that it has nothing to report. */
  readonly nothingAt?: Pick<FormFlaw, 'sheet' | 'cell'>;
  readonly flaws: readonly FormFlaw[];
  readonly notes: readonly FormNote[];
}

/** Reads a form back, however its sheets are called and ordered. Who it is of and what it is about is not judged here. */
export async function readForm(bytes: Buffer, lists: ChoiceLists): Promise<ReadForm> {
  const opened = await openFormFile(bytes);
  if ('flaw' in opened) return { tables: new Map(), flaws: [opened.flaw], notes: [] };
  const { workbook } = opened;
  const mark = readMark(workbook);
  const found = findTables(workbook);
  if (!mark && found.size === 0) return { tables: new Map(), flaws: [{ code: 'no-form' }], notes: [] };
  const tables = new Map([...found].map(([name, table]) => [name, readTable(table, lists)]));
  const { at: nothingAt, flaws: flawsOfNothing } = readNothing(workbook, lists);
  return {
    ...(mark && { mark }),
    tables,
    ...(nothingAt && { nothingAt }),
    flaws: [
      ...flawsOfForm(mark, found),
      ...flawsOfNothing,
      ...[...tables.values()].flatMap(({ flaws }) => flaws),
    ],
    notes: [...notesOfForm(workbook, mark, found), ...[...tables.values()].flatMap(({ notes }) => notes)],
  };
}

function flawsOfForm(mark: FormMark | undefined, found: ReadonlyMap<SheetName, FoundTable>): FormFlaw[] {
  const flaws: FormFlaw[] = [];
  if (!mark) flaws.push({ code: 'unknown-unit' });
  if (mark?.version !== undefined && mark.version > FORM_VERSION)
    flaws.push({ code: 'newer-form', of: String(FORM_VERSION), got: String(mark.version) });
  for (const sheet of FORM_SHEETS) {
    const table = found.get(sheet.name);
    if (!table) {
      if (mark?.sheets.has(sheet.name) ?? sheet.since === undefined)
        flaws.push({ code: 'no-sheet', of: sheet.tab });
      continue;
    }
    const where = { sheet: table.worksheet.name };
    const isKeyNeeded = sheet.spareRows === 0;
    if (isKeyNeeded && table.keyColumn === undefined)
      flaws.push({ code: 'no-column', ...where, of: sheet.keyHeader });
    for (const column of sheet.columns) {
      if (column.role !== 'shown' && isInVersion(column, mark) && !table.columns.has(column))
        flaws.push({ code: 'no-column', ...where, of: column.header });
    }
  }
  return flaws;
}

/** Where nobody knows the version, as in the first. */
const isInVersion = ({ since = 1 }: FormColumn, mark: FormMark | undefined): boolean =>
  since <= (mark?.version ?? 1);

function notesOfForm(
  workbook: Workbook,
  mark: FormMark | undefined,
  found: ReadonlyMap<SheetName, FoundTable>,
): FormNote[] {
  const notes: FormNote[] = mark && mark.version === undefined ? [{ code: 'no-marker' }] : [];
  for (const { sheet, worksheet } of found.values()) {
    if (!isNamed(worksheet, sheet))
      notes.push({ code: 'renamed-sheet', sheet: worksheet.name, of: sheet.tab });
  }
  const known = new Set([...found.values()].map(({ worksheet }) => worksheet));
  for (const worksheet of workbook.worksheets) {
    const isOurs = known.has(worksheet) || worksheet.name === MARKER_SHEET || worksheet.state !== 'visible';
    if (isOurs || worksheet === guideOf(workbook)) continue;
    notes.push({ code: 'extra-sheet', sheet: worksheet.name });
  }
  return notes;
}

/** The page of instructions: by its name, or else the first sheet. */
const guideOf = (workbook: Workbook) => workbook.getWorksheet('Hướng dẫn') ?? workbook.worksheets[0];
