import type { Said } from '../../core/language/said.ts';
import { createZone, type Zone } from '../../core/time/zone.ts';
import type { CityRecord } from '../../ledger/history/city-record.ts';
import type { Decision } from '../../ledger/record/decisions.ts';
import { type LoadPlanOptions, loadPlan } from '../definition/load-plan.ts';
import type { PlanDefinition } from '../definition/plan-schema.ts';
import { type Agencies, agenciesAt } from '../state/agencies-then.ts';
import { PlanError } from '../state/plan-error.ts';
import type { PlanState } from '../state/plan-state.ts';
import { readPlanState } from '../state/read-plan-state.ts';

/** What a configuration folder says of the plan. */
export interface PlanFile {
  readonly folder: string;
  readonly definition: PlanDefinition;
}

/** The plan of a city with what is on record of it. */
export interface OpenPlan extends PlanFile, Pick<CityRecord, 'store' | 'zone' | 'reader' | 'history'> {
  /** In which the days of the plan are cut. */
  readonly cityZone: Zone;
  readonly steps: readonly Decision[];
  /** All that were ever on record, as they are at the instant of the state. */
  readonly agencies: Agencies;
  readonly state: PlanState;
}

export interface OpenPlanOptions {
  /** The plan as it was known at this instant. */
  readonly recordedBeforeMs?: number | undefined;
  readonly nowMs?: number;
}

type OpenRecord = Pick<CityRecord, 'store' | 'zone' | 'cityTimeZone' | 'reader' | 'history'>;

/** The plan of a configuration folder beside the open record of its city. */
export function openPlan(
  { store, zone, cityTimeZone, reader, history }: OpenRecord,
  { folder, definition }: PlanFile,
  { recordedBeforeMs, nowMs = Date.now() }: OpenPlanOptions = {},
): OpenPlan {
  const cityZone = createZone(cityTimeZone);
  const known = recordedBeforeMs === undefined ? {} : { recordedBeforeMs };
  const steps = [...reader.decisions('plan_step', known)];
  const agencies = agenciesAt(history.agencies, recordedBeforeMs ?? nowMs);
  const state = readPlanState(definition, steps, { zone: cityZone, nowMs, agencies, ...known });
  return { store, zone, reader, history, folder, definition, cityZone, steps, agencies, state };
}

/**
 * The plan of a folder that must have one. Without an inventory it is for `camwatch check` to say whether the plan names what
 * is there.
 * @throws PLAN_MISSING, CONFIG_INVALID
 */
export async function expectPlan(folder: string, options: LoadPlanOptions): Promise<PlanFile> {
  const definition = await loadPlan(folder, options);
  if (definition) return { folder, definition };
  throw new PlanError('PLAN_MISSING', planMissing(folder));
}

const planMissing = (folder: string): Said => ({
  en: `${folder}: expected a plan.yaml in the folder, found none`,
  vi: `${folder}: cần tệp plan.yaml trong thư mục, không có tệp nào`,
});
