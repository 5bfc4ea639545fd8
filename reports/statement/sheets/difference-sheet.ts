import type { Workbook } from 'exceljs';
import { addRowSheet } from '../../../documents/xlsx/sheet.ts';
import { differenceCells } from '../annexes/difference-annex.ts';
import type { StatementInput } from '../statement-input.ts';

/** Every figure that a restatement changed, in the words of the annex, why, and where it stands in the sealed file. */
export function addDifferenceSheet(workbook: Workbook, input: StatementInput): void {
  const { differences = [] } = input.document;
  if (differences.length === 0) return;
  const { names, columns } = input.words.texts.sheets;
  addRowSheet(
    workbook,
    names.differences,
    [
      { title: columns.for, width: 40, wrap: true },
      { title: columns.about, width: 50, wrap: true },
      { title: columns.old, width: 30, wrap: true },
      { title: columns.new, width: 30, wrap: true },
      { title: columns.whyNot, width: 60, wrap: true },
      { title: columns.inFile, width: 60, wrap: true },
    ],
    differences.map((difference) => [...differenceCells(difference, input), difference.where]),
  );
}
