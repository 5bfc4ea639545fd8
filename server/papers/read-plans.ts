import type { Device } from '../../core/domain/inventory.ts';
import { minutes } from '../../core/time/units.ts';
import { createZone } from '../../core/time/zone.ts';
import { type InventoryHistory, readHistory, readSites } from '../../ledger/history/history.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { RecordStore } from '../../ledger/record/record-store.ts';
import { expectPlan, openPlan } from '../../plan/actions/open-plan.ts';
import { PlanError } from '../../plan/state/plan-error.ts';
import type { KeptPlan } from '../../portal/papers/paper-context.ts';

/** Where a plan and what is on record of it are read. */
export interface PlanPlace {
  readonly store: RecordStore;
  readonly reader: LedgerReader;
  /** Of the configuration; absent where there is none. */
  readonly folder: string | undefined;
  readonly timeZone: string;
}

/** What is measured counts by days in the plan: since when something is down may be so old. */
const KEEP_MS = minutes(5);

/**
 * Opens the plan as it stands. While its file, its rows, the inventory and the day are the same it is the same plan, for some
 * minutes; the inventory is read again when a revision was recorded, and its devices and sites when somebody asks for them.
 */
export function createPlanReads({ store, reader, folder, timeZone }: PlanPlace) {
  const zone = createZone(timeZone);
  let inventory: { readonly revisionSeq: number; readonly history: InventoryHistory } | undefined;
  let kept: { readonly key: string; readonly atMs: number; readonly plan: KeptPlan } | undefined;
  const historyAt = (revisionSeq: number) => {
    if (inventory?.revisionSeq !== revisionSeq)
      inventory = { revisionSeq, history: createLateHistory(reader) };
    return inventory.history;
  };
  return async (nowMs: number): Promise<KeptPlan> => {
    if (folder === undefined)
      throw new PlanError('PLAN_MISSING', { en: 'there is no plan', vi: 'chưa có kế hoạch' });
    const file = await expectPlan(folder, { timeZone });
    const revisionSeq = reader.revisionSeq();
    const lastStep = [...reader.decisions('plan_step')].at(-1)?.seq;
    const key = JSON.stringify([revisionSeq, lastStep, zone.dayAt(nowMs).fromMs, file.definition]);
    if (kept?.key === key && Math.abs(nowMs - kept.atMs) < KEEP_MS) return kept.plan;
    const record = { store, reader, zone, cityTimeZone: timeZone, history: historyAt(revisionSeq) };
    const plan = { ...openPlan(record, file, { nowMs }), once: createOnce() };
    kept = { key, atMs: nowMs, plan };
    return plan;
  };
}

function createOnce(): KeptPlan['once'] {
  const made = new Map<string, unknown>();
  return <Value>(name: string, make: () => Value): Value => {
    if (!made.has(name)) made.set(name, make());
    return made.get(name) as Value;
  };
}

/** Most pages about the plan need neither devices nor sites, which take seconds in a large city. */
function createLateHistory(reader: LedgerReader): InventoryHistory {
  const parties = readHistory(reader, { devices: 'left-out' });
  let devices: InventoryHistory['devices'] | undefined;
  let sites: InventoryHistory['sites'] | undefined;
  return {
    ...parties,
    get devices() {
      devices ??= readHistory(reader, { pickDevice }).devices;
      return devices;
    },
    get sites() {
      sites ??= readSites(reader);
      return sites;
    },
  };
}

/** All but how it is asked and reached, which the plan does not tell: of 100,000 devices that is most of the memory. */
function pickDevice(device: Device): Device {
  const {
    address: _1,
    port: _2,
    channelOf: _3,
    credentials: _4,
    minFirmware: _5,
    tlsPins: _6,
    ...rest
  } = device;
  return { ...rest, upstreams: NONE, interfaces: NONE };
}

const NONE: readonly never[] = [];
