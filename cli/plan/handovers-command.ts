import { inLanguage } from '../../core/language/in-language.ts';
import type { OpenPlan } from '../../plan/actions/open-plan.ts';
import { WriteHandovers, type WrittenHandover, writeHandovers } from '../../plan/actions/write-handovers.ts';
import { defineCommand } from '../shell/define-command.ts';
import { CITY } from '../shell/shared-options.ts';
import type { FormsTexts } from './forms-texts-en.ts';
import { formsTextsEn as en } from './forms-texts-en.ts';
import { formsTextsVi as vi } from './forms-texts-vi.ts';
import { openPlanScope } from './with-plan.ts';

const formsTexts = inLanguage({ en, vi });

/** `camwatch plan handovers`: what two agencies agreed on goes into the configuration. */
export const buildHandoversCommand = defineCommand({
  name: 'handovers',
  description: 'Write hand-overs that both agencies agreed on into the configuration folder.',
  options: { ...CITY, ...WriteHandovers.shape },
  help: `
An agency proposes a hand-over on its page (/plan/handovers), and the one that is to have the devices accepts or refuses it there. What
was accepted is written to handovers.csv and devices.csv of --config, once the folder was checked with it, the way that
hand-over lists of forms are. It takes effect as any other edit of the folder. Exit code 1 when one cannot be written.

Examples:
  camwatch plan handovers --config hanoi --dry-run
  camwatch plan handovers --config hanoi --lang vi`,
  open: openPlanScope,
  run: async ({ plan }, options) => ({ plan, ...(await writeHandovers(plan, options)) }),
  json: ({ handovers, changedFiles, isDryRun }) => ({
    dryRun: isDryRun,
    handovers: handovers.map(({ handover, ...rest }) => ({ id: handover.id, ...rest })),
    changedFiles,
  }),
  render: ({ plan, handovers, changedFiles, isDryRun }, { cli }) => {
    const texts = formsTexts(cli.language);
    const shown = handovers.filter(({ outcome }) => outcome !== 'known');
    const lines = shown.map((one) => renderOne(one, { plan, texts, isDryRun }));
    return [
      ...(lines.length === 0 ? [texts.agreed.none] : lines),
      ...(changedFiles.length > 0 && !isDryRun
        ? [texts.agreed.files(changedFiles.join(', ')), texts.takenOver]
        : []),
      ...(isDryRun ? [texts.nothingRecorded] : []),
    ];
  },
  isProblem: ({ handovers }) => handovers.some(({ outcome }) => outcome === 'refused'),
});

function renderOne(
  { handover, devices, outcome, fault, problem }: WrittenHandover,
  {
    plan: { agencies },
    texts,
    isDryRun,
  }: { readonly plan: OpenPlan; readonly texts: FormsTexts; readonly isDryRun: boolean },
): string {
  const nameOf = (agency: string) => agencies.get(agency)?.name ?? agency;
  const { id, from, to, day, document } = handover;
  const line = texts.agreed.line(
    { id, document, from: nameOf(from), to: nameOf(to), day: texts.day(day) },
    devices,
  );
  const { outcomes } = texts.agreed;
  const why = fault ? `${fault.id}: ${texts.flaws[fault.code](fault)}` : (problem ?? '');
  const said =
    outcome === 'refused'
      ? outcomes.refused(why)
      : outcomes[outcome === 'written' && isDryRun ? 'planned' : outcome];
  return `${line}: ${said}`;
}
