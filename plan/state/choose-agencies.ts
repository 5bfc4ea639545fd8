import type { Agency } from '../../core/domain/inventory.ts';
import type { UnitChoice } from '../definition/reminder-schema.ts';
import type { ReportYear } from '../definition/report-schema.ts';
import { type Agencies, existsAt, standingFor } from './agencies-then.ts';
import { type HandInState, handInState } from './hand-in-state.ts';
import type { FaultySubmission, PlanState, Submission } from './plan-state.ts';

/** The agencies that a choice of plan.yaml means at an instant: those of its kinds that exist then, and those it names. */
export function chooseAgencies(
  { kinds, agencies: named, except }: UnitChoice,
  agencies: Iterable<Agency>,
  atMs: number,
): readonly Agency[] {
  return [...agencies].filter(
    (agency) =>
      existsAt(agency, atMs) &&
      !except.includes(agency.id) &&
      (kinds.includes(agency.kind) || named.includes(agency.id)),
  );
}

/** The same, where an agency that it names and that has ended is stood for by its successors. */
export function membersOf(choice: UnitChoice, agencies: Agencies, atMs: number): readonly Agency[] {
  const named = choice.agencies.flatMap((id) => standingFor(id, agencies, atMs));
  return chooseAgencies({ ...choice, agencies: named }, agencies.values(), atMs);
}

/** An agency that must hand in for a year, and what it handed in. */
export interface UnitSubmission {
  readonly agency: Agency;
  readonly state: HandInState;
  readonly submission?: Submission;
  /** Its last form, where that came in with errors. */
  readonly faulty?: FaultySubmission;
}

/** Who must hand in for a year: the agencies that exist at the end of the last day on which they are in time. */
export function unitsOf(
  {
    definition,
    submissions,
    faultySubmissions,
  }: Pick<PlanState, 'definition' | 'submissions' | 'faultySubmissions'>,
  { year, unitsDeadlineMs }: ReportYear,
  agencies: Iterable<Agency>,
): readonly UnitSubmission[] {
  return chooseAgencies(definition.units, agencies, unitsDeadlineMs - 1).map((agency) => {
    const isOfUnit = (one: { readonly year: number; readonly agency: string }) =>
      one.year === year && one.agency === agency.id;
    const submission = submissions.find(isOfUnit);
    const faulty = faultySubmissions.find(isOfUnit);
    const state = handInState(submission, faulty);
    return { agency, state, ...(submission && { submission }), ...(faulty && { faulty }) };
  });
}
