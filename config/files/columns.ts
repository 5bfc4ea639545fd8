import type { Zone } from '../../core/time/zone.ts';

/** How the text of one field is read. */
export interface FieldFormat<Value> {
  /** Completes `expected …, got …`. */
  readonly expected: string;
  /** `undefined` when the text is not in the format; never called with an empty text. */
  readonly parse: (text: string, zone: Zone) => Value | undefined;
  /** Never print what was written: it may be a secret in the wrong place. */
  readonly isSecret?: boolean;
}

/** A column of a CSV file. */
export interface Column<Value> extends FieldFormat<Value> {
  readonly name: string;
  readonly isRequired: boolean;
  /** One sentence for the reference. */
  readonly about: string;
}

/** The columns of a CSV file by name: the header may have them in any order. */
export type Columns = Readonly<Record<string, Column<unknown>>>;

export function required<Value>(name: string, format: FieldFormat<Value>, about: string): Column<Value> {
  return { ...format, name, about, isRequired: true };
}

export function optional<Value>(name: string, format: FieldFormat<Value>, about: string): Column<Value> {
  return { ...format, name, about, isRequired: false };
}
