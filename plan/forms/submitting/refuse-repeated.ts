import { createFindingList, type FindingList } from '../reading/finding-list.ts';
import type { FormFlaw } from '../reading/form-flaw.ts';
import type { ReadRow, ReadTable } from '../reading/read-table.ts';

/** A row that stands there twice says two things of one: which of them holds is anybody's guess. */
export function refuseRepeated({ tab, rows }: ReadTable): FindingList<FormFlaw> {
  const first = new Map<string, ReadRow>();
  const flaws = createFindingList<FormFlaw>();
  for (const row of rows) {
    if (row.key === undefined) continue;
    const before = first.get(row.key);
    if (before) flaws.add({ code: 'repeated-row', sheet: tab, cell: row.at, got: row.key, of: before.at });
    else first.set(row.key, row);
  }
  return flaws;
}
