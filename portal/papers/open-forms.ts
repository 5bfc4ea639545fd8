import type { OpenPlan } from '../../plan/actions/open-plan.ts';
import { factsOf } from '../../plan/collecting/form-facts-of.ts';
import { buildFormsContext } from '../../plan/collecting/forms-context.ts';
import { lastSubmission, submissionId } from '../../plan/collecting/last-submission.ts';
import { type FilledForm, fillInDraft } from '../../plan/drafts/fill-in-draft.ts';
import type { FormDraft } from '../../plan/drafts/form-draft.ts';
import { type KeptDrafts, openKeptDrafts } from '../../plan/drafts/kept-drafts.ts';
import { buildForm } from '../../plan/forms/build-form.ts';
import type { UnitForm } from '../../plan/forms/form.ts';
import { buildLists } from '../../plan/forms/form-lists.ts';
import { noSuch } from './may-read.ts';
import type { OpenForms, PaperContext } from './paper-context.ts';
import { agencyOf } from './questions/agency-of.ts';
import { yearOf } from './questions/plan-forms.ts';

/** The forms of a year of the plan. @throws PAPER_UNKNOWN */
export function openFormsOf(plan: OpenPlan, wanted: number): OpenForms {
  const context = buildFormsContext(plan, yearOf(plan, wanted));
  const lists = buildLists({ agencies: [...context.agencies.values()], tasks: context.state.tasks });
  return { plan, context, facts: factsOf(context), lists };
}

export interface AskedDraft {
  readonly year: number;
  readonly unit: string;
}

/** The form of a unit as it stands on record, and with what its people typed since. */
export interface OpenDraft extends OpenForms {
  readonly form: UnitForm;
  readonly filled: FilledForm;
  readonly draft: FormDraft | undefined;
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
  const { context, facts, lists } = forms;
  const own = agencyOf(who.scope);
  const unit = context.units.find(({ agency }) => agency.id === id)?.agency;
  if (!unit || (own !== undefined && id !== own)) throw noSuch('form', 'biểu mẫu', id);
  const drafts = openKeptDrafts(store.path);
  const { year } = context.year;
  const draft = drafts.read({ unit: id, year });
  const form = buildForm(unit, facts);
  const last = lastSubmission(context.steps, submissionId(id, year));
  const filled = fillInDraft(form, draft, lists);
  return { ...forms, form, filled, draft, drafts, lastSeq: last?.seq ?? 0 };
}
