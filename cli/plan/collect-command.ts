import { Name } from '../../core/input/fields.ts';
import { inLanguage } from '../../core/language/in-language.ts';
import { CollectForms, type CollectOutcome, collectForms } from '../../plan/actions/collect-forms.ts';
import { countFindings } from '../../plan/forms/reading/finding-list.ts';
import { defineCommand } from '../shell/define-command.ts';
import { CITY } from '../shell/shared-options.ts';
import type { FormsTexts } from './forms-texts-en.ts';
import { formsTextsEn as en } from './forms-texts-en.ts';
import { formsTextsVi as vi } from './forms-texts-vi.ts';
import { renderCollected, renderFlaw, renderNote } from './render-collected.ts';
import { longWork, openPlanScope } from './with-plan.ts';

const { places, year, receivedMs, dryRun } = CollectForms.shape;
const by = Name.meta({ value: 'account' }).describe('the account that puts them on record');

const formsTexts = inLanguage({ en, vi });

/** `camwatch plan collect`: what units filled in goes on record. */
export const buildCollectCommand = defineCommand({
  name: 'collect',
  description: 'Read forms that units filled in, put them on record, and show who has not handed in.',
  arguments: ['places'],
  options: { ...CITY, places, year, by, receivedMs, dryRun },
  help: `
Everything that is wrong is told at once, with file, sheet and cell. Of a form with problems no row is taken: that it came in, and
what is wrong with it, goes on record, and its unit is told what to mend ("camwatch plan remind"); the other forms go on. A form that says what is on record already adds nothing; one that says something else takes its place.
Hand-over lists are written to handovers.csv, devices.csv and contracts.yaml of --config, once the folder was checked with them;
they take effect as any other edit of it. Exit code 1 when a form has problems.

Examples:
  camwatch plan collect inbox --year 2025 --by an.nguyen --dry-run
  camwatch plan collect inbox --year 2025 --by an.nguyen
  camwatch plan collect so-xay-dung.xlsx --year 2025 --by an.nguyen --received 2025-11-20 --lang vi`,
  open: openPlanScope,
  run: ({ plan, cli }, { by: author, ...options }) =>
    collectForms({ plan, author, ...longWork(cli, 'forms') }, options),
  json: (outcome, { cli }) => toJson(outcome, formsTexts(cli.language)),
  render: (outcome, { cli }) => [renderCollected(outcome, formsTexts(cli.language))],
  isProblem: ({ forms }) => forms.some(({ outcome }) => outcome === 'refused'),
});

function toJson(
  { forms, handovers, changedFiles, passedOver, standing, isDryRun }: CollectOutcome,
  texts: FormsTexts,
) {
  return {
    dryRun: isDryRun,
    forms: forms.map(({ form: { path, name, unit, submission, last }, outcome, rows }) => ({
      file: path,
      agency: unit?.id,
      outcome,
      says: submission.says,
      supersedes: outcome === 'unchanged' ? undefined : last?.seq,
      rows,
      counts: submission.counts,
      problemCount: countFindings(submission.flaws),
      problems: submission.flaws.map((flaw) => ({ ...flaw, message: renderFlaw(name, flaw, texts) })),
      notes: submission.notes.map((note) => ({ ...note, message: renderNote(name, note, texts) })),
    })),
    notRead: passedOver,
    handovers,
    changedFiles,
    units: standing,
  };
}
