import { DocumentError } from './document-error.ts';
import { plainRuns, textOfRuns } from './plain-run.ts';
import type { HeaderCell, Table, TableCell } from './table.ts';

/** Where a header cell stands: row and column of its upper left corner. */
export interface PlacedHeaderCell {
  readonly cell: HeaderCell;
  readonly row: number;
  readonly column: number;
  readonly columnSpan: number;
  readonly rowSpan: number;
}

/** @throws DocumentError when a row does not fill the columns exactly. */
export function checkTable(table: Table): void {
  placeHeader(table);
  table.rows.forEach(({ cells }, index) => {
    const filled = cells.reduce((sum, cell) => sum + columnSpanOf(cell), 0);
    if (filled !== table.columns.length) throw misfit(table, `row ${index + 1}`, filled);
  });
}

export function columnSpanOf(cell: TableCell): number {
  return typeof cell === 'string' ? 1 : (cell.columnSpan ?? 1);
}

/**
 * Header cells with their places: each goes to the first place of its row that no cell above covers, as in HTML.
 * @throws DocumentError when they do not fill the header exactly.
 */
export function placeHeader(table: Table): readonly PlacedHeaderCell[] {
  const taken = table.header.map(() => new Set<number>());
  const placed = table.header.flatMap((cells, row) => {
    let column = 0;
    return cells.map((cell) => {
      while (taken[row]?.has(column)) column += 1;
      const { columnSpan = 1, rowSpan = 1 } = cell;
      for (const columns of taken.slice(row, row + rowSpan))
        for (let covered = column; covered < column + columnSpan; covered += 1) columns.add(covered);
      return { cell, row, column, columnSpan, rowSpan: Math.min(rowSpan, table.header.length - row) };
    });
  });
  taken.forEach((columns, row) => {
    const isFilled = columns.size === table.columns.length && Math.max(...columns) === columns.size - 1;
    if (!isFilled) throw misfit(table, `header row ${row + 1}`, columns.size);
  });
  if (taken.length === 0) throw misfit(table, 'the header', 0);
  return placed;
}

function misfit({ caption = '', columns }: Table, place: string, filled: number): DocumentError {
  const name = JSON.stringify(textOfRuns(plainRuns(caption)));
  return new DocumentError(`table ${name}: ${place}: expected ${columns.length} columns, got ${filled}`);
}
