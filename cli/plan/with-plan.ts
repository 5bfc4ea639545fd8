import { cityTimeZone } from '../../config/settings/ledger-place.ts';
import type { Zone } from '../../core/time/zone.ts';
import { expectPlan, type OpenPlan, openPlan } from '../../plan/actions/open-plan.ts';
import { type CityRecordOptions, withCityRecord } from '../print/open-city-record.ts';

export interface WithPlanOptions extends CityRecordOptions {
  /** The plan as it was known at this instant, in the zone of the options. */
  readonly recordedBeforeMs?: (zone: Zone) => number;
}

/**
 * Opens the plan of the configuration folder and the ledger for the time of `work`.
 * @throws PLAN_MISSING, CONFIG_INVALID, LEDGER_MISSING and whatever `work` throws.
 */
export async function withPlan<Result>(
  options: WithPlanOptions,
  work: (plan: OpenPlan) => Result | Promise<Result>,
): Promise<Result> {
  const file = await expectPlan(options.config, { timeZone: await cityTimeZone(options) });
  return await withCityRecord(options, (record) =>
    work(openPlan(record, file, { recordedBeforeMs: options.recordedBeforeMs?.(record.zone) })),
  );
}
