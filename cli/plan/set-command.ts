import { Command } from 'commander';
import { inLanguage } from '../../core/language/in-language.ts';
import { type SetResult, setEntry } from '../../plan/actions/set-entry.ts';
import { REGISTER_NAMES } from '../../plan/definition/registers.ts';
import { addCommonOptions, addDeedOptions, type DeedOptions } from '../print/options.ts';
import type { Context } from '../shell/context.ts';
import { languageOf } from '../shell/language-of.ts';
import { parseWords } from '../shell/parse-words.ts';
import { authorOf } from '../shell/shared-options.ts';
import { parseKeys } from './parse-keys.ts';
import { renderKeys } from './render-keys.ts';
import { planTextsEn as en } from './texts-en.ts';
import { planTextsVi as vi } from './texts-vi.ts';
import { withPlan } from './with-plan.ts';

interface Options extends DeedOptions {
  readonly reason?: string;
}

const planTextsOf = inLanguage({ en, vi });

/** `camwatch plan set`. */
export function buildSetCommand({ terminal, env }: Context): Command {
  return addCommonOptions(addDeedOptions(new Command('set')))
    .description('Enter something about the plan: how far a task is, or an entry of a register.')
    .argument('<what>', `task, ${REGISTER_NAMES.join(', ')}`)
    .argument('<id>', 'number of the task, id of the site, name of the entry; new: the next number')
    .argument('[key=value...]', 'what to enter; key= takes a key away')
    .option('--reason <text>', 'why; needed where something is overwritten', parseWords)
    .option('--dry-run', 'show what would be recorded, and record nothing')
    .addHelpText(
      'after',
      `
Keys by what is entered (those with * are needed):
${renderKeys()}

Days are written 2025-09-03 or 03/09/2025, money in whole đồng as digits. Nothing is overwritten in the ledger: each step is a row
of its own, and camwatch plan status --history shows them all.

Examples:
  camwatch plan set task II.3 percent=40 evidence="Đã lắp 120/300 camera" --by cong-an-thanh-pho --attach bien-ban.pdf
  camwatch plan set task II.1 milestone.ban-hanh=2025-06-27 status=done --by so-khoa-hoc-va-cong-nghe
  camwatch plan set document new number=12/QĐ-UBND date=2025-05-06 subject="Ban hành Quy chế" --by so-khoa-hoc-va-cong-nghe
  camwatch plan set site site-ba-dinh-003 dost.document=140/SKHCN dost.date=2025-10-20 dost.place=agreed dost.technology=agreed --by dost
  camwatch plan set funding csgt-2025 source="Ngân sách thành phố" year=2025 planned=48000000000 task=II.3 --by cong-an-thanh-pho
  camwatch plan set funding csgt-2025 disbursed=31250000000 --by cong-an-thanh-pho --reason "Số liệu quý III"`,
    )
    .action((what: string, id: string, pairs: readonly string[], options: Options, self: Command) => {
      const values = parseKeys(self, pairs);
      const texts = planTextsOf(options.lang ?? languageOf(env));
      const { by, attach: files, reason, dryRun } = options;
      return withPlan(options, (plan) => {
        const act = { plan, by, author: authorOf(options), files };
        const set = setEntry(act, { what, id, values, reason, dryRun });
        if (options.json) return terminal.printJson(setToJson(set));
        const keys = (set.changed.length === 0 ? files : set.changed).join(', ');
        terminal.print(dryRun ? texts.wouldRecord(set.id, keys) : texts.recorded(set.id, keys));
      });
    });
}

const setToJson = ({ id, changed, body, isRecorded: recorded }: SetResult) => ({
  ...{ id, changed },
  ...body,
  recorded,
});
