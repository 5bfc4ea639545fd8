import type { ComposedTable } from './composed-document.ts';
import { type PlainRun, plainRuns } from './plain-run.ts';
import type { Alignment, HeaderCell, Table, TableCell, TableRow } from './table.ts';

export function headerRuns({ text }: HeaderCell): readonly PlainRun[] {
  return plainRuns(text).map((run) => ({ ...run, bold: true }));
}

/** What a cell says; totals and the names of groups are bold. */
export function cellRuns(cell: TableCell, rowKind: TableRow['kind']): readonly PlainRun[] {
  const runs = plainRuns(typeof cell === 'string' ? cell : cell.text);
  const isBold = rowKind !== 'row' || (typeof cell !== 'string' && cell.bold === true);
  return isBold ? runs.map((run) => ({ ...run, bold: true })) : runs;
}

/** Numbers stand on the right, names of groups on the left, other texts where they or their column say. */
export function cellAlignment(
  cell: TableCell,
  rowKind: TableRow['kind'],
  columnAlign: Alignment = 'left',
): Alignment {
  if (typeof cell !== 'string' && cell.kind === 'number') return 'right';
  if (typeof cell !== 'string' && cell.align) return cell.align;
  return rowKind === 'group' ? 'left' : columnAlign;
}

/**
 * The name of a group stays with its first row, a total with the row above it, the last row with the note or the mark that
 * follows; and no row stands alone on a page, neither the first nor the last.
 */
export function keepsWithNext({ rows, keepsLast }: ComposedTable, index: number): boolean {
  const next = rows[index + 1];
  if (next === undefined) return keepsLast === true;
  const isAtEdge = index === 0 || index === rows.length - 2;
  return isAtEdge || rows[index]?.kind === 'group' || next.kind === 'total';
}

/** Stands where there are no rows. */
export function emptyTableRuns({ emptyText = 'không có' }: Table): readonly PlainRun[] {
  return plainRuns(emptyText).map((run) => ({ ...run, italic: true }));
}

/** Grey behind the name of a group. */
export const GROUP_FILL = 'EDEDED';
