import type { FormRow, UnitForm } from '../forms/form.ts';
import type { SheetName } from '../forms/form-sheet.ts';
import { sheetNamed } from '../forms/form-sheets.ts';
import type { ReadForm } from '../forms/reading/read-form.ts';
import type { ReadRow, ReadTable } from '../forms/reading/read-table.ts';
import { spareKey, spareNumber } from '../forms/spare-rows.ts';
import { cellText, markOf } from './cell-text.ts';
import type { CellChange } from './change-cells.ts';
import { createRowNames, type FilledForm, isSpareOf } from './fill-in-draft.ts';

export interface FileCells {
  readonly changes: ReadonlyMap<SheetName, readonly CellChange[]>;
  /** Rows that the form does not have: their cells are not taken. */
  readonly unknown: readonly { readonly sheet: string; readonly cell: string; readonly got: string }[];
}

/**
 * What a file says, to go on with on the page: also what is wrong in it, as it stands there. An empty cell takes away what is on
 * record, and nothing that somebody typed meanwhile. Rows without a key come behind the last that is used.
 */
export function cellsOfFile(read: ReadForm, form: UnitForm, filled: FilledForm): FileCells {
  const unknown: { readonly sheet: string; readonly cell: string; readonly got: string }[] = [];
  const changes = [...read.tables].map(([name, table]) => {
    const rows = new Map(filled.rows[name].map((row) => [row.key, row]));
    const keyOf = createKeys(name, table, filled.rows[name]);
    const nameNow = createRowNames(form, name);
    const own = table.rows.flatMap((row): readonly CellChange[] => {
      const named = row.key ?? (row.isEmpty ? undefined : keyOf(row));
      if (named === undefined) return [];
      const key = nameNow(named);
      if (!rows.has(key) && !isSpareOf(name, key)) {
        if (!row.isEmpty) unknown.push({ sheet: table.tab, cell: row.at, got: key });
        return [];
      }
      return cellsOfRow(name, table, row, { key, stands: rows.get(key), filled });
    });
    return [name, own] as const;
  });
  return { changes: new Map(changes), unknown };
}

interface RowContext {
  readonly key: string;
  readonly stands: FormRow | undefined;
  readonly filled: FilledForm;
}

function cellsOfRow(
  name: SheetName,
  { hasColumn }: ReadTable,
  { cells, untaken = {} }: ReadTable['rows'][number],
  { key, stands, filled }: RowContext,
): readonly CellChange[] {
  const { lists } = filled;
  return sheetNamed(name).columns.flatMap(({ key: column, role, type }): readonly CellChange[] => {
    if (role === 'shown' || !hasColumn(column)) return [];
    const was = cellText(stands?.values[column], type, lists);
    const text = untaken[column] ?? cellText(cells[column]?.value, type, lists);
    const isTyped = filled.cells[name]?.[key]?.[column] !== undefined;
    return text === was || (text === '' && isTyped) ? [] : [{ row: key, column, was: markOf(was), text }];
  });
}

/**
 * What a row is called that a unit added to the file: as the spare row that says the same, so that a file may be loaded again, else
 * as one in which nothing stands, neither here nor in the file.
 */
function createKeys(
  name: SheetName,
  { rows }: ReadTable,
  known: readonly FormRow[],
): (row: ReadRow) => string | undefined {
  const { columns, spareRows } = sheetNamed(name);
  if (spareRows === 0) return () => undefined;
  const asked = columns.filter(({ role }) => role !== 'shown');
  const saidBy = (contentOf: (key: string) => unknown) =>
    JSON.stringify(asked.map(({ key }) => contentOf(key) ?? null));
  const spare = known.filter(({ key }) => spareNumber(key) !== undefined);
  const standing = new Map(
    spare.map(({ key, values }) => [
      saidBy((column) => {
        const content = values[column];
        return typeof content === 'object' ? content.typed : content;
      }),
      key,
    ]),
  );
  const used = [
    ...spare.filter(({ values }) => asked.some(({ key }) => values[key] !== undefined)).map(({ key }) => key),
    ...rows.filter(({ isEmpty }) => !isEmpty).map(({ key = '' }) => key),
  ].map((key) => spareNumber(key) ?? 0);
  let last = Math.max((spareNumber(spare[0]?.key ?? '') ?? 1) - 1, ...used);
  return ({ cells, untaken = {} }) =>
    standing.get(saidBy((column) => untaken[column] ?? cells[column]?.value)) ?? spareKey(++last);
}
