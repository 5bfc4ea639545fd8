import { Command } from 'commander';
import type { RuleContext } from '../../contracts/claims/claim-rules.ts';
import { toJson } from '../../core/text/to-json.ts';
import { attachFiles } from '../../ledger/decisions/attach-files.ts';
import type { Party } from '../../ledger/decisions/party.ts';
import { recordStep } from '../../ledger/decisions/record-step.ts';
import { findParty } from '../../ledger/history/known-parties.ts';
import type { Decision, DecisionTable } from '../../ledger/record/decisions.ts';
import type { Context } from '../shell/context.ts';
import { languageOf } from '../shell/language-of.ts';
import { parseWords } from '../shell/parse-words.ts';
import { withCityRecord } from './open-city-record.ts';
import { addCommonOptions, addDeedOptions, authorOf, type DeedOptions } from './options.ts';
import type { DecisionTexts } from './texts.ts';
import { createWording } from './wording.ts';

interface Options extends DeedOptions {
  readonly reason: string;
}

/** A step that takes back what is on record, for a reason. */
export interface Ending {
  readonly action: string;
  readonly table: DecisionTable;
  readonly description: string;
  readonly number: string;
  readonly help: string;
  /** @throws where it may not be taken back. */
  readonly check: (
    rows: Iterable<Decision>,
    id: string,
    deed: { readonly by: Party },
    context: RuleContext,
  ) => void;
  readonly tell: (texts: DecisionTexts, id: string, isRecorded: boolean) => string;
}

/** `camwatch claim withdraw`, `camwatch maintenance cancel`. */
export function buildEndCommand({ terminal, env }: Context, ending: Ending): Command {
  const { action, table, description, number, help, check, tell } = ending;
  return addCommonOptions(addDeedOptions(new Command(action)))
    .description(description)
    .argument('<number>', number)
    .requiredOption('--reason <text>', 'why', parseWords)
    .option('--dry-run', 'check everything and write nothing')
    .addHelpText('after', help)
    .action((id: string, options: Options) =>
      withCityRecord(options, ({ path, zone, reader, history }) => {
        const { timeZone } = zone;
        const { at, texts } = createWording(options.lang ?? languageOf(env), { timeZone, history });
        const { reason, dryRun = false } = options;
        const by = findParty(history, options.by);
        const checkRows = (rows: Iterable<Decision>) => check(rows, id, { by }, { nowMs: Date.now(), at });
        checkRows(reader.decisions(table));
        if (!dryRun) {
          const body = toJson({ by, reason, files: attachFiles(path, options.attach) });
          const pen = { author: authorOf(options), nowMs: Date.now };
          recordStep(path, table, { id, action, body }, checkRows, pen);
        }
        if (options.json) return terminal.printJson({ id, by, reason, recorded: !dryRun });
        terminal.print(tell(texts, id, !dryRun));
      }),
    );
}
