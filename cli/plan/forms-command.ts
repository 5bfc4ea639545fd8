import { inLanguage } from '../../core/language/in-language.ts';
import { WriteForms, writeForms } from '../../plan/actions/write-forms.ts';
import { defineCommand } from '../shell/define-command.ts';
import { CITY } from '../shell/shared-options.ts';
import { formsTextsEn as en } from './forms-texts-en.ts';
import { formsTextsVi as vi } from './forms-texts-vi.ts';
import { renderWrittenForms } from './render-written-forms.ts';
import { longWork, openPlanScope } from './with-plan.ts';

const formsTexts = inLanguage({ en, vi });

/** `camwatch plan forms`: one workbook for each unit to fill in. */
export const buildFormsCommand = defineCommand({
  name: 'forms',
  description: 'Write a form (XLSX) for each unit that hands in, filled in with what is on record of it.',
  options: { ...CITY, ...WriteForms.shape },
  help: `
A file is named after the id of its agency. It holds the devices of that agency at the end of the data, its tasks, and registers
to fill in; sites that are secret stand in the form of their own agency only. Read them back: camwatch plan collect.

Examples:
  camwatch plan forms --year 2025 --out forms-2025
  camwatch plan forms --year 2025 --unit so-xay-dung,cong-an-thanh-pho --out forms-2025 --force
  camwatch plan forms --year 2025 --out forms-2025 --json`,
  open: openPlanScope,
  run: ({ plan, cli }, options) => writeForms({ plan, ...longWork(cli, 'forms') }, options),
  json: ({ agencies: _, ...written }, _scope, { year, out }) => ({ year, folder: out, ...written }),
  render: (written, { cli }, { out }) => [renderWrittenForms(written, out, formsTexts(cli.language))],
});
