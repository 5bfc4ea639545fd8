import type { Agency } from '../../core/domain/inventory.ts';
import { valueAt } from '../../core/time/versions.ts';
import type { Zone } from '../../core/time/zone.ts';
import type { InventoryHistory } from '../../ledger/history/history.ts';
import type { Decision } from '../../ledger/record/decisions.ts';
import type { RecordStore } from '../../ledger/record/record-store.ts';
import type { OpenPlan, PlanFile } from '../actions/open-plan.ts';
import { PLAN_FILE } from '../definition/load-plan.ts';
import type { PlanDefinition } from '../definition/plan-schema.ts';
import type { ReportYear } from '../definition/report-schema.ts';
import { type AskedSites, readAskedSites } from '../forms/asked-sites.ts';
import { readSelfReports } from '../forms/read-self-reports.ts';
import type { SelfReport } from '../forms/self-report.ts';
import { type Fleet, readFleet } from '../forms/unit-fleet.ts';
import { type UnitSubmission, unitsOf } from '../state/choose-agencies.ts';
import type { PlanState } from '../state/plan-state.ts';
import type { AgenciesThen } from '../state/task-part.ts';
import { FormsError } from './forms-error.ts';

/** A year of the plan with all that is on record of it. */
export interface FormsContext {
  readonly store: RecordStore;
  /** The city's. */
  readonly zone: Zone;
  readonly definition: PlanDefinition;
  readonly year: ReportYear;
  readonly state: PlanState;
  readonly fleet: Fleet;
  readonly askedSites: AskedSites;
  /** All that were ever on record, as they were last. */
  readonly agencies: ReadonlyMap<string, Agency>;
  /** By whom roles in tasks are told: who hands in is looked at on the last day for it. */
  readonly atDeadline: AgenciesThen;
  /** Who must hand in, with what came in. */
  readonly units: readonly UnitSubmission[];
  readonly selfReports: ReadonlyMap<string, SelfReport>;
  /** Rows of `plan_step`, as they were read. */
  readonly steps: readonly Decision[];
}

/** @throws FORMS_REFUSED where the plan does not know the year. */
export function buildFormsContext(plan: OpenPlan, wanted: number): FormsContext {
  const { store, cityZone: zone, definition, steps, state, history } = plan;
  const year = expectYear(plan, wanted);
  const agencies = lastAgencies(history);
  return {
    store,
    zone,
    definition,
    year,
    state,
    fleet: readFleet(history, { atMs: year.toMs - 1, zone }),
    askedSites: readAskedSites(history, state, { atMs: year.toMs - 1, zone }),
    agencies,
    atDeadline: { agencies, atMs: year.unitsDeadlineMs - 1 },
    units: unitsOf(state, year, agencies.values()),
    selfReports: readSelfReports(steps, year.year),
    steps,
  };
}

function expectYear({ folder, definition: { report } }: PlanFile, wanted: number): ReportYear {
  const year = report.years.find((candidate) => candidate.year === wanted);
  if (year) return year;
  const known = report.years.map((candidate) => candidate.year).join(', ');
  throw new FormsError('FORMS_REFUSED', {
    en: `${folder}/${PLAN_FILE}: expected the year ${wanted} among report.years, with its data and deadlines, got ${known}`,
    vi: `${folder}/${PLAN_FILE}: cần năm ${wanted} trong report.years, kèm số liệu và thời hạn, hiện có ${known}`,
  });
}

function lastAgencies(history: InventoryHistory): ReadonlyMap<string, Agency> {
  const last = [...history.agencies.keys()].sort().flatMap((id): (readonly [string, Agency])[] => {
    const agency = valueAt(history.agencies.get(id), Number.MAX_SAFE_INTEGER);
    return agency ? [[id, agency]] : [];
  });
  return new Map(last);
}
