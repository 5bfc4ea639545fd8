import type { UnitForm } from '../forms/form.ts';
import type { SheetName } from '../forms/form-sheet.ts';
import { sheetNamed } from '../forms/form-sheets.ts';
import { cellText } from './cell-text.ts';
import { rowNumberAt } from './draft-tables.ts';
import type { FilledForm } from './fill-in-draft.ts';

/** A row of which a form says something else than is on record. */
export interface ChangedRow {
  readonly sheet: SheetName;
  readonly number: number;
  readonly key: string;
  readonly cells: readonly { readonly header: string; readonly was: string; readonly now: string }[];
}

/** What a draft changes, cell by cell; where it only writes otherwise what stands there, nothing. */
export function* changedRows(form: UnitForm, filled: FilledForm): Generator<ChangedRow> {
  const { lists } = form;
  for (const name of Object.keys(form.rows) as SheetName[]) {
    const typed = filled.cells[name];
    if (!typed) continue;
    const before = new Map(form.rows[name].map(({ key, values }) => [key, values]));
    const { columns } = sheetNamed(name);
    for (const [index, { key, values }] of filled.rows[name].entries()) {
      const row = typed[key];
      if (!row) continue;
      const cells = columns
        .filter((column) => Object.hasOwn(row, column.key))
        .map(({ key: column, header, type }) => ({
          header: header.replace(' (*)', ''),
          was: cellText(before.get(key)?.[column], type, lists),
          now: cellText(values[column], type, lists),
        }))
        .filter(({ was, now }) => was !== now);
      if (cells.length > 0) yield { sheet: name, number: rowNumberAt(index), key, cells };
    }
  }
}
