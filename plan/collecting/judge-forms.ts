import type { Agency } from '../../core/domain/inventory.ts';
import { authorityOf, sitesToAnswer } from '../forms/asked-sites.ts';
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

/**
 * Judges forms by the record and by each other: two sound ones that say different things of one unit are both refused. One
 * with flaws takes nothing away from a sound one.
 */
export function judgeForms(files: readonly SubmittedFile[], context: FormsContext): readonly JudgedForm[] {
  const judged = files.map((file) => judgeForm(file, context));
  const byUnit = Map.groupBy(
    judged.filter(({ unit, submission }) => unit !== undefined && submission.flaws.length === 0),
    ({ unit }) => unit?.id,
  );
  return judged.map((form) => {
    const ofUnit = form.unit ? (byUnit.get(form.unit.id) ?? []) : [];
    const other = ofUnit.includes(form) && ofUnit.find(({ content }) => content !== form.content);
    return other ? withFlaw(form, { code: 'second-form', of: other.name }) : form;
  });
}

export function withFlaw(form: JudgedForm, ...flaws: readonly FormFlaw[]): JudgedForm {
  return { ...form, submission: { ...form.submission, flaws: [...form.submission.flaws, ...flaws] } };
}

function judgeForm(file: SubmittedFile, context: FormsContext): JudgedForm {
  const { form } = file;
  const { year, units, state, fleet, selfReports, steps, atDeadline, askedSites } = context;
  const content = contentHash(form);
  const named = form.mark ? undefined : unitByName(file, context);
  const unit = named ?? units.find(({ agency }) => agency.id === form.mark?.unit)?.agency;
  const wrong = markFlaws(file, unit, context);
  if (!unit || named || wrong.length > 0) {
    const { flaws } = form;
    const notes = [...form.notes, ...(named ? [{ code: 'unit-by-name', got: named.name } as const] : [])];
    return {
      ...file,
      ...(unit && { unit }),
      content,
      submission: { steps: [], counts: {}, entries: [], notes, flaws: [...wrong, ...flaws] },
    };
  }
  const last = lastSubmission(steps, submissionId(unit.id, year.year));
  const authority = authorityOf(unit, state);
  const submission = submitForm(form, {
    unit,
    year,
    state,
    atDeadline,
    selfReports,
    devices: new Set(fleet.devices.get(unit.id)?.map(({ key }) => key)),
    requestSites: new Set(askedSites.byAgency.get(unit.id)),
    opinions: {
      ...(authority && { authority }),
      sites: new Set(sitesToAnswer(authority, state, askedSites, year).map(({ site }) => site)),
    },
    hasReported: last !== undefined && last.says !== 'blank',
    lastEntries: new Set(last?.entries),
  });
  return { ...file, unit, content, submission, ...(last && { last }) };
}

/** `so-xay-dung.ods`, `so-xay-dung (1).xlsx`: a file that does not say whose it is may still be called as it was handed out. */
function unitByName({ name }: SubmittedFile, { units }: FormsContext): Agency | undefined {
  const [, id] = /^([a-z0-9-]+?)(?:[ _(].*)?\.\w+$/.exec(name) ?? [];
  return units.find(({ agency }) => agency.id === id)?.agency;
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
