import type { FormFacts } from '../forms/form-facts.ts';
import type { FormsContext } from './forms-context.ts';

/** What the forms of a year are made of, as it stands. */
export function factsOf(context: FormsContext): FormFacts {
  const { year, state, fleet, askedSites, agencies, atDeadline, selfReports, definition } = context;
  return {
    ...{ year, state, fleet, askedSites, atDeadline, selfReports },
    agencies: [...agencies.values()].filter(
      ({ validFromMs = 0, validToMs = Number.POSITIVE_INFINITY }) =>
        validFromMs < year.toMs && year.toMs <= validToMs,
    ),
    reportingAgency: agencies.get(definition.report.agency)?.name ?? definition.report.agency,
  };
}
