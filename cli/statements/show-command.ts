import { Command } from 'commander';
import { expectFiled, expectPeriod } from '../../contracts/actions/statements/statement-context.ts';
import { divideMoney } from '../../contracts/statements/statement-disputes.ts';
import { StatementError } from '../../contracts/statements/statement-error.ts';
import { type Filed, listFiled, type StatementLife } from '../../contracts/statements/statement-register.ts';
import type { StatementDocument } from '../../contracts/statements/statement-schema.ts';
import { renderStatementFindings } from '../../reports/statement/words/render-findings.ts';
import type { Context } from '../shell/context.ts';
import { namesOfStatement } from './names-on-record.ts';
import { withOffice } from './office.ts';
import { addCommonOptions, addWhichOptions, type CommonOptions } from './options.ts';
import { dossierWordsOf } from './render-dossier.ts';
import { renderHandedOut } from './render-handed-out.ts';
import { renderStatement } from './render-statement.ts';
import { handedOutTexts } from './words/handed-out-texts.ts';

interface Options extends CommonOptions {
  readonly contract: string;
  readonly period: string;
  readonly hash?: string;
}

/** `camwatch statement show`: a statement on record, for people. */
export function buildShowCommand(context: Context): Command {
  const { terminal } = context;
  return addCommonOptions(addWhichOptions(new Command('show')))
    .description('Show the statement that counts now, or another on record by its hash.')
    .option('--hash <start>', 'the one whose hash begins so')
    .addHelpText(
      'after',
      `
Times are those of the contract's zone. A draft is shown with the objections on record so far (--json: in "onRecord").

Examples:
  camwatch statement show --contract c-1 --period 2026-10
  camwatch statement show --contract c-1 --period 2026-10 --hash 9f2c --lang vi
  camwatch statement show --contract c-1 --period 2026-10 --json | jq .figures.parts[0].aggregate`,
    )
    .action(async (options: Options) => {
      await withOffice(options, context, (office) => {
        const period = expectPeriod(office, options.contract, options.period);
        const life = office.life(options.contract, period);
        const filed = options.hash === undefined ? expectFiled(life) : filedBy(life, options.hash);
        const document = office.documentOf(filed);
        const words = office.wordsIn(document.period.timeZone);
        const onRecord = objectedSince(document, life);
        const handedOut = life.handedOut.filter(({ of }) => of === filed.sha256);
        const { title } = handedOutTexts(office.language);
        const names = namesOfStatement(office, document);
        if (options.json)
          terminal.printJson({
            ...document,
            ...(onRecord && { onRecord }),
            handedOut,
            names: {
              ...names,
              entities: objectOf(names.entities),
              places: objectOf(names.places),
              parties: objectOf(names.parties),
            },
          });
        else
          terminal.print(
            [
              renderStatement(
                {
                  document: { ...document, ...onRecord },
                  sha256: filed.sha256,
                  names,
                  words: dossierWordsOf(words, document.period.timeZone, office.language),
                },
                words,
              ),
              ...renderStatementFindings(document.findings, { ...office, words }),
              terminal.style('bold', title),
              ...renderHandedOut(handedOut, life, { ...office, words }).map((line) => `  ${line}`),
            ].join('\n'),
          );
      });
    });
}

const objectOf = (names: ReadonlyMap<string, string> | undefined) => Object.fromEntries(names ?? []);

/** What was objected to a draft after it was sealed, and what of its money is disputed by that. */
export function objectedSince(
  document: StatementDocument,
  { objections }: StatementLife,
): Pick<StatementDocument, 'objections' | 'money'> | undefined {
  if (document.state !== 'draft' || objections.length === 0) return undefined;
  return { objections: [...objections], money: divideMoney(document.figures, objections) };
}

/** The one whose hash begins so. @throws STATEMENT_UNKNOWN where that is not one. */
export function filedBy(life: StatementLife, start: string): Filed {
  const found = listFiled(life).filter(({ sha256 }) => sha256.startsWith(start));
  const [filed] = found;
  if (filed && found.length === 1) return filed;
  throw new StatementError('STATEMENT_UNKNOWN', {
    en: `--hash: expected the beginning of the hash of one of ${life.id}, found ${found.length} that begin with "${start}"`,
    vi: `--hash: cần phần đầu mã băm của một bảng thuộc ${life.id}, có ${found.length} bảng bắt đầu bằng "${start}"`,
  });
}
