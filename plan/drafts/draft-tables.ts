import { type ChoiceLists, FORM_VERSION, type FormRow, type UnitForm } from '../forms/form.ts';
import { type FormSheet, HEADER_ROW, letterAt, type SheetName } from '../forms/form-sheet.ts';
import { FORM_SHEETS } from '../forms/form-sheets.ts';
import { createFindingList } from '../forms/reading/finding-list.ts';
import type { FormFlaw } from '../forms/reading/form-flaw.ts';
import type { ReadForm } from '../forms/reading/read-form.ts';
import { readFormCell } from '../forms/reading/read-form-cell.ts';
import type { ReadCell, ReadRow, ReadTable } from '../forms/reading/read-table.ts';
import { nothingAt } from '../forms/writing/add-guide-sheet.ts';
import { askedSheets } from '../forms/writing/asked-sheets.ts';

/** Where a row stands in the workbook of its form. */
export const rowNumberAt = (index: number): number => HEADER_ROW + 1 + index;

/** A form as its workbook would be read, cell by cell at the same places: what it is judged by. */
export function readFilledForm(form: UnitForm, lists: ChoiceLists): ReadForm {
  const asked = askedSheets(form);
  const tables = new Map(
    asked.map((sheet) => [sheet.name, tableOf(sheet, [...form.rows[sheet.name].entries()], lists)]),
  );
  const nothing = nothingOf(form, lists);
  return {
    mark: markOf(form, asked),
    tables,
    ...(nothing.isSaid && { nothingAt: nothingAt(form) }),
    flaws: [...nothing.flaws, ...[...tables.values()].flatMap(({ flaws }) => flaws)],
    notes: [],
  };
}

/** The same of some rows of one sheet, by the places they have in it. */
export function readFilledSheet(
  form: UnitForm,
  name: SheetName,
  rows: readonly (readonly [index: number, row: FormRow])[],
  lists: ChoiceLists,
): ReadForm {
  const sheet = FORM_SHEETS.filter((one) => one.name === name);
  const tables = new Map(sheet.map((one) => [name, tableOf(one, rows, lists)]));
  const flaws = [...tables.values()].flatMap((table) => table.flaws);
  return { mark: markOf(form, sheet), tables, flaws, notes: [] };
}

const markOf = ({ unit, year, rows }: UnitForm, sheets: readonly FormSheet[]) => ({
  unit: unit.id,
  year,
  version: FORM_VERSION,
  // Of the others, which may have 38,000 rows, nobody asks.
  givenKeys: new Map(
    FORM_SHEETS.filter(({ spareRows }) => spareRows > 0).map(({ name }) => [
      name,
      new Set(rows[name].map(({ key }) => key)),
    ]),
  ),
  sheets: new Set(sheets.map(({ name }) => name)),
});

function nothingOf(form: UnitForm, lists: ChoiceLists) {
  const { nothing } = form;
  if (typeof nothing !== 'object') return { isSaid: nothing === 'yes', flaws: [] };
  const read = readFormCell({ value: nothing.typed, numFmt: '' }, { is: 'choice', list: 'yes-no' }, lists);
  const flaws: FormFlaw[] = read && 'flaw' in read ? [{ ...read.flaw, ...nothingAt(form) }] : [];
  return { isSaid: false, flaws };
}

function tableOf(
  sheet: FormSheet,
  rows: readonly (readonly [index: number, row: FormRow])[],
  lists: ChoiceLists,
): ReadTable {
  const flaws = createFindingList<FormFlaw>();
  const letters = new Map(sheet.columns.map(({ key }, index) => [key, letterAt(index + 1)]));
  const asked = sheet.columns.filter(({ role }) => role !== 'shown');
  const at = (key: string, number: number) => `${letters.get(key) ?? 'A'}${number}`;
  return {
    tab: sheet.tab,
    rows: rows.map(([index, row]) => readRow(rowNumberAt(index), row)),
    flaws: flaws.list(),
    notes: [],
    hasColumn: (key) => letters.has(key),
    cellAt: ({ number }, key) => at(key, number),
  };

  function readRow(number: number, { key, values }: FormRow): ReadRow {
    const cells: Record<string, ReadCell> = {};
    let [isEmpty, isFlawed] = [true, false];
    for (const column of asked) {
      const content = values[column.key];
      if (content === undefined) continue;
      isEmpty = false;
      const cell = at(column.key, number);
      if (typeof content !== 'object') {
        cells[column.key] = { value: content, at: cell };
        continue;
      }
      const read = readFormCell({ value: content.typed, numFmt: '' }, column.type, lists);
      if (read === undefined || 'value' in read) continue;
      isFlawed = true;
      flaws.add({ ...read.flaw, sheet: sheet.tab, cell });
    }
    return { key, number, at: `A${number}`, cells, isFlawed, isEmpty };
  }
}
