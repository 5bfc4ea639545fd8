import { type Command, InvalidArgumentError } from 'commander';
import type { PlaceOptions } from '../../config/settings/ledger-place.ts';
import type { FiguresQuestion } from '../../reports/actions/make-figures.ts';
import { FORMATS, type Format } from '../../reports/actions/write-report.ts';
import { addHandOutOptions, type HandOutOptions } from '../print/hand-out.ts';
import { addPlaceOptions } from '../shell/ledger-place.ts';

/** Of which days, of what, and as the record stood when. */
export interface QuestionOptions extends PlaceOptions {
  readonly year?: number;
  readonly agency?: string;
  readonly month?: string;
  readonly recordedBefore?: number;
  readonly withSecret?: boolean;
  readonly key?: string;
}

export const questionOf = ({
  year,
  agency,
  month,
  recordedBefore: recordedBeforeMs,
  withSecret,
}: QuestionOptions): FiguresQuestion => ({ year, agency, month, recordedBeforeMs, withSecret });

/** Of a command that writes a report. */
export interface ReportOptions extends QuestionOptions, HandOutOptions {
  readonly format: readonly Format[];
  readonly out: string;
  readonly from?: string;
  readonly force?: boolean;
  readonly table?: boolean;
  readonly json?: boolean;
}

export function addQuestionOptions(command: Command): Command {
  return addPlaceOptions(command)
    .option(
      '--recorded-before <instant>',
      'as the record stood at this instant, such as 2025-11-20T10:00:00Z (default: now)',
      parseInstant,
    )
    .option('--with-secret', 'name secret sites in annexes that are marked so (default: they are counted)')
    .option(
      '--key <file>',
      'Ed25519 key to sign with (default: statements.key of the settings, or of the user where --ledger is given)',
    );
}

export function addReportOptions(command: Command): Command {
  return addHandOutOptions(addQuestionOptions(command))
    .option('--format <formats>', `of ${FORMATS.join(', ')}, separated by commas`, parseFormats, ['docx'])
    .option('--out <folder>', 'folder to write to, made where there is none', '.')
    .option('--from <figures>', 'sealed figures to write the same report from again; no ledger is read')
    .option('--force', 'write over files that are there')
    .option(
      '--table',
      'print each figure of the document, the command that gives it again, and whether it does',
    )
    .option('--json', 'print what was written as JSON');
}

export function parseYear(text: string): number {
  if (/^20\d{2}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('expected a year such as 2025');
}

export function parseMonth(text: string): string {
  if (/^20\d{2}-(0[1-9]|1[0-2])$/.test(text)) return text;
  throw new InvalidArgumentError('expected a month such as 2025-10');
}

function parseInstant(text: string): number {
  const atMs = /[zZ]|[+-]\d{2}:\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isSafeInteger(atMs)) return atMs;
  throw new InvalidArgumentError('expected an instant with its offset, such as 2025-11-20T10:00:00Z');
}

function parseFormats(text: string): readonly Format[] {
  const names = [...new Set(text.split(',').map((name) => name.trim()))];
  return names.map((name) => {
    const format = FORMATS.find((one) => one === name);
    if (format) return format;
    throw new InvalidArgumentError(`expected ${FORMATS.join(', ')}, separated by commas`);
  });
}
