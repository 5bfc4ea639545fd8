import { Command } from 'commander';
import { inLanguage } from '../../core/language/in-language.ts';
import type { Zone } from '../../core/time/zone.ts';
import { type CollectOutcome, collectForms } from '../../plan/actions/collect-forms.ts';
import { countFindings } from '../../plan/forms/reading/finding-list.ts';
import { addCommonOptions, type CommonOptions } from '../print/options.ts';
import type { Context } from '../shell/context.ts';
import { languageOf } from '../shell/language-of.ts';
import { parseName } from '../shell/parse-words.ts';
import { readTime } from '../shell/read-time.ts';
import { parseYear } from './forms-command.ts';
import type { FormsTexts } from './forms-texts-en.ts';
import { formsTextsEn as en } from './forms-texts-en.ts';
import { formsTextsVi as vi } from './forms-texts-vi.ts';
import { renderCollected, renderFlaw, renderNote } from './render-collected.ts';
import { withPlan } from './with-plan.ts';

interface Options extends CommonOptions {
  readonly year: number;
  readonly by: string;
  readonly received?: string;
  readonly dryRun?: boolean;
}

const formsTexts = inLanguage({ en, vi });

/** `camwatch plan collect`: what units filled in goes on record. */
export function buildCollectCommand({ terminal, env, stop, reportProblem }: Context): Command {
  const command = addCommonOptions(new Command('collect'));
  return command
    .description('Read forms that units filled in, put them on record, and show who has not handed in.')
    .argument('<places...>', 'forms, or folders of forms')
    .requiredOption('--year <year>', 'year of the report, one of report.years in plan.yaml', parseYear)
    .requiredOption('--by <account>', 'the account that puts them on record', parseName)
    .option(
      '--received <time>',
      'when they came in, where that was before now: it says whether they are late',
    )
    .option('--dry-run', 'record and write nothing; only show what would be')
    .addHelpText(
      'after',
      `
Everything that is wrong is told at once, with file, sheet and cell. Of a form with problems nothing is recorded; the other
forms go on. A form that says what is on record already adds nothing; one that says something else takes its place.
Hand-over lists are written to handovers.csv, devices.csv and contracts.yaml of --config, once the folder was checked with them;
they take effect as any other edit of it. Exit code 1 when a form has problems.

Examples:
  camwatch plan collect inbox --year 2025 --by an.nguyen --dry-run
  camwatch plan collect inbox --year 2025 --by an.nguyen
  camwatch plan collect so-xay-dung.xlsx --year 2025 --by an.nguyen --received 2025-11-20 --lang vi`,
    )
    .action(async (places: readonly string[], options: Options) => {
      const { year, by: author, dryRun, json, lang } = options;
      const onProgress = (done: number, total: number) => terminal.progress('forms', done, total);
      const outcome = await withPlan(options, (plan) => {
        const receivedMs = receivedAt(command, options.received, plan.cityZone);
        return collectForms(
          { plan, author, stop, onProgress },
          { year, places: [...places], receivedMs, dryRun },
        );
      });
      terminal.clearProgress();
      const texts = formsTexts(lang ?? languageOf(env));
      if (json) terminal.printJson(toJson(outcome, texts));
      else terminal.print(renderCollected(outcome, texts));
      if (outcome.forms.some((one) => one.outcome === 'refused')) reportProblem();
    });
}

/** A day is enough: whether a form is late is a matter of days. */
function receivedAt(command: Command, text: string | undefined, zone: Zone): number | undefined {
  if (text === undefined) return undefined;
  return zone.parseInstantMs(text) ?? readTime(command, '--received', text, zone.timeZone);
}

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
