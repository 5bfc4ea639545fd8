import { ledgerPath } from '../../config/settings/ledger-place.ts';
import { loadSettings } from '../../config/settings/load-settings.ts';
import { loadKey } from '../../contracts/actions/statements/key-place.ts';
import { CamwatchError } from '../../core/errors.ts';
import { loadPlan } from '../../plan/definition/load-plan.ts';
import type { ReportCity, ReportContext } from '../../reports/actions/report-context.ts';
import type { HandOutOptions } from '../print/hand-out.ts';
import type { Context } from '../shell/context.ts';
import { authorOf } from '../shell/shared-options.ts';
import type { QuestionOptions } from './report-options.ts';

type Options = QuestionOptions & HandOutOptions & { readonly from?: string };

/** What the options of a command about reports name. */
export async function openReportContext(options: Options, context: Context): Promise<ReportContext> {
  return {
    openCity: async () => await openCity(options, context),
    ledger: await ledgerOf(options),
    author: authorOf(options),
    stop: context.stop,
    onProgress: progressOn(context),
  };
}

async function openCity(options: Options, context: Context): Promise<ReportCity> {
  const ledger = await ledgerPath(options);
  const { name, timeZone } = (await loadSettings(options.config)).city;
  const plan = await loadPlan(options.config, { timeZone });
  const { key } = await loadKey(options, context);
  return { ledger, name, timeZone, folder: options.config, plan, key };
}

/** A report is written again from its figures where there is no city at all. */
async function ledgerOf(options: Options): Promise<string | undefined> {
  try {
    return await ledgerPath(options);
  } catch (error) {
    if (options.from === undefined || !(error instanceof CamwatchError)) throw error;
    return undefined;
  }
}

/** The bar of a step is gone when the next one begins. */
function progressOn({ terminal }: Context): ReportContext['onProgress'] {
  let last: string | undefined;
  return (step, done, total) => {
    if (last !== undefined && last !== step) terminal.clearProgress();
    last = step;
    terminal.progress(step, done, total);
  };
}
