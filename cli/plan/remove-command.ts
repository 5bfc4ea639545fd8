import { Command } from 'commander';
import { attachFiles } from '../../ledger/decisions/attach-files.ts';
import { findParty } from '../../ledger/history/known-parties.ts';
import { recordPlanStep } from '../../plan/actions/record-plan-step.ts';
import { REGISTER_NAMES } from '../../plan/definition/registers.ts';
import { standingValues } from '../../plan/state/change-entry.ts';
import { PlanError } from '../../plan/state/plan-error.ts';
import { addCommonOptions, addDeedOptions, type DeedOptions } from '../print/options.ts';
import type { Context } from '../shell/context.ts';
import { languageOf } from '../shell/language-of.ts';
import { parseWords } from '../shell/parse-words.ts';
import { authorOf } from '../shell/shared-options.ts';
import { planTextsOf } from './texts-of.ts';
import { withPlan } from './with-plan.ts';

interface Options extends DeedOptions {
  readonly reason: string;
}

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
      return withPlan(options, (plan) => {
        const name = REGISTER_NAMES.find((register) => register === what);
        if (!name)
          throw new PlanError('PLAN_UNKNOWN', {
            en: `expected one of ${REGISTER_NAMES.join(', ')}, got "${what}"`,
            vi: `cần một trong ${REGISTER_NAMES.join(', ')}, nhận được "${what}"`,
          });
        if (!standingValues(plan.state, name, id))
          throw new PlanError('PLAN_UNKNOWN', {
            en: `expected an entry of ${name} that stands, got "${id}"`,
            vi: `cần một mục của ${name} còn hiệu lực, nhận được "${id}"`,
          });
        const by = findParty(plan.history, options.by);
        const step = { id: `${name}:${id}`, action: 'removed' };
        if (!options.dryRun) {
          const files = attachFiles(plan.path, options.attach).map((file) => ({ ...file }));
          recordPlanStep(plan, { ...step, body: { by, reason: options.reason, files } }, authorOf(options));
        }
        if (options.json)
          return terminal.printJson({ ...step, by, reason: options.reason, recorded: !options.dryRun });
        terminal.print(options.dryRun ? texts.wouldRemove(step.id) : texts.removed(step.id));
      });
    });
}
