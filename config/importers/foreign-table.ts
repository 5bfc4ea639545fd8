/** A table of somebody else's: texts as people see them, with where each one stands. */
export interface ForeignTable {
  readonly header: readonly string[];
  readonly rows: readonly ForeignRow[];
  /** How people find a cell; columns count from 0. */
  readonly placeOf: (line: number, column: number) => string;
}

export interface ForeignRow {
  readonly line: number;
  readonly cells: readonly ForeignCell[];
}

export interface ForeignCell {
  readonly text: string;
  /** Why the text cannot be trusted: `expected …, got …`. */
  readonly flaw?: string;
}

export const EMPTY_CELL: ForeignCell = { text: '' };

/** One line, composed, without spaces at its ends: line breaks within cells are only for the eye. */
export function tidyText(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
}
