import type { Agency } from '../../core/domain/inventory.ts';
import type { ReportYear } from '../definition/report-schema.ts';
import type { PlanState } from '../state/plan-state.ts';
import type { AgenciesThen } from '../state/task-part.ts';
import type { AskedSites } from './asked-sites.ts';
import type { SelfReport } from './self-report.ts';
import type { Fleet } from './unit-fleet.ts';

/** What forms of a year are made of. */
export interface FormFacts {
  readonly year: ReportYear;
  readonly state: PlanState;
  readonly fleet: Fleet;
  readonly askedSites: AskedSites;
  /** All that exist at the end of the data, by whatever name. */
  readonly agencies: readonly Agency[];
  readonly atDeadline: AgenciesThen;
  readonly reportingAgency: string;
  /** What units said before of their devices for this year, by device. */
  readonly selfReports: ReadonlyMap<string, SelfReport>;
}
