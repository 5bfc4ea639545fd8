import type { Workbook } from 'exceljs';
import { readZip, writeZip } from '../../../core/archives/zip.ts';
import { createLocalTime } from '../local-time.ts';
import { createNaming } from '../naming.ts';
import { createPutDownWords } from '../put-down-words.ts';
import type { StatementInput } from '../statement-input.ts';
import { statementTypeName } from '../statement-titles.ts';
import { addBreachSheet } from './breach-sheet.ts';
import { addDifferenceSheet } from './difference-sheet.ts';
import { addDossierSheets } from './dossier-sheets.ts';
import { addEntitySheet } from './entity-sheet.ts';
import { addHangsOnSheet } from './hangs-on-sheet.ts';
import { addLineSheet } from './line-sheet.ts';
import {
  addIncidentSheet,
  addOutageSheet,
  addRefusalSheet,
  addStretchSheet,
  addTermSheet,
} from './row-sheets.ts';
import { addSummarySheet } from './summary-sheet.ts';

/** A statement as a workbook of raw rows, with sums as formulas beside what was sealed. Equal statements give equal bytes. */
export async function renderStatementXlsx(input: StatementInput): Promise<Uint8Array> {
  const { document, since, words } = input;
  const { parts } = document.figures;
  // Loaded only here: it takes half a second that no other command should wait for.
  const { default: ExcelJS } = await import('exceljs');
  const workbook: Workbook = new ExcelJS.Workbook();
  const made = new Date(document.madeMs);
  workbook.creator = 'camwatch';
  workbook.title = `${statementTypeName(document, words.texts)} ${document.id}`;
  workbook.created = made;
  workbook.modified = made;
  // What a person changes is computed anew in the same moment, and whatever opens it computes once.
  workbook.calcProperties.fullCalcOnLoad = true;

  addSummarySheet(workbook, input);
  addLineSheet(workbook, parts, new Set((since ?? document).money.disputedLines), input);
  addHangsOnSheet(workbook, input);
  addEntitySheet(workbook, parts, input);
  addBreachSheet(workbook, input);
  const localTime = createLocalTime(document.period.timeZone);
  const options = { ...input, naming: createNaming(input), localTime };
  addOutageSheet(workbook, { ...options, putDownWords: createPutDownWords(input) });
  addStretchSheet(workbook, options);
  addRefusalSheet(workbook, options);
  addIncidentSheet(workbook, options);
  addTermSheet(workbook, options);
  addDossierSheets(workbook, input);
  addDifferenceSheet(workbook, input);
  // Packed anew: the library dates every entry by the clock.
  return writeZip(readZip(new Uint8Array(await workbook.xlsx.writeBuffer())));
}
