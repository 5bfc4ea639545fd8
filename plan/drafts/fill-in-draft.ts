import type { ChoiceLists, FormRow, UnitForm } from '../forms/form.ts';
import type { FormSheet, SheetName } from '../forms/form-sheet.ts';
import { FORM_SHEETS, sheetNamed } from '../forms/form-sheets.ts';
import { type RegisterSheetName, SHEET_REGISTERS } from '../forms/register-sheets.ts';
import { entryId, spareKey, spareNumber } from '../forms/spare-rows.ts';
import { readTyped } from './cell-text.ts';
import { type DraftCells, type DraftRow, type FormDraft, NOTHING } from './form-draft.ts';

/** A form with what was typed over what is on record. */
export interface FilledForm extends UnitForm {
  /** What was typed, by the rows that the form has now. */
  readonly cells: DraftCells;
  /** Rows of the draft that the form has no more, such as a device that was handed over. */
  readonly gone: readonly { readonly sheet: SheetName; readonly key: string; readonly row: DraftRow }[];
}

/** Empty rows behind the last that is used: whoever needs more always finds some. */
const SPARE_BEHIND = 10;

/** A draft that was laid over the same form before: what did not change since is taken from it. */
export interface FilledBefore {
  readonly draft: FormDraft | undefined;
  readonly filled: FilledForm;
}

/**
 * Lays a draft over the form as it stands on record. A spare row whose entry came in meanwhile is that entry: a draft that was handed
 * in says what is on record.
 */
export function fillInDraft(
  form: UnitForm,
  draft: FormDraft | undefined,
  lists: ChoiceLists,
  before?: FilledBefore,
): FilledForm {
  if (!draft) return { ...form, cells: {}, gone: [] };
  const sheets = FORM_SHEETS.flatMap((sheet) => {
    const typed = draft.cells[sheet.name];
    if (!typed) return [];
    const isSame = before?.draft?.cells[sheet.name] === typed;
    return [
      isSame ? sheetOf(before.filled, sheet.name) : fillSheet(form, sheet, typed, lists, before?.filled),
    ];
  });
  const [text = ''] = draft.cells.guide?.[NOTHING]?.[NOTHING] ?? [];
  return {
    ...form,
    nothing: readTyped(text, { is: 'choice', list: 'yes-no' }, lists),
    rows: { ...form.rows, ...Object.fromEntries(sheets.map(({ name, rows }) => [name, rows])) },
    cells: {
      ...Object.fromEntries(sheets.map(({ name, cells }) => [name, cells])),
      ...(draft.cells.guide && { guide: draft.cells.guide }),
    },
    gone: sheets.flatMap(({ gone }) => gone),
  };
}

interface FilledSheet {
  readonly name: SheetName;
  readonly rows: readonly FormRow[];
  readonly cells: Readonly<Record<string, DraftRow>>;
  readonly gone: FilledForm['gone'];
}

const sheetOf = ({ rows, cells, gone }: FilledForm, name: SheetName): FilledSheet => ({
  ...{ name, rows: rows[name], cells: cells[name] ?? {} },
  gone: gone.filter(({ sheet }) => sheet === name),
});

function fillSheet(
  form: UnitForm,
  sheet: FormSheet,
  typed: Readonly<Record<string, DraftRow>>,
  lists: ChoiceLists,
  before: FilledForm | undefined,
): FilledSheet {
  const { name } = sheet;
  const nameNow = createRowNames(form, name);
  const left = new Map(Object.entries(typed).map(([key, row]) => [nameNow(key), row]));
  const isAsked = form.rows[name].length > 0;
  const all = isAsked ? [...form.rows[name], ...moreRows(sheet, form.rows[name], left.keys())] : [];
  const cells: Record<string, DraftRow> = {};
  const known = before?.cells[name] ?? {};
  const rows = all.map((row, index) => {
    const own = left.get(row.key);
    if (!own) return row;
    left.delete(row.key);
    cells[row.key] = own;
    const filled = known[row.key] === own ? before?.rows[name][index] : undefined;
    return filled?.key === row.key ? filled : fillRow(sheet, row, own, lists);
  });
  return { name, rows, cells, gone: [...left].map(([key, row]) => ({ sheet: name, key, row })) };
}

/** What rows of a sheet are called now, by what they were called on a page or in a file of before. */
export function createRowNames(form: UnitForm, name: SheetName): (key: string) => string {
  if (!isRegister(name)) return (key) => key;
  const known = new Set(form.rows[name].map(({ key }) => key));
  return (key) => {
    const number = known.has(key) ? undefined : spareNumber(key);
    if (number === undefined) return key;
    const entry = entryId(form.unit.id, form.year, number);
    return SHEET_REGISTERS[name].map((one) => `${one}:${entry}`).find((one) => known.has(one)) ?? key;
  };
}

/** More entries of one kind no unit has in a year; each row of a number is made. */
const MOST_SPARE = 5_000;

/** Whether a row may be written that the form does not have yet. */
export const isSpareOf = (name: SheetName, key: string): boolean =>
  sheetNamed(name).spareRows > 0 && (spareNumber(key) ?? Number.POSITIVE_INFINITY) <= MOST_SPARE;

const isRegister = (name: SheetName): name is RegisterSheetName => Object.hasOwn(SHEET_REGISTERS, name);

/** Behind those that the form came with. */
function moreRows(sheet: FormSheet, rows: readonly FormRow[], keys: Iterable<string>): readonly FormRow[] {
  if (sheet.spareRows === 0) return [];
  const last = spareNumber(rows.at(-1)?.key ?? '') ?? 0;
  const used = [...keys].reduce((most, key) => Math.max(most, spareNumber(key) ?? 0), 0);
  const more = Math.max(0, used + SPARE_BEHIND - last);
  return Array.from({ length: more }, (_, index) => ({ key: spareKey(last + index + 1), values: {} }));
}

function fillRow(sheet: FormSheet, row: FormRow, typed: DraftRow | undefined, lists: ChoiceLists): FormRow {
  if (!typed) return row;
  const values = { ...row.values };
  for (const { key, type, role } of sheet.columns) {
    const cell = typed[key];
    if (cell && role !== 'shown') values[key] = readTyped(cell[0], type, lists);
  }
  return { key: row.key, values };
}
