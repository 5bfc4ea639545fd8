import { z } from 'zod';
import { cityTimeZone } from '../../config/settings/ledger-place.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import type { CityRecord } from '../../ledger/history/city-record.ts';
import { expectPlan, type OpenPlan, openPlan } from '../../plan/actions/open-plan.ts';
import type { PlanAct } from '../../plan/actions/plan-act.ts';
import { type CityRecordOptions, withCityRecord } from '../print/open-city-record.ts';
import type { Context } from '../shell/context.ts';
import type { OpenScope, Scope } from '../shell/define-command.ts';
import { authorOf, CITY, type WRITE } from '../shell/shared-options.ts';

/**
 * Opens the plan of the configuration folder and the ledger for the time of `work`.
 * @throws PLAN_MISSING, CONFIG_INVALID, LEDGER_MISSING and whatever `work` throws.
 */
export async function withPlan<Result>(
  options: CityRecordOptions,
  work: (plan: OpenPlan, record: CityRecord) => Result | Promise<Result>,
): Promise<Result> {
  const file = await expectPlan(options.config, { timeZone: await cityTimeZone(options) });
  return await withCityRecord(options, (record) => work(openPlan(record, file), record));
}

/** What commands about the plan work with. */
export interface PlanScope extends Scope {
  readonly plan: OpenPlan;
  readonly record: CityRecord;
  readonly cli: Context;
}

export const openPlanScope: OpenScope<PlanScope> = (given, cli, work) =>
  withPlan(omitUndefined(z.object(CITY).parse(given)), (plan, record) => {
    const { timeZone } = record.zone;
    return work({ plan, record, cli, timeZone, cityTimeZone: record.cityTimeZone });
  });

/** Who enters something about the plan by the options of a command. */
export function planActor(
  { plan }: PlanScope,
  { by, attach: files, ...options }: z.output<z.ZodObject<typeof WRITE>>,
): PlanAct {
  return { plan, by, author: authorOf(options), files };
}

/** Work of a command that takes a while. */
export const longWork = ({ stop, terminal }: Context, label: string) => ({
  stop,
  onProgress: (done: number, total: number) => terminal.progress(label, done, total),
});
