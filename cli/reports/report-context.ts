import type { z } from 'zod';
import { ledgerPath } from '../../config/settings/ledger-place.ts';
import { loadSettings } from '../../config/settings/load-settings.ts';
import { loadKey } from '../../contracts/actions/statements/key-place.ts';
import { CamwatchError } from '../../core/errors.ts';
import { type OmitUndefined, omitUndefined } from '../../core/text/omit-undefined.ts';
import type { RecordStore } from '../../ledger/record/record-store.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import { loadPlan } from '../../plan/definition/load-plan.ts';
import type { ReportCity, ReportContext } from '../../reports/actions/report-context.ts';
import type { Context } from '../shell/context.ts';
import { authorOf } from '../shell/shared-options.ts';
import type { FIGURES } from './report-options.ts';

type Given = Pick<z.output<z.ZodObject<typeof FIGURES>>, 'config' | 'ledger' | 'key'> & {
  readonly author?: string | undefined;
  readonly from?: string | undefined;
};
type Options = OmitUndefined<Given>;

/** What the options of a command about reports name. */
export async function openReportContext(given: Given, context: Context): Promise<ReportContext> {
  const options = omitUndefined(given);
  return {
    openCity: async () => await openCity(options, context),
    store: await storeOf(options),
    author: authorOf(options),
    stop: context.stop,
    onProgress: progressOn(context),
  };
}

async function openCity(options: Options, context: Context): Promise<ReportCity> {
  const store = recordStore(await ledgerPath(options));
  const { name, timeZone } = (await loadSettings(options.config)).city;
  const plan = await loadPlan(options.config, { timeZone });
  const { key } = await loadKey(options, context);
  return { store, name, timeZone, folder: options.config, plan, key };
}

/** A report is written again from its figures where there is no city at all. */
async function storeOf(options: Options): Promise<RecordStore | undefined> {
  try {
    return recordStore(await ledgerPath(options));
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
