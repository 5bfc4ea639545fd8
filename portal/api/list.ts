import type { Steps } from '../../core/host/in-slices.ts';
import { renderCsv, renderCsvRows } from '../../core/text/render-csv.ts';
import { oneOf } from './parameters.ts';

/** A page of a list, or all of it as a table. */
export type List<Body extends object = object> =
  | { readonly format: 'csv'; readonly text: string }
  | { readonly format: 'json'; readonly body: Body };

export const formatParameter = oneOf(['json', 'csv']).default('json');

/** Rendered at once: some milliseconds. */
const ROWS_TOGETHER = 200;

/** So many rows below a head; `rowsOf` makes those from one number up to another. */
export function* renderTable(
  head: readonly string[],
  size: number,
  rowsOf: (from: number, to: number) => readonly (readonly string[])[],
): Steps<string> {
  let text = renderCsv([head]);
  for (let at = 0; at < size; at += ROWS_TOGETHER) {
    text += renderCsvRows(rowsOf(at, at + ROWS_TOGETHER));
    yield;
  }
  return text;
}
