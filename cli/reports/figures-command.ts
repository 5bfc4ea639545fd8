import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { makeFigures } from '../../reports/actions/make-figures.ts';
import { createReportRecord, unwritable } from '../../reports/actions/record-report.ts';
import { ReportError } from '../../reports/actions/report-error.ts';
import { addHandOutOptions, type HandOutOptions, handOut } from '../print/hand-out.ts';
import type { Context } from '../shell/context.ts';
import { parseName } from '../shell/parse-words.ts';
import { addQuestionOptions, type FiguresQuestion, parseMonth, parseYear } from './report-options.ts';

interface Options extends FiguresQuestion, HandOutOptions {
  readonly out?: string;
  readonly force?: boolean;
}

/** `camwatch report figures`: the sealed figures alone. */
export function buildFiguresCommand(context: Context): Command {
  const command = addHandOutOptions(addScopeOptions(addQuestionOptions(new Command('figures'))))
    .description('Compute and seal the figures of a report, without a document.')
    .option('--out <file>', 'file to write (default: print them)')
    .option('--force', 'write over a file that is there');
  return command
    .addHelpText(
      'after',
      `
The same ledger and --recorded-before give the same figures.

Examples:
  camwatch report figures --year 2025 --out figures-2025.json
  camwatch report figures --month 2025-10 | jq .document.sections.months`,
    )
    .action(async ({ out, force, author, to, ...question }: Options) => {
      expectScope(command, question);
      if (out !== undefined && !force && existsSync(out))
        throw new ReportError('REPORT_FILE', `${out}: expected no such file, or --force, got one`);
      const figures = await makeFigures(question, context);
      const { text, document, sha256 } = figures;
      if (out === undefined) {
        context.terminal.print(text.trimEnd());
        return;
      }
      const by = { ...(author !== undefined && { author }), ...(to !== undefined && { to }) };
      const record = await createReportRecord({ ...question, ...by }, context);
      handOut([{ path: out, format: 'json', bytes: text }], {
        record: (files) => record({ figures, files }),
        unwritable,
      });
      context.terminal.print(`${out}  ${document.id}  SHA-256 ${sha256}`);
    });
}

export function addScopeOptions(command: Command): Command {
  return command
    .option('--year <year>', 'year of the report, as report.years of plan.yaml has it', parseYear)
    .option('--agency <id>', 'with --year: of this agency alone', parseName)
    .option('--month <month>', 'a month such as 2025-10, in place of --year', parseMonth);
}

export function expectScope(command: Command, { year, month, agency }: FiguresQuestion): void {
  if ((year === undefined) === (month === undefined)) command.error('error: expected --year or --month');
  if (agency !== undefined && year === undefined) command.error('error: expected --year with --agency');
}
