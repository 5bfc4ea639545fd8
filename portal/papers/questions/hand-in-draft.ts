import type { OpenPlan } from '../../../plan/actions/open-plan.ts';
import { FormsError } from '../../../plan/collecting/forms-error.ts';
import { lastSubmission, submissionId } from '../../../plan/collecting/last-submission.ts';
import { readFilledForm } from '../../../plan/drafts/draft-tables.ts';
import { contentHash } from '../../../plan/forms/submitting/submit-form.ts';
import { writeForm } from '../../../plan/forms/writing/write-form.ts';
import { type AskedDraft, openDraft, openFormsOf } from '../open-forms.ts';
import type { PaperContext } from '../paper-context.ts';
import { type CollectedForm, collectContent } from './collect-form.ts';

export interface HandedIn extends CollectedForm {
  /** Of the draft that it was made from. */
  readonly revision: number;
}

/**
 * Hands in what was filled in on the page: as the file that it is, by the same way as a file. What was handed in already is not
 * handed in again. @throws PAPER_UNKNOWN; FORMS_CHANGED where it is another than was looked at
 */
export async function handInDraftFor(
  context: PaperContext,
  {
    seen,
    receivedMs,
    ...asked
  }: AskedDraft & { readonly seen: string; readonly receivedMs?: number | undefined },
): Promise<HandedIn> {
  const plan = await context.openPlan();
  const forms = openFormsOf(plan, asked.year);
  const { filled, lists, draft } = openDraft(context, forms, asked);
  const { unit, year } = filled;
  const name = fileNameOf(filled);
  const revision = draft?.revision ?? 0;
  const id = submissionId(unit.id, year);
  const isKnown = ({ steps }: Pick<OpenPlan, 'steps'>) => lastSubmission(steps, id)?.content === seen;
  const none = { flaws: [], flawCount: 0, notes: [], counts: {}, handovers: 0 };
  const before: HandedIn = { name, outcome: 'unchanged', unit: unit.id, revision, ...none };
  if (isKnown(plan)) return before;
  if (contentHash(readFilledForm(filled, lists)) !== seen) throw changedSince();
  const content = await writeForm(filled);
  try {
    const collected = await collectContent(context, {
      ...{ plan, year, unit: unit.id, name, content },
      ...(receivedMs !== undefined && { receivedMs }),
    });
    return { ...collected, revision };
  } catch (error) {
    if (!(error instanceof FormsError) || error.code !== 'FORMS_CHANGED') throw error;
    // Another process was first: with the same form, or with another.
    if (isKnown(await context.openPlan())) return before;
    throw changedSince();
  }
}

export const fileNameOf = ({
  unit,
  year,
}: {
  readonly unit: { readonly id: string };
  readonly year: number;
}): string => `${unit.id}-${year}.xlsx`;

const changedSince = () =>
  new FormsError('FORMS_CHANGED', {
    en: 'the form, or what is on record of it, became another since you opened this page: nothing was handed in; look below at what it changes now, then hand it in',
    vi: 'biểu mẫu, hoặc nội dung đã ghi sổ, vừa có thay đổi sau khi bạn mở trang này: chưa gửi gì; hãy xem lại bên dưới những gì sẽ thay đổi rồi gửi',
  });
