import type { Workbook } from 'exceljs';
import { addRowSheet } from '../../../documents/xlsx/sheet.ts';
import { differenceCells } from '../annexes/difference-annex.ts';
import type { StatementInput } from '../statement-input.ts';

/** Every figure that a restatement changed, as it stands in the sealed file, in words, and why. */
export function addDifferenceSheet(workbook: Workbook, input: StatementInput): void {
  const { differences = [] } = input.document;
  if (differences.length === 0) return;
  const { names, columns } = input.words.texts.sheets;
  addRowSheet(
    workbook,
    names.differences,
    [
      { title: columns.figure, width: 80 },
      { title: columns.old, width: 40 },
      { title: columns.new, width: 40 },
      { title: columns.for, width: 40 },
      { title: columns.about, width: 40 },
      { title: columns.whyNot, width: 60 },
    ],
    differences.map((difference) => {
      const { where, old, new: now } = difference;
      const [about, figure, , , why] = differenceCells(difference, input);
      return [where, old, now, about, figure, why];
    }),
  );
}
