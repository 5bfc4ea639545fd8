import type { RichText } from './rich-text.ts';

export type Alignment = 'left' | 'centre' | 'right';

/**
 * A table. Header rows are repeated on every page it reaches; a row never breaks over two pages.
 * The cells of a row and the columns they span add up to the number of columns: a renderer throws
 * `DOCUMENT_TABLE` otherwise.
 */
export interface Table {
  readonly kind: 'table';
  /** Printed above the table, in bold. */
  readonly caption?: RichText;
  /** Printed above the table on the right, in italics: `Đơn vị tính: camera`. */
  readonly unit?: string;
  readonly columns: readonly TableColumn[];
  /** At least one row. Cells that a span from the left or from above covers are left out, as in HTML. */
  readonly header: readonly (readonly HeaderCell[])[];
  readonly rows: readonly TableRow[];
  /** Stands in one wide row when there are no rows; `không có` by default. */
  readonly emptyText?: string;
  /** `small` for wide annex tables (11 pt instead of 13 pt). */
  readonly size?: 'normal' | 'small';
}

export interface TableColumn {
  /** Relative width: the shares of a table need not add up to anything. */
  readonly share: number;
  /** Left by default; number cells stand on the right by themselves. */
  readonly align?: Alignment;
}

export interface HeaderCell {
  readonly text: RichText;
  /** How many columns the cell covers; 1 by default. */
  readonly columnSpan?: number;
  /** How many header rows the cell covers; 1 by default. */
  readonly rowSpan?: number;
}

export interface TableRow {
  /** `total` is bold; `group` is bold on grey: the name of what follows. */
  readonly kind: 'row' | 'total' | 'group';
  readonly cells: readonly TableCell[];
}

/** A plain string is a text cell with the column's alignment. */
export type TableCell = string | TextCell | NumberCell;

export interface TextCell {
  readonly kind: 'text';
  readonly text: RichText;
  readonly align?: Alignment;
  readonly bold?: boolean;
  readonly columnSpan?: number;
}

export interface NumberCell {
  readonly kind: 'number';
  /** As printed: `40.210`, `98,73 %`. */
  readonly text: string;
  /** The exact decimal with a point and no separators; a spreadsheet takes this one. */
  readonly value: string;
  /** The figure's name in the sealed data. */
  readonly figure?: string;
  readonly bold?: boolean;
  readonly columnSpan?: number;
}
