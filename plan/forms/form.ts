import type { ListName, SheetName } from './form-sheet.ts';

/**
 * Goes up when a form of today could no longer be read by the program of before; those of before are read for ever. Version 2
 * leaves out sheets that ask nothing, and has sheets and columns that say `since: 2`.
 */
export const FORM_VERSION = 2;

export interface Choice {
  /** What is recorded. */
  readonly value: string;
  /** What a person sees and picks. */
  readonly label: string;
}

export type ChoiceLists = { readonly [Name in ListName]: readonly Choice[] };

/** Days are `2025-09-03`, money is digits, choices are their values. */
export type FormValue = string | number;

/** What somebody typed that its column does not take: it stands in the cell as it is, to be told and mended. */
export interface Untaken {
  readonly typed: string;
}
export type CellContent = FormValue | Untaken;

export interface FormRow {
  /** Id of the device, number of the task, id of the entry, or the name of a spare row. */
  readonly key: string;
  readonly values: Readonly<Record<string, CellContent | undefined>>;
}

/** What one unit gets to fill in. */
export interface UnitForm {
  readonly unit: { readonly id: string; readonly name: string };
  readonly year: number;
  /** The last day of the data, `2025-11-15`. */
  readonly dataUntil: string;
  /** The last day on which it is in time. */
  readonly deadline: string;
  /** Where it goes, and who is asked. */
  readonly reportingAgency: string;
  readonly planName: string;
  readonly lists: ChoiceLists;
  /** What stands in the cell "Không có nội dung báo cáo" of its page of instructions. */
  readonly nothing?: CellContent | undefined;
  /** A sheet without any rows asks nothing of the unit, and is left out. */
  readonly rows: Readonly<Record<SheetName, readonly FormRow[]>>;
}
