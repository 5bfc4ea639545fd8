import type { Workbook } from 'exceljs';
import type { ChoiceLists } from '../form.ts';
import type { ListName } from '../form-sheet.ts';
import { TABLE_FONT, TEXT_FORMAT } from './form-styles.ts';

const LIST_SHEET = '_danh_muc';

/** The order of the columns on the sheet of lists. */
const LIST_NAMES = [
  'yes-no',
  'working-state',
  'task-status',
  'research-status',
  'obstacle-kind',
  'task',
  'agency',
  'belonging',
  'camera-kind',
  'verdict',
] as const satisfies readonly ListName[];

/** Choices stand in cells: written into the rule itself, they may have 255 characters in all. */
export function addListSheet(workbook: Workbook, lists: ChoiceLists): void {
  const worksheet = workbook.addWorksheet(LIST_SHEET, { state: 'hidden' });
  for (const [index, name] of LIST_NAMES.entries()) {
    const column = worksheet.getColumn(index + 1);
    column.font = TABLE_FONT;
    column.numFmt = TEXT_FORMAT;
    for (const [row, { label }] of lists[name].entries()) worksheet.getCell(row + 1, index + 1).value = label;
  }
}

/** The range that a rule refers to; `undefined` where the list is empty. */
export function listRange(lists: ChoiceLists, name: ListName): string | undefined {
  const count = lists[name].length;
  const letter = String.fromCharCode('A'.charCodeAt(0) + LIST_NAMES.indexOf(name));
  return count === 0 ? undefined : `'${LIST_SHEET}'!$${letter}$1:$${letter}$${count}`;
}
