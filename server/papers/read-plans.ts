import { createZone } from '../../core/time/zone.ts';
import { type InventoryHistory, readHistory } from '../../ledger/history/history.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { RecordStore } from '../../ledger/record/record-store.ts';
import { expectPlan, type OpenPlan, openPlan } from '../../plan/actions/open-plan.ts';
import { PlanError } from '../../plan/state/plan-error.ts';

/** Where a plan and what is on record of it are read. */
export interface PlanPlace {
  readonly store: RecordStore;
  readonly reader: LedgerReader;
  /** Of the configuration; absent where there is none. */
  readonly folder: string | undefined;
  readonly timeZone: string;
}

/** The inventory of a large city takes a second to read: of the plan it may be so old. */
const KEEP_MS = 60_000;

/** Opens the plan as it stands: its file and what is on record are read anew, the inventory now and then. */
export function createPlanReads({ store, reader, folder, timeZone }: PlanPlace) {
  let known: { readonly atMs: number; readonly history: InventoryHistory } | undefined;
  const historyNow = () => {
    const atMs = performance.now();
    if (known === undefined || atMs - known.atMs > KEEP_MS) known = { atMs, history: readHistory(reader) };
    return known.history;
  };
  return async (nowMs: number): Promise<OpenPlan> => {
    if (folder === undefined)
      throw new PlanError('PLAN_MISSING', { en: 'there is no plan', vi: 'chưa có kế hoạch' });
    const file = await expectPlan(folder, { timeZone });
    const record = {
      store,
      reader,
      zone: createZone(timeZone),
      cityTimeZone: timeZone,
      history: historyNow(),
    };
    return openPlan(record, file, { nowMs });
  };
}
