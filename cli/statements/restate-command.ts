import { Command } from 'commander';
import { loadKey } from '../../contracts/actions/key-place.ts';
import { buildRestatement } from '../../contracts/statements/build-statement.ts';
import type { Context } from '../shell/context.ts';
import { parseWords } from '../shell/parse-words.ts';
import { expectFiled, expectPeriod, factsOf, withOffice } from './office.ts';
import { addCommonOptions, addSealOptions, addWhichOptions, type SealOptions } from './options.ts';
import { renderSealed, sealAndFile } from './seal-and-file.ts';

interface Options extends SealOptions {
  readonly reason: string;
}

/** `camwatch statement restate`: corrects what was issued, with a table of what changed. */
export function buildRestateCommand(context: Context): Command {
  const { terminal } = context;
  const command = new Command('restate').description(
    'Correct a statement that was issued, when late data or a decision changed its figures.',
  );
  addSealOptions(addCommonOptions(addWhichOptions(command)));
  return command
    .requiredOption('--reason <why>', 'why, as it is to stand in the restatement', parseWords)
    .addHelpText(
      'after',
      `
Restatements are numbered; each names the one before by its hash and has old and new of every figure that changed.
Refused where nothing changed.

Examples:
  camwatch statement restate --contract c-1 --period 2026-10 --reason "claim 7 was accepted" --out october-r1.json
  camwatch statement restate --contract c-1 --period 2026-10 --reason "readings of 12 October came late" --json`,
    )
    .action(async (options: Options) => {
      await withOffice(options, context, async (office) => {
        const period = expectPeriod(office, options.contract, options.period);
        office.expectContract(options.contract);
        const before = office.documentOf(expectFiled(office.life(options.contract, period)));
        const { key } = await loadKey(options, context);
        const facts = factsOf(office, options.contract, period, {
          key,
          asOfMs: before.asOfMs,
          before,
        });
        const document = buildRestatement(facts, before, options.reason);
        const sealed = sealAndFile(office, { document, life: facts.life, key }, options);
        if (options.json) terminal.printJson(sealed);
        else terminal.print(renderSealed(sealed, office));
      });
    });
}
