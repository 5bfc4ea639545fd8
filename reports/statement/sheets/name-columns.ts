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

/** What a line or a case is about, by id, name and place: of an incident what caused it. */
export function subjectCells(
  { entity, ref }: { readonly entity?: string | undefined; readonly ref?: string | undefined },
  { document, names, words }: Pick<StatementInput, 'document' | 'names' | 'words'>,
): readonly SheetCell[] {
  const rows = document.figures.incidents?.rows ?? [];
  const subject = entity ?? rows.find(({ incident }) => `incident:${incident}` === ref)?.root;
  return [subject ?? words.texts.sheets.all, ...nameCells(subject, names)];
}
