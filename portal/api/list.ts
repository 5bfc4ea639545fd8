import { oneOf } from './parameters.ts';

/** All of a list as rows below a head; `rowsOf` makes those from one number up to another. */
export interface Table {
  readonly head: readonly string[];
  readonly size: number;
  readonly rowsOf: (from: number, to: number) => readonly (readonly string[])[];
}

/** A page of a list, or all of it as a file. */
export type List<Body extends object = object> =
  | { readonly format: 'csv' | 'xlsx'; readonly table: Table }
  | { readonly format: 'json'; readonly body: Body };

export const formatParameter = oneOf(['json', 'csv', 'xlsx']).default('json');
