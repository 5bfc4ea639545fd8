import type { Workbook } from 'exceljs';
import type { ChoiceLists } from '../form.ts';
import { GUIDE_LABELS } from '../writing/add-guide-sheet.ts';
import type { FormFlaw } from './form-flaw.ts';
import { readFormCell, readPlainText } from './read-form-cell.ts';
import { findGuideCell } from './read-guide.ts';

export interface ReadNothing {
  /** The cell, where it says that there is nothing to report. */
  readonly at?: Pick<FormFlaw, 'sheet' | 'cell'>;
  readonly flaws: readonly FormFlaw[];
}

/** Whether the page of instructions says that there is nothing to report; a cross means yes. */
export function readNothing(workbook: Workbook, lists: ChoiceLists): ReadNothing {
  const cell = findGuideCell(workbook, GUIDE_LABELS.nothing);
  if (!cell) return { flaws: [] };
  const at = { sheet: cell.worksheet.name, cell: cell.address };
  if (/^x$/i.test(readPlainText(cell))) return { at, flaws: [] };
  const read = readFormCell(cell, { is: 'choice', list: 'yes-no' }, lists);
  if (read === undefined) return { flaws: [] };
  if ('flaw' in read) return { flaws: [{ ...read.flaw, ...at }] };
  return read.value === 'yes' ? { at, flaws: [] } : { flaws: [] };
}
