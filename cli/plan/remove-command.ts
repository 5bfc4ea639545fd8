import { Command } from 'commander';
import { inLanguage } from '../../core/language/in-language.ts';
import { removeEntry } from '../../plan/actions/remove-entry.ts';
import { REGISTER_NAMES } from '../../plan/definition/registers.ts';
import { addCommonOptions, addDeedOptions, type DeedOptions } from '../print/options.ts';
import type { Context } from '../shell/context.ts';
import { languageOf } from '../shell/language-of.ts';
import { parseWords } from '../shell/parse-words.ts';
import { authorOf } from '../shell/shared-options.ts';
import { planTextsEn as en } from './texts-en.ts';
import { planTextsVi as vi } from './texts-vi.ts';
import { withPlan } from './with-plan.ts';

interface Options extends DeedOptions {
  readonly reason: string;
}

const planTextsOf = inLanguage({ en, vi });

/** `camwatch plan remove`. */
export function buildRemoveCommand({ terminal, env }: Context): Command {
  return addCommonOptions(addDeedOptions(new Command('remove')))
    .description('Take an entry of a register away, for a reason; its rows stay in the ledger.')
    .argument('<what>', REGISTER_NAMES.join(', '))
    .argument('<id>', 'name of the entry, as camwatch plan status --json gives it')
    .requiredOption('--reason <text>', 'why', parseWords)
    .option('--dry-run', 'record nothing')
    .addHelpText(
      'after',
      `
Also for first entries that stand in plan.yaml. An entry of the same name may be set again later.

Examples:
  camwatch plan remove inspection mau-tay-mo --by cong-an-thanh-pho --reason "Nhập nhầm"`,
    )
    .action((what: string, id: string, options: Options) => {
      const texts = planTextsOf(options.lang ?? languageOf(env));
      const { by, attach: files, reason, dryRun } = options;
      return withPlan(options, (plan) => {
        const act = { plan, by, author: authorOf(options), files };
        const { isRecorded, ...removed } = removeEntry(act, { what, id, reason, dryRun });
        if (options.json) return terminal.printJson({ ...removed, recorded: isRecorded });
        terminal.print(dryRun ? texts.wouldRemove(removed.id) : texts.removed(removed.id));
      });
    });
}
