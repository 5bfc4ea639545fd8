import { stableHash } from '../../core/text/stable-hash.ts';
import { vietnameseDay } from '../forms/date-serial.ts';
import type { CellContent, ChoiceLists } from '../forms/form.ts';
import type { CellType } from '../forms/form-sheet.ts';
import { readFormCell, readPlainText } from '../forms/reading/read-form-cell.ts';

const NUMBERS = new Intl.NumberFormat('vi-VN');

/** What stands in a cell, as people here write it: `03/09/2025`, `1.500.000`, the words of a choice; typed anew it means the same. */
export const cellText = (content: CellContent | undefined, type: CellType, lists: ChoiceLists): string =>
  tidyTyped(plainText(content, type, lists));

function plainText(content: CellContent | undefined, type: CellType, lists: ChoiceLists): string {
  if (content === undefined) return '';
  if (typeof content === 'object') return content.typed;
  if (type.is === 'date') return vietnameseDay(String(content));
  if (type.is === 'count' || type.is === 'dong') return NUMBERS.format(BigInt(content));
  if (type.is !== 'choice') return String(content);
  return lists[type.list].find(({ value }) => value === content)?.label ?? String(content);
}

/** What a text means in its column; what that does not take stays as it was typed. */
export function readTyped(text: string, type: CellType, lists: ChoiceLists): CellContent | undefined {
  const read = readFormCell({ value: text, numFmt: '' }, type, lists);
  if (read === undefined) return undefined;
  return 'value' in read ? read.value : { typed: text };
}

/** As a workbook may hold it and its reader takes it: one line, without marks that nobody sees. */
export const tidyTyped = (text: string): string => readPlainText({ value: text, numFmt: '' });

/** Tells two texts of a cell apart: what somebody saw in it. */
export const markOf = (text: string): string => stableHash(text).toString(36);
