import { Command } from 'commander';
import { checkHearing } from '../../contracts/claims/claim-rules.ts';
import { toJson } from '../../core/text/to-json.ts';
import { attachFiles } from '../../ledger/decisions/attach-files.ts';
import { findClaim, foldClaims } from '../../ledger/decisions/claims.ts';
import { recordStep } from '../../ledger/decisions/record-step.ts';
import { findParty } from '../../ledger/history/known-parties.ts';
import type { Decision } from '../../ledger/record/decisions.ts';
import { withCityRecord } from '../print/open-city-record.ts';
import { addCommonOptions, addDeedOptions, authorOf, type DeedOptions } from '../print/options.ts';
import { createWording } from '../print/wording.ts';
import type { Context } from '../shell/context.ts';
import { languageOf } from '../shell/language-of.ts';
import { parseWords } from '../shell/parse-words.ts';

interface Options extends DeedOptions {
  readonly party: string;
  readonly says?: string;
  readonly asked?: boolean;
}

/** `camwatch claim hear`. */
export function buildHearCommand({ terminal, env }: Context): Command {
  return addCommonOptions(addDeedOptions(new Command('hear')))
    .description('Record that a party was asked what it says to a claim, or what it said.')
    .argument('<number>', 'of the claim, as camwatch claim list gives it')
    .requiredOption('--party <party>', 'who was asked, or has spoken')
    .option('--asked', 'it was asked: its time to answer, which is that for objections, begins now')
    .option('--says <text>', 'what it says', parseWords)
    .addHelpText(
      'after',
      `
A claim is accepted only when everybody whom it blames or whose figures it changes has answered, or was asked and let the
time to answer pass.

Examples:
  camwatch claim hear 7 --party vien-thong-1 --asked --by so-xay-dung --attach letter.pdf
  camwatch claim hear 7 --party vien-thong-1 --says "The line was in order: our log is attached" --by so-xay-dung --attach log.pdf`,
    )
    .action((id: string, options: Options, self: Command) => {
      const { says, asked = false } = options;
      if (asked === (says !== undefined)) return self.error('error: expected --asked or --says, one of them');
      return withCityRecord(options, ({ path, zone, reader, history }) => {
        const wording = createWording(options.lang ?? languageOf(env), { timeZone: zone.timeZone, history });
        const { texts, at } = wording;
        const party = findParty(history, options.party);
        const by = findParty(history, options.by);
        const check = (rows: Iterable<Decision>) =>
          checkHearing(foldClaims(rows), id, { party }, { nowMs: Date.now(), at });
        check(reader.decisions('claim'));
        const files = attachFiles(path, options.attach);
        const { recordedMs } = recordStep(
          path,
          'claim',
          { id, action: asked ? 'ask' : 'hear', body: toJson({ party, by, says, files }) },
          check,
          { author: authorOf(options), nowMs: Date.now },
        );
        const { hearForMs } = findClaim(foldClaims(reader.decisions('claim', { id })), id);
        const untilMs = recordedMs + hearForMs;
        if (options.json)
          return terminal.printJson({ id, party, by, says, untilMs: asked ? untilMs : undefined });
        terminal.print(
          asked ? texts.asked(wording.party(party), id, at(untilMs)) : texts.heard(wording.party(party), id),
        );
      });
    });
}
