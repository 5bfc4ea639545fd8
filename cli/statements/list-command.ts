import { Command } from 'commander';
import { expectPeriod } from '../../contracts/actions/statement-context.ts';
import { readLives } from '../../contracts/statements/statement-register.ts';
import type { Context } from '../shell/context.ts';
import { withOffice } from './office.ts';
import { addCommonOptions, type CommonOptions } from './options.ts';
import { renderLives } from './render-statement.ts';

interface Options extends CommonOptions {
  readonly contract?: string;
  readonly period?: string;
}

/** `camwatch statement list`: all statements on record and what was done with each. */
export function buildListCommand(context: Context): Command {
  const { terminal } = context;
  return addCommonOptions(new Command('list'))
    .description('List the statements on record.')
    .option('--contract <id>', 'only of this contract')
    .option('--period <period>', 'only of this period, such as 2026-10')
    .addHelpText(
      'after',
      `
Examples:
  camwatch statement list
  camwatch statement list --contract c-1 --json`,
    )
    .action(async (options: Options) => {
      await withOffice(options, context, (office) => {
        const { reader, words } = office;
        const lives = readLives(reader.decisions('statement')).filter(({ id }) => {
          const [contract = '', ...period] = id.split(':');
          return (
            (options.contract ?? contract) === contract &&
            (options.period === undefined ||
              expectPeriod(office, contract, options.period).label === period.join(':'))
          );
        });
        if (options.json) terminal.printJson(lives);
        else terminal.print(renderLives(lives, words));
      });
    });
}
