import type { ReportYear } from '../../../plan/definition/report-schema.ts';
import { existsAt } from '../../../plan/state/agencies-then.ts';
import type { PaperContext } from '../paper-context.ts';
import { agencyOf } from './agency-of.ts';
import { type AgencyNames, namesOf } from './plan-overview.ts';

/** Of what reports may be made. */
export interface ReportChoices {
  readonly years: readonly Pick<ReportYear, 'year' | 'fromDate' | 'toDate' | 'deadlineDate'>[];
  /** Whose report is due next. */
  readonly year: number | undefined;
  readonly agencies: AgencyNames;
  readonly own: string | undefined;
}

/** Years of the plan with their windows, and agencies: of whoever stands for one it alone. */
export async function readReportChoices({ openPlan, who, nowMs }: PaperContext): Promise<ReportChoices> {
  const { definition, agencies } = await openPlan();
  const { years } = definition.report;
  const own = agencyOf(who.scope);
  const wanted = [...agencies].filter(([id, agency]) =>
    own === undefined ? existsAt(agency, nowMs) : id === own,
  );
  return {
    years: years.map(({ year, fromDate, toDate, deadlineDate }) => ({
      year,
      fromDate,
      toDate,
      deadlineDate,
    })),
    year: (years.find(({ deadlineMs }) => deadlineMs > nowMs) ?? years.at(-1))?.year,
    ...{ agencies: namesOf(new Map(wanted)), own },
  };
}
