import type { Agency } from '../../core/domain/inventory.ts';
import type { FormFlaw } from '../forms/reading/form-flaw.ts';
import { contentHash, type FormSubmission, submitForm } from '../forms/submitting/submit-form.ts';
import type { FormsContext } from './forms-context.ts';
import { type LastSubmission, lastSubmission, submissionId } from './last-submission.ts';
import type { SubmittedFile } from './read-submitted.ts';

/** A form with what it comes to. */
export interface JudgedForm extends SubmittedFile {
  /** Absent where it is not known whose it is. */
  readonly unit?: Agency;
  readonly submission: FormSubmission;
  /** What it says, as a hash. */
  readonly content: string;
  /** The form of the unit that is on record. */
  readonly last?: LastSubmission;
}

/** Judges forms by the record and by each other: two that say different things of one unit are both refused. */
export function judgeForms(files: readonly SubmittedFile[], context: FormsContext): readonly JudgedForm[] {
  const judged = files.map((file) => judgeForm(file, context));
  const byUnit = Map.groupBy(
    judged.filter(({ unit }) => unit !== undefined),
    ({ unit }) => unit?.id,
  );
  return judged.map((form) => {
    const others = (form.unit ? (byUnit.get(form.unit.id) ?? []) : []).filter(
      (other) => other !== form && other.content !== form.content,
    );
    const [other] = others;
    return other ? withFlaw(form, { code: 'second-form', of: other.name }) : form;
  });
}

export function withFlaw(form: JudgedForm, ...flaws: readonly FormFlaw[]): JudgedForm {
  return { ...form, submission: { ...form.submission, flaws: [...form.submission.flaws, ...flaws] } };
}

function judgeForm(file: SubmittedFile, context: FormsContext): JudgedForm {
  const { form } = file;
  const { year, units, state, fleet, selfReports, steps } = context;
  const content = contentHash(form);
  const unit = units.find(({ agency }) => agency.id === form.mark?.unit)?.agency;
  const wrong = markFlaws(file, unit, context);
  if (!unit || wrong.length > 0) {
    const { flaws, notes } = form;
    return {
      ...file,
      content,
      submission: { steps: [], counts: {}, entries: [], notes, flaws: [...wrong, ...flaws] },
    };
  }
  const last = lastSubmission(steps, submissionId(unit.id, year.year));
  const submission = submitForm(form, {
    unit,
    year,
    state,
    selfReports,
    devices: new Set(fleet.devices.get(unit.id)?.map(({ key }) => key)),
    lastEntries: new Set(last?.entries),
  });
  return { ...file, unit, content, submission, ...(last && { last }) };
}

function markFlaws(
  { form: { mark } }: SubmittedFile,
  unit: Agency | undefined,
  { year }: FormsContext,
): readonly FormFlaw[] {
  if (!mark) return [];
  return [
    ...(unit ? [] : [{ code: 'unknown-unit', got: mark.unit } as const]),
    ...(mark.year === year.year
      ? []
      : [{ code: 'other-year', of: String(year.year), got: String(mark.year) } as const]),
  ];
}
