import type { Workbook } from 'exceljs';
import { addRowSheet } from '../xlsx/sheet.ts';
import { differenceCells } from './difference-annex.ts';
import type { StatementInput } from './statement-input.ts';

/** Every figure that a restatement changed, as it stands in the sealed file, in words, and why. */
export function addDifferenceSheet(workbook: Workbook, input: StatementInput): void {
  const { differences = [] } = input.document;
  if (differences.length === 0) return;
  addRowSheet(
    workbook,
    'Thay đổi',
    [
      { title: 'Số liệu', width: 80 },
      { title: 'Cũ', width: 40 },
      { title: 'Mới', width: 40 },
      { title: 'Đối với', width: 40 },
      { title: 'Nội dung', width: 40 },
      { title: 'Vì sao', width: 60 },
    ],
    differences.map((difference) => {
      const { where, old, new: now } = difference;
      const [about, figure, , , why] = differenceCells(difference, input);
      return [where, old, now, about, figure, why];
    }),
  );
}
