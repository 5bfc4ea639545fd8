/** Cells of a sheet of a workbook (SpreadsheetML), counted in its text: once it is read, it is too late. */
export function countCells(sheet: string): number {
  let cells = 0;
  for (let at = sheet.indexOf('<c'); at >= 0; at = sheet.indexOf('<c', at + 2)) {
    if (!/[a-zA-Z]/.test(sheet[at + 2] ?? '')) cells++;
  }
  return cells;
}
