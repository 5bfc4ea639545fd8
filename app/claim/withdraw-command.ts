import { Command } from 'commander';
import { toJson } from '../../config/to-json.ts';
import type { Decision } from '../../ledger/decision-reads.ts';
import { checkWithdrawal } from '../../settlement/claim-rules.ts';
import { foldClaims } from '../../settlement/claims.ts';
import { findParty } from '../../settlement/known-parties.ts';
import type { Context } from '../context.ts';
import { attachFiles } from '../decisions/files.ts';
import { withCityRecord } from '../decisions/open-city-record.ts';
import { addCommonOptions, addDeedOptions, authorOf, type DeedOptions } from '../decisions/options.ts';
import { recordStep } from '../decisions/record-step.ts';
import { createWording } from '../decisions/wording.ts';
import { languageOf } from '../language-of.ts';
import { parseWords } from '../parse-words.ts';

interface Options extends DeedOptions {
  readonly reason: string;
}

/** `camwatch claim withdraw`. */
export function buildWithdrawCommand({ terminal, env }: Context): Command {
  return addCommonOptions(addDeedOptions(new Command('withdraw')))
    .description('Withdraw a claim that is not decided yet; the filer does.')
    .argument('<number>', 'of the claim, as camwatch claim list gives it')
    .requiredOption('--reason <text>', 'why', parseWords)
    .addHelpText(
      'after',
      `
Examples:
  camwatch claim withdraw 7 --by nha-thau-a --reason "Filed for the wrong day"`,
    )
    .action((id: string, options: Options) =>
      withCityRecord(options, ({ path, zone, reader, history }) => {
        const { texts, at } = createWording(options.lang ?? languageOf(env), {
          timeZone: zone.timeZone,
          history,
        });
        const by = findParty(history, options.by);
        const check = (rows: Iterable<Decision>) =>
          checkWithdrawal(foldClaims(rows), id, { by }, { nowMs: Date.now(), at });
        check(reader.decisions('claim'));
        const body = toJson({ by, reason: options.reason, files: attachFiles(path, options.attach) });
        recordStep(path, 'claim', { id, action: 'withdraw', body }, check, {
          author: authorOf(options),
          nowMs: Date.now,
        });
        if (options.json) return terminal.printJson({ id, by, reason: options.reason });
        terminal.print(texts.withdrawn(id));
      }),
    );
}
