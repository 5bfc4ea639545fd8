/** Cells of a sheet of a workbook (SpreadsheetML), counted in its text: once it is read, it is too late. */
export function countCells(sheet: string): number {
  let cells = 0;
  for (let at = sheet.indexOf('<c'); at >= 0; at = sheet.indexOf('<c', at + 2)) {
    if (!/[a-zA-Z]/.test(sheet[at + 2] ?? '')) cells++;
  }
  return cells;
}

const MERGE = /<mergeCell(?=\s)(?:[^"'<>]|"[^"]*"|'[^']*')*?\sref\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** Cells that a sheet merges with others, however that is written; not a number where it merges what is no reference. */
export function countMergedCells(sheet: string): number {
  let cells = 0;
  for (const [, double, single = ''] of sheet.matchAll(MERGE)) cells += cellsOf(double ?? single);
  return cells;
}

function cellsOf(reference: string): number {
  const found = /^\$?([A-Z]+)\$?(\d+)(?::\$?([A-Z]+)\$?(\d+))?$/.exec(reference);
  if (!found) return Number.NaN;
  const [, left = '', top = '', right = left, bottom = top] = found;
  // Any two corners span it.
  return spanned(columnNumber(left), columnNumber(right)) * spanned(Number(top), Number(bottom));
}

const spanned = (one: number, other: number): number => Math.abs(other - one) + 1;

const columnNumber = (letters: string): number =>
  [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
