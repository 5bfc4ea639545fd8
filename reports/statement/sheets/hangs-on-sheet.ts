import type { Workbook } from 'exceljs';
import { upFirst } from '../../../core/text/up-first.ts';
import { addRowSheet, FORMATS } from '../../../documents/xlsx/sheet.ts';
import { createNaming } from '../naming.ts';
import type { StatementInput } from '../statement-input.ts';
import { vndCell } from '../vnd-cell.ts';
import { nameColumns, subjectCells } from './name-columns.ts';

/** A spreadsheet has so many columns at most; claims beyond that are in the sealed file. */
const MOST_CASES = 100;

/** Each line that unknown time or a pending claim changes, also one that is not due as it is, with what it would come to. */
export function addHangsOnSheet(workbook: Workbook, input: StatementInput): void {
  const { document, words } = input;
  const { hangsOn } = document;
  if (!hangsOn || hangsOn.cases.length === 0) return;
  const naming = createNaming(input);
  const { names, columns, inVnd } = words.texts.sheets;
  const money = { width: 18, format: FORMATS.money };
  const cases = hangsOn.cases.slice(0, MOST_CASES);
  addRowSheet(
    workbook,
    names.hangsOn,
    [
      { title: columns.part, width: 8 },
      { title: columns.number, width: 7 },
      { title: columns.type, width: 22 },
      { title: columns.term, width: 16 },
      { title: columns.entity, width: 32 },
      ...nameColumns(words),
      { title: columns.rowOrIncident, width: 20 },
      { title: columns.asItIs, ...money },
      ...cases.map((one) => ({ title: inVnd(upFirst(naming.sentence(words.assumption(one)))), ...money })),
    ],
    hangsOn.lines.map(({ part, line, type, rule, entity, ref, payable, cases: each }) => [
      ...[part, line, words.moneyName(type), rule, ...subjectCells({ entity, ref }, input)],
      ...[ref, vndCell(payable)],
      ...each.slice(0, MOST_CASES).map(vndCell),
    ]),
  );
}
