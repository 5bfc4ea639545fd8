import type { UnitForm } from '../forms/form.ts';
import type { CellType } from '../forms/form-sheet.ts';
import { sheetNamed } from '../forms/form-sheets.ts';
import { cellText, markOf, tidyTyped } from './cell-text.ts';
import { createRowNames, type FilledForm, isSpareOf } from './fill-in-draft.ts';
import { type DraftCell, type DraftCells, type DraftSheet, type FormDraft, NOTHING } from './form-draft.ts';

/** What somebody made of a cell, and what they saw in it before, as its mark. */
export interface CellChange {
  readonly row: string;
  readonly column: string;
  readonly was: string;
  readonly text: string;
}

/** A cell that somebody else changed meanwhile to something else: it stays as they left it until it is sent again. */
export interface CellConflict extends Pick<CellChange, 'row' | 'column'> {
  readonly now: string;
  readonly typed: string;
  /** Who, and when; absent where it became another on record. */
  readonly by?: string;
  readonly atMs?: number;
}

export interface ChangedCells {
  /** As the draft is to be. */
  readonly cells: DraftCells;
  readonly changed: number;
  readonly conflicts: readonly CellConflict[];
}

interface ChangeContext {
  /** As it stands on record. */
  readonly form: UnitForm;
  readonly filled: FilledForm;
  readonly by: string;
  readonly atMs: number;
}

/**
 * Changes cells of a sheet as one of several people who fill in a form at once: of what they left as they saw it nothing is done,
 * and what another changed meanwhile is told. Cells that are not asked for are passed over.
 */
export function changeCells(
  draft: FormDraft | undefined,
  name: DraftSheet,
  changes: readonly CellChange[],
  { form, filled, by, atMs }: ChangeContext,
): ChangedCells {
  const columns = columnsOf(name);
  const { lists } = form;
  const nameNow = name === 'guide' ? (key: string) => key : createRowNames(form, name);
  // Of a sheet of 38,000 rows a page changes some.
  const wanted = new Set(changes.map(({ row }) => nameNow(row)));
  const before = new Map(rowsOf(form, name, wanted));
  const rows = new Map(rowsOf(filled, name, wanted));
  // Under the names that rows have now.
  const cells: Record<string, Record<string, DraftCell>> = { ...filled.cells[name] };
  const conflicts: CellConflict[] = [];
  let changed = 0;
  for (const { row: named, column, was, text: sent } of changes) {
    const type = columns.get(column);
    const row = nameNow(named);
    const values = rows.get(row) ?? (name !== 'guide' && isSpareOf(name, row) ? {} : undefined);
    if (!type || !values) continue;
    const text = tidyTyped(sent);
    const now = cellText(values[column], type, lists);
    if (markOf(text) === was || text === now) continue;
    if (was !== markOf(now)) {
      const [, other, atThen] = filled.cells[name]?.[row]?.[column] ?? [];
      conflicts.push({
        ...{ row, column, now, typed: text },
        ...(other !== undefined && atThen !== undefined && { by: other, atMs: atThen }),
      });
      continue;
    }
    const { [column]: _, ...others } = cells[row] ?? {};
    const onRecord = cellText(before.get(row)?.[column], type, lists);
    const own: Record<string, DraftCell> =
      text === onRecord ? others : { ...others, [column]: [text, by, atMs] };
    if (Object.keys(own).length > 0) cells[row] = own;
    else delete cells[row];
    changed++;
  }
  if (changed === 0) return { cells: draft?.cells ?? {}, changed, conflicts };
  return { cells: { ...keptCells(filled), [name]: cells }, changed, conflicts };
}

/** All that was typed, also of rows that the form has no more. */
export function keptCells({ cells, gone }: FilledForm): DraftCells {
  const kept: Record<string, Record<string, Readonly<Record<string, DraftCell>>>> = { ...cells };
  for (const { sheet, key, row } of gone) kept[sheet] = { ...kept[sheet], [key]: row };
  return kept;
}

const YES_NO: CellType = { is: 'choice', list: 'yes-no' };

const columnsOf = (name: DraftSheet): ReadonlyMap<string, CellType> =>
  name === 'guide'
    ? new Map([[NOTHING, YES_NO]])
    : new Map(
        sheetNamed(name)
          .columns.filter(({ role }) => role !== 'shown')
          .map(({ key, type }) => [key, type]),
      );

function rowsOf(form: UnitForm, name: DraftSheet, wanted: ReadonlySet<string>) {
  if (name === 'guide') return [[NOTHING, { [NOTHING]: form.nothing }]] as const;
  return form.rows[name]
    .filter(({ key }) => wanted.has(key))
    .map(({ key, values }) => [key, values] as const);
}
