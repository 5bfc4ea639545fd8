import { type ChangedRow, changedRows } from '../../../plan/drafts/changed-rows.ts';
import { readFilledForm } from '../../../plan/drafts/draft-tables.ts';
import { judgeDraft } from '../../../plan/drafts/judge-draft.ts';
import { countFindings } from '../../../plan/forms/reading/finding-list.ts';
import type { FormFlaw, FormNote } from '../../../plan/forms/reading/form-flaw.ts';
import { type AskedDraft, openDraft } from '../open-forms.ts';
import type { PaperContext } from '../paper-context.ts';
import { type DraftHead, headOf } from './draft-sheet.ts';

/** What handing a form in would do, and what is wrong with it. */
export interface DraftChecked extends DraftHead {
  readonly flaws: readonly FormFlaw[];
  readonly flawCount: number;
  readonly notes: readonly FormNote[];
  /** The first of them, cell by cell. */
  readonly rows: readonly ChangedRow[];
  readonly rowCount: number;
  /** How many entries go on record, and how many are taken away. */
  readonly steps: { readonly set: number; readonly removed: number };
  readonly says?: 'blank' | 'nothing-to-report';
  readonly handovers: number;
  /** What it says, as a hash: what is handed in is what was seen. */
  readonly content: string;
  /** It says what is on record of the form that came in last. */
  readonly isKnown: boolean;
}

const MOST_ROWS = 200;

/** Judges a form as it would be if it came in now, and records nothing. @throws PAPER_UNKNOWN, FORMS_REFUSED, CONFIG_INVALID */
export async function checkDraftFor(context: PaperContext, asked: AskedDraft): Promise<DraftChecked> {
  const open = openDraft(context, await context.openForms(asked.year), asked);
  const { form, filled, lists, plan } = open;
  const { submission, content, last } = await judgeDraft(
    plan.folder,
    readFilledForm(filled, lists),
    open.context,
  );
  const { flaws, notes, steps, says } = submission;
  const rows = [...changedRows(form, filled)];
  const set = steps.filter(({ action }) => action === 'set').length;
  return {
    ...headOf(open),
    ...{ flaws, flawCount: countFindings(flaws), notes, content },
    ...{ rows: rows.slice(0, MOST_ROWS), rowCount: rows.length },
    steps: { set, removed: steps.length - set },
    ...(says && { says }),
    handovers: filled.rows.handovers.filter(({ values }) => values.thing !== undefined).length,
    isKnown:
      last?.content === content ||
      (last !== undefined && last.says === says && steps.length + rows.length === 0),
  };
}
