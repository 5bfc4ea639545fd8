import type { SheetName } from '../forms/form-sheet.ts';

/** What somebody typed in a cell, who, and when. */
export type DraftCell = readonly [text: string, by: string, atMs: number];

/** `guide` has one cell, in the row and column `nothing`: whether there is nothing to report. */
export type DraftSheet = SheetName | 'guide';
export const NOTHING = 'nothing';

/** By sheet, key of the row and key of the column. */
export type DraftCells = { readonly [Sheet in DraftSheet]?: Readonly<Record<string, DraftRow>> };
export type DraftRow = Readonly<Record<string, DraftCell>>;

/** What the people of a unit typed into its form of a year and have not handed in: where it differs from what is on record. */
export interface FormDraft {
  readonly unit: string;
  readonly year: number;
  /** Goes up with each save. */
  readonly revision: number;
  /** The form of the unit that was on record when it was begun; 0: none. */
  readonly begunAfterSeq: number;
  /** Of the last save. */
  readonly by: string;
  readonly atMs: number;
  readonly cells: DraftCells;
}
