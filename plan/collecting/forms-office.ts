import type { CityRecordOptions } from '../../cli/print/open-city-record.ts';
import type { Agency } from '../../core/domain/inventory.ts';
import { valueAt } from '../../core/time/versions.ts';
import type { Zone } from '../../core/time/zone.ts';
import type { InventoryHistory } from '../../ledger/history/history.ts';
import type { Decision } from '../../ledger/record/decisions.ts';
import { withPlan } from '../actions/open-plan.ts';
import { PLAN_FILE } from '../definition/load-plan.ts';
import type { PlanDefinition } from '../definition/plan-schema.ts';
import type { ReportYear } from '../definition/report-schema.ts';
import { readSelfReports } from '../forms/read-self-reports.ts';
import type { SelfReport } from '../forms/self-report.ts';
import { type Fleet, readFleet } from '../forms/unit-fleet.ts';
import { type UnitSubmission, unitsOf } from '../state/choose-agencies.ts';
import type { PlanState } from '../state/plan-state.ts';
import { FormsError } from './forms-error.ts';

/** A year of the plan with all that is on record of it. */
export interface FormsOffice {
  readonly path: string;
  /** The city's. */
  readonly zone: Zone;
  readonly definition: PlanDefinition;
  readonly year: ReportYear;
  readonly state: PlanState;
  readonly fleet: Fleet;
  /** All that were ever on record, as they were last. */
  readonly agencies: ReadonlyMap<string, Agency>;
  /** Who must hand in, with what came in. */
  readonly units: readonly UnitSubmission[];
  readonly selfReports: ReadonlyMap<string, SelfReport>;
  /** Rows of `plan_step`, as they were read. */
  readonly steps: readonly Decision[];
}

export interface FormsOfficeOptions extends CityRecordOptions {
  readonly year: number;
}

/** @throws FORMS_REFUSED where the plan does not know the year; PLAN_MISSING, CONFIG_INVALID, LEDGER_MISSING. */
export async function openFormsOffice(options: FormsOfficeOptions): Promise<FormsOffice> {
  return await withPlan(options, ({ path, cityZone: zone, definition, steps, state, history }) => {
    const year = expectYear(definition, options);
    const agencies = lastAgencies(history);
    return {
      path,
      zone,
      definition,
      year,
      state,
      fleet: readFleet(history, { atMs: year.toMs - 1, zone }),
      agencies,
      units: unitsOf(state, year, agencies.values()),
      selfReports: readSelfReports(steps, year.year),
      steps,
    };
  });
}

function expectYear({ report }: PlanDefinition, { config, year: wanted }: FormsOfficeOptions): ReportYear {
  const year = report.years.find((candidate) => candidate.year === wanted);
  if (year) return year;
  const known = report.years.map((candidate) => candidate.year).join(', ');
  throw new FormsError('FORMS_REFUSED', {
    en: `${config}/${PLAN_FILE}: expected the year ${wanted} among report.years, with its data and deadlines, got ${known}`,
    vi: `${config}/${PLAN_FILE}: cần năm ${wanted} trong report.years, kèm số liệu và thời hạn, hiện có ${known}`,
  });
}

function lastAgencies(history: InventoryHistory): ReadonlyMap<string, Agency> {
  const last = [...history.agencies.keys()].sort().flatMap((id): (readonly [string, Agency])[] => {
    const agency = valueAt(history.agencies.get(id), Number.MAX_SAFE_INTEGER);
    return agency ? [[id, agency]] : [];
  });
  return new Map(last);
}
