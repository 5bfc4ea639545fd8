import { Command } from 'commander';
import { buildIssue } from '../../settlement/build-statement.ts';
import type { Context } from '../context.ts';
import { parseName } from '../parse-words.ts';
import { expectFiled, expectPeriod, factsOf, loadKey, withOffice } from './office.ts';
import { addCommonOptions, addSealOptions, addWhichOptions, type SealOptions } from './options.ts';
import { renderSealed, sealAndFile } from './seal-and-file.ts';

interface Options extends SealOptions {
  readonly agreedBy?: string;
}

/** `camwatch statement issue`: what was drafted, with what is disputed set apart. */
export function buildIssueCommand(context: Context): Command {
  const { terminal } = context;
  const command = new Command('issue').description(
    'Issue the statement that was drafted, once the contractor can object no more; disputed money is set apart.',
  );
  addSealOptions(addCommonOptions(addWhichOptions(command)));
  return command
    .option('--agreed-by <account>', 'who of the contractor agreed, before the time is over', parseName)
    .addHelpText(
      'after',
      `
Refused where figures changed since the draft: the contractor is to see the new ones first (statement draft --replace).

Examples:
  camwatch statement issue --contract c-1 --period 2026-10 --out october-issued.json
  camwatch statement issue --contract c-1 --period 2026-10 --agreed-by keeper-lan --json`,
    )
    .action(async (options: Options) => {
      await withOffice(options, context, async (office) => {
        const period = expectPeriod(office, options.contract, options.period);
        office.expectContract(options.contract);
        const draft = office.documentOf(expectFiled(office.life(options.contract, period)));
        const { key } = await loadKey(options);
        const facts = factsOf(office, options.contract, period, { key, asOfMs: draft.asOfMs });
        const { agreedBy } = options;
        const document = buildIssue(facts, draft, agreedBy === undefined ? {} : { agreedBy });
        const sealed = sealAndFile(office, { document, life: facts.life, key }, options);
        if (options.json) terminal.printJson(sealed);
        else terminal.print(renderSealed(sealed, office));
      });
    });
}
