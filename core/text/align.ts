import { alignRows as alignCells } from './align-rows.ts';

/** A label and its value, one a line, values under each other. */
export function alignRows(rows: readonly (readonly [string, string])[]): readonly string[] {
  return alignCells(rows).map((row) => `  ${row}`);
}
