import { Command, InvalidArgumentError } from 'commander';
import { inLanguage } from '../../core/language/in-language.ts';
import { writeForms } from '../../plan/actions/write-forms.ts';
import { addCommonOptions, type CommonOptions, collectNames } from '../print/options.ts';
import type { Context } from '../shell/context.ts';
import { languageOf } from '../shell/language-of.ts';
import { formsTextsEn as en } from './forms-texts-en.ts';
import { formsTextsVi as vi } from './forms-texts-vi.ts';
import { renderWrittenForms } from './render-written-forms.ts';
import { withPlan } from './with-plan.ts';

interface Options extends CommonOptions {
  readonly year: number;
  readonly unit: readonly string[];
  readonly out: string;
  readonly force?: boolean;
}

const formsTexts = inLanguage({ en, vi });

/** `camwatch plan forms`: one workbook for each unit to fill in. */
export function buildFormsCommand({ terminal, env, stop }: Context): Command {
  return addCommonOptions(new Command('forms'))
    .description('Write a form (XLSX) for each unit that hands in, filled in with what is on record of it.')
    .requiredOption('--year <year>', 'year of the report, one of report.years in plan.yaml', parseYear)
    .requiredOption('--out <folder>', 'folder to write to; made where there is none')
    .option('--unit <agency>', 'only of this agency; repeatable, or separated by commas', collectNames, [])
    .option('--force', 'write over forms that are there')
    .addHelpText(
      'after',
      `
A file is named after the id of its agency. It holds the devices of that agency at the end of the data, its tasks, and registers
to fill in; sites that are secret stand in the form of their own agency only. Read them back: camwatch plan collect.

Examples:
  camwatch plan forms --year 2025 --out forms-2025
  camwatch plan forms --year 2025 --unit so-xay-dung,cong-an-thanh-pho --out forms-2025 --force
  camwatch plan forms --year 2025 --out forms-2025 --json`,
    )
    .action(async (options: Options) => {
      const { year, unit, out, force, json, lang } = options;
      const onProgress = (done: number, total: number) => terminal.progress('forms', done, total);
      const { agencies, ...written } = await withPlan(options, (plan) =>
        writeForms({ plan, stop, onProgress }, { year, unit: [...unit], out, force }),
      );
      terminal.clearProgress();
      if (json) return terminal.printJson({ year, folder: out, ...written });
      const texts = formsTexts(lang ?? languageOf(env));
      terminal.print(renderWrittenForms({ ...written, agencies }, out, texts));
    });
}

export function parseYear(text: string): number {
  if (/^20\d\d$/.test(text)) return Number(text);
  throw new InvalidArgumentError('expected a year such as 2025');
}
