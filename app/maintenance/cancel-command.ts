import { Command } from 'commander';
import { toJson } from '../../config/to-json.ts';
import { findParty } from '../../settlement/known-parties.ts';
import { checkCancelledWork, foldMaintenance } from '../../settlement/maintenance.ts';
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

/** `camwatch maintenance cancel`. */
export function buildCancelCommand({ terminal, env }: Context): Command {
  return addCommonOptions(addDeedOptions(new Command('cancel')))
    .description('Cancel planned work that has not ended: nothing is excused by it from now on.')
    .argument('<number>', 'its number, as camwatch maintenance list gives it')
    .requiredOption('--reason <text>', 'why', parseWords)
    .option('--dry-run', 'check everything and write nothing')
    .addHelpText(
      'after',
      `
Both rows stay on record. Who announced it cancels it, or an agency or DOST.

Examples:
  camwatch maintenance cancel 3 --by nha-thau-a --reason "Rain"`,
    )
    .action((id: string, options: Options) =>
      withCityRecord(options, ({ path, zone, reader, history }) => {
        const { at, texts } = createWording(options.lang ?? languageOf(env), {
          timeZone: zone.timeZone,
          history,
        });
        const by = findParty(history, options.by);
        const check = (rows: Parameters<typeof foldMaintenance>[0]) =>
          checkCancelledWork(foldMaintenance(rows), id, { by }, { nowMs: Date.now(), at });
        check(reader.decisions('maintenance'));
        if (!options.dryRun) {
          const body = toJson({ by, reason: options.reason, files: attachFiles(path, options.attach) });
          recordStep(path, 'maintenance', { id, action: 'cancel', body }, check, {
            author: authorOf(options),
            nowMs: Date.now,
          });
        }
        if (options.json)
          return terminal.printJson({ id, by, reason: options.reason, recorded: !options.dryRun });
        terminal.print(options.dryRun ? texts.workCancelledWouldBe(id) : texts.workCancelled(id));
      }),
    );
}
