import { suggestName } from '../../core/text/suggest-name.ts';
import type { Columns } from '../files/columns.ts';
import { type ForeignTable, tidyText } from './foreign-table.ts';
import type { ImportProblem } from './import-error.ts';
import type { ColumnMapping, Mapping } from './mapping.ts';

/** Every column of the mapping must exist on both sides, and every column that our rows need must be filled. */
export function checkMapping(
  { header }: ForeignTable,
  { columns: mapped }: Mapping,
  columns: Columns,
): readonly ImportProblem[] {
  const problems: ImportProblem[] = [];
  const refuse = (path: string, message: string) => problems.push({ place: '', path, message });
  for (const [name, { from }] of Object.entries(mapped)) {
    if (!Object.hasOwn(columns, name)) {
      const suggestion = suggestName(name, Object.keys(columns));
      const expected = suggestion
        ? `a column of ours, such as ${suggestion}`
        : `one of ${Object.keys(columns).join(', ')}`;
      refuse(name, `expected ${expected}, got ${JSON.stringify(name)}`);
    }
    if (from === undefined) continue;
    const count = header.filter((foreign) => isSameName(foreign, from)).length;
    if (count === 1) continue;
    const names = header.filter((foreign) => foreign !== '').map((foreign) => JSON.stringify(foreign));
    const got = count > 1 ? `it ${count} times` : `none; it has ${names.join(', ') || 'no names at all'}`;
    refuse(name, `expected a foreign column ${JSON.stringify(from)} in the header row, got ${got}`);
  }
  for (const { name, isRequired } of Object.values(columns)) {
    if (!isRequired || Object.hasOwn(mapped, name)) continue;
    refuse(name, `expected a foreign column (--map ${name}=…) or a constant (--set ${name}=…), got neither`);
  }
  return problems;
}

function isSameName(a: string, b: string): boolean {
  return tidyText(a).toLowerCase() === tidyText(b).toLowerCase();
}

/** Where a foreign column stands, counted from 0; `undefined` for a constant. */
export function positionOf({ header }: ForeignTable, column: ColumnMapping | undefined): number | undefined {
  const { from } = column ?? {};
  return from === undefined ? undefined : header.findIndex((foreign) => isSameName(foreign, from));
}
