import { inLanguage } from '../../core/language/in-language.ts';
import { RemoveEntry, removeEntry } from '../../plan/actions/remove-entry.ts';
import { defineCommand } from '../shell/define-command.ts';
import { CITY, WRITE } from '../shell/shared-options.ts';
import { planTextsEn as en } from './texts-en.ts';
import { planTextsVi as vi } from './texts-vi.ts';
import { openPlanScope, planActor } from './with-plan.ts';

const planTextsOf = inLanguage({ en, vi });

/** `camwatch plan remove`. */
export const buildRemoveCommand = defineCommand({
  name: 'remove',
  description: 'Take an entry of a register away, for a reason; its rows stay in the ledger.',
  arguments: ['what', 'id'],
  options: { ...WRITE, ...CITY, ...RemoveEntry.shape },
  help: `
Also for first entries that stand in plan.yaml. An entry of the same name may be set again later.

Examples:
  camwatch plan remove inspection mau-tay-mo --by cong-an-thanh-pho --reason "Nhập nhầm"`,
  open: openPlanScope,
  run: (scope, options) => removeEntry(planActor(scope, options), options),
  json: ({ isRecorded: recorded, ...removed }) => ({ ...removed, recorded }),
  render: ({ id, isRecorded }, { cli }) => {
    const texts = planTextsOf(cli.language);
    return [isRecorded ? texts.removed(id) : texts.wouldRemove(id)];
  },
});
