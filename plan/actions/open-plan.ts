import { type CityRecord, type CityRecordOptions, withCityRecord } from '../../cli/print/open-city-record.ts';
import { cityTimeZone } from '../../config/settings/ledger-place.ts';
import type { Said } from '../../core/language/said.ts';
import { createZone, type Zone } from '../../core/time/zone.ts';
import type { Decision } from '../../ledger/record/decisions.ts';
import { loadPlan } from '../definition/load-plan.ts';
import type { PlanDefinition } from '../definition/plan-schema.ts';
import { PlanError } from '../state/plan-error.ts';
import type { PlanState } from '../state/plan-state.ts';
import { readPlanState } from '../state/read-plan-state.ts';

/** The plan of a city with what is on record of it. */
export interface OpenPlan extends CityRecord {
  readonly definition: PlanDefinition;
  /** In which the days of the plan are cut. */
  readonly cityZone: Zone;
  readonly steps: readonly Decision[];
  readonly state: PlanState;
}

export interface OpenPlanOptions extends CityRecordOptions {
  /** The plan as it was known at this instant, in the zone of the options. */
  readonly recordedBeforeMs?: (zone: Zone) => number;
}

/**
 * Opens the plan of the configuration folder and the ledger for the time of `work`. Whether the plan names what the
 * inventory has is for `camwatch check` to say.
 * @throws PLAN_MISSING, CONFIG_INVALID, LEDGER_MISSING and whatever `work` throws.
 */
export async function withPlan<Result>(
  { recordedBeforeMs, ...options }: OpenPlanOptions,
  work: (plan: OpenPlan) => Result | Promise<Result>,
): Promise<Result> {
  const cityZone = createZone(await cityTimeZone(options));
  const definition = await loadPlan(options.config, { timeZone: cityZone.timeZone });
  if (!definition) throw new PlanError('PLAN_MISSING', planMissing(options.config));
  return await withCityRecord(options, (record) => {
    const knownMs = recordedBeforeMs?.(record.zone);
    const known = knownMs === undefined ? {} : { recordedBeforeMs: knownMs };
    const steps = [...record.reader.decisions('plan_step', known)];
    const state = readPlanState(definition, steps, { zone: cityZone, nowMs: Date.now(), ...known });
    return work({ ...record, definition, cityZone, steps, state });
  });
}

export const planMissing = (folder: string): Said => ({
  en: `${folder}: expected a plan.yaml in the folder, found none`,
  vi: `${folder}: cần tệp plan.yaml trong thư mục, không có tệp nào`,
});
