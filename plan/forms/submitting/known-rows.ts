import { createFindingList, type FindingList } from '../reading/finding-list.ts';
import type { FormFlaw, FormNote } from '../reading/form-flaw.ts';
import type { ReadRow, ReadTable } from '../reading/read-table.ts';
import { refuseRepeated } from './refuse-repeated.ts';

export interface KnownRows<Known> {
  /** Rows that the form was handed out with, beside what each is about. */
  readonly rows: readonly (readonly [known: Known, row: ReadRow])[];
  /** Rows that stand there twice, or that nobody knows; more is added by whoever reads on. */
  readonly flaws: FindingList<FormFlaw>;
  /** Empty rows that nobody knows. */
  readonly notes: FindingList<FormNote>;
}

/** The rows of a table whose rows are given: what a row is about is found by its first column. */
export function knownRows<Known>(
  table: ReadTable,
  find: (key: string) => Known | undefined,
): KnownRows<Known> {
  const flaws = refuseRepeated(table);
  const notes = createFindingList<FormNote>();
  const rows = table.rows.flatMap((row): readonly (readonly [Known, ReadRow])[] => {
    const known = row.key === undefined ? undefined : find(row.key);
    if (known !== undefined) return [[known, row]];
    const where = { sheet: table.tab, cell: row.at, got: row.key ?? '' };
    if (row.isEmpty) notes.add({ code: 'extra-row', ...where });
    else flaws.add({ code: 'unknown-row', ...where });
    return [];
  });
  return { rows, flaws, notes };
}
