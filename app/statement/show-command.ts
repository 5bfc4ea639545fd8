import { Command } from 'commander';
import { StatementError } from '../../settlement/statement-error.ts';
import { type Filed, listFiled, type StatementLife } from '../../settlement/statement-register.ts';
import type { Context } from '../context.ts';
import { expectFiled, expectPeriod, withOffice } from './office.ts';
import { addCommonOptions, addWhichOptions, type CommonOptions } from './options.ts';
import { renderStatementFindings } from './render-findings.ts';
import { renderStatement } from './render-statement.ts';

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
        if (options.json) terminal.printJson(document);
        else
          terminal.print(
            [
              renderStatement(document, filed.sha256, office.words),
              ...renderStatementFindings(document.findings, office),
            ].join('\n'),
          );
      });
    });
}

function filedBy(life: StatementLife, start: string): Filed {
  const found = listFiled(life).filter(({ sha256 }) => sha256.startsWith(start));
  const [filed] = found;
  if (filed && found.length === 1) return filed;
  throw new StatementError(
    'STATEMENT_UNKNOWN',
    `--hash: expected the beginning of the hash of one of ${life.id}, found ${found.length} that begin with "${start}"`,
  );
}
