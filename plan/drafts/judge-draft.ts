import { collectHandovers } from '../collecting/collect-handovers.ts';
import type { FormsContext } from '../collecting/forms-context.ts';
import { type JudgedForm, judgeForms } from '../collecting/judge-forms.ts';
import type { ReadForm } from '../forms/reading/read-form.ts';

/** What a form comes to that was filled in on a page, as a file that says the same. @throws CONFIG_INVALID */
export async function judgeDraft(folder: string, form: ReadForm, context: FormsContext): Promise<JudgedForm> {
  const { forms } = await collectHandovers(folder, judgeForms([{ ...NO_FILE, form }], context));
  const [judged] = forms;
  if (!judged) throw new Error('a form was judged and is gone');
  return judged;
}

/** The same of one sheet, without what hand-overs change in the configuration. */
export function judgeSheet(form: ReadForm, context: FormsContext): readonly JudgedForm[] {
  return judgeForms([{ ...NO_FILE, form }], context);
}

const NO_FILE = { path: '', name: '' };
