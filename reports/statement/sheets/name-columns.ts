import type { SheetCell, SheetColumn } from '../../../documents/xlsx/sheet.ts';
import type { StatementInput } from '../statement-input.ts';

/** Two columns that stand behind each id of a device or line: what it is called and where it stands. */
export function nameColumns({ texts }: StatementInput['words']): readonly SheetColumn[] {
  const { columns } = texts.sheets;
  return [
    { title: columns.name, width: 40 },
    { title: columns.place, width: 40 },
  ];
}

/** Of {@link nameColumns}; empty where nobody may read the name, and of all together. */
export const nameCells = (
  entity: string | undefined,
  names: StatementInput['names'],
): readonly SheetCell[] =>
  entity === undefined ? [undefined, undefined] : [names.entities?.get(entity), names.places?.get(entity)];
