import type { ListName, SheetName } from './form-sheet.ts';

/** Changes when a form of before can no longer be read as one of today. */
export const FORM_VERSION = 1;

export interface Choice {
  /** What is recorded. */
  readonly value: string;
  /** What a person sees and picks. */
  readonly label: string;
}

export type ChoiceLists = { readonly [Name in ListName]: readonly Choice[] };

/** Days are `2025-09-03`, money is digits, choices are their values. */
export type FormValue = string | number;

export interface FormRow {
  /** Id of the device, number of the task, id of the entry, or the name of a spare row. */
  readonly key: string;
  readonly values: Readonly<Record<string, FormValue | undefined>>;
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
  readonly rows: Readonly<Record<SheetName, readonly FormRow[]>>;
}
