import type { OpenPlan } from '../../plan/actions/open-plan.ts';
import { factsOf } from '../../plan/collecting/form-facts-of.ts';
import { buildFormsContext } from '../../plan/collecting/forms-context.ts';
import { lastSubmission, submissionId } from '../../plan/collecting/last-submission.ts';
import { fillInDraft } from '../../plan/drafts/fill-in-draft.ts';
import { type KeptDrafts, openKeptDrafts } from '../../plan/drafts/kept-drafts.ts';
import { buildForm } from '../../plan/forms/build-form.ts';
import { buildLists } from '../../plan/forms/form-lists.ts';
import { noSuch } from './may-read.ts';
import type { OpenedForm, OpenForms, PaperContext } from './paper-context.ts';
import { agencyOf } from './questions/agency-of.ts';
import { yearOf } from './questions/plan-forms.ts';

/** The forms of a year of the plan. @throws PAPER_UNKNOWN */
export function openFormsOf(plan: OpenPlan, wanted: number): OpenForms {
  const context = buildFormsContext(plan, yearOf(plan, wanted));
  const lists = buildLists({ agencies: [...context.agencies.values()], tasks: context.state.tasks });
  return { plan, context, facts: factsOf(context), lists, opened: new Map(), words: new WeakMap() };
}

export interface AskedDraft {
  readonly year: number;
  readonly unit: string;
}

/** The form of a unit as it stands on record, and with what its people typed since. */
export interface OpenDraft extends OpenForms, OpenedForm {
  readonly drafts: KeptDrafts;
  /** The form of the unit that is on record; 0: none. */
  readonly lastSeq: number;
}

/** Of whoever stands for an agency its own form, of DOST each that is to be handed in. @throws PAPER_UNKNOWN, FORMS_REFUSED */
export function openDraft(
  { who, store }: Pick<PaperContext, 'who' | 'store'>,
  forms: OpenForms,
  { unit: id }: Pick<AskedDraft, 'unit'>,
): OpenDraft {
  const { context, facts } = forms;
  const own = agencyOf(who.scope);
  const unit = context.units.find(({ agency }) => agency.id === id)?.agency;
  if (!unit || (own !== undefined && id !== own)) throw noSuch('form', 'biểu mẫu', id);
  const drafts = openKeptDrafts(store.path);
  const whose = { unit: id, year: context.year.year };
  const text = drafts.readText(whose);
  const known = forms.opened.get(id);
  const lastSeq = lastSubmission(context.steps, submissionId(id, whose.year))?.seq ?? 0;
  if (known && known.text === text) return { ...forms, ...known, drafts, lastSeq };
  const form = known?.form ?? buildForm(unit, facts);
  const draft = text === undefined ? undefined : drafts.parse(text, whose);
  const now = { form, draft, text, filled: fillInDraft(form, draft, forms.lists, known) };
  keepOpened(forms, now);
  return { ...forms, ...now, drafts, lastSeq };
}

const MOST_OPENED = 4;

/** For the next page. */
export function keepOpened({ opened }: OpenForms, now: OpenedForm): void {
  const { id } = now.form.unit;
  opened.delete(id);
  opened.set(id, now);
  for (const oldest of [...opened.keys()].slice(0, -MOST_OPENED)) opened.delete(oldest);
}
