import { parentPort, workerData } from 'node:worker_threads';
import { loadSettings } from '../../config/settings/load-settings.ts';
import { keyPlace } from '../../contracts/actions/statements/key-place.ts';
import { loadStatementKey } from '../../contracts/statements/statement-key.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import { loadPlan } from '../../plan/definition/load-plan.ts';
import { makeReport } from '../../reports/actions/make-report.ts';

/** What a thread makes a report of. */
export interface ReportStart {
  readonly dir: string;
  /** Of the ledger. */
  readonly path: string;
  readonly author: string;
  readonly env: NodeJS.ProcessEnv;
  readonly wish: Parameters<typeof makeReport>[1];
}

/** Makes one report, and puts its files on record. */
async function makeOne({ dir, path, author, env, wish }: ReportStart, stop: AbortSignal): Promise<void> {
  const store = recordStore(path);
  const openCity = async () => {
    const { name, timeZone } = (await loadSettings(dir)).city;
    const plan = await loadPlan(dir, { timeZone });
    const { path: keyFile } = await keyPlace({ config: dir }, env);
    return { store, name, timeZone, folder: dir, plan, key: loadStatementKey(keyFile) };
  };
  const { unrecorded } = await makeReport(
    { openCity, store, author, stop, onProgress: () => undefined },
    wish,
  );
  if (unrecorded) throw unrecorded;
}

// Entry of the thread: a report of a large city takes a minute, which probes must not wait.
const start: ReportStart | undefined = parentPort ? workerData : undefined;
if (start) {
  try {
    await makeOne(start, new AbortController().signal);
    parentPort?.postMessage('made');
  } catch (error) {
    parentPort?.postMessage(error instanceof Error ? error.message : String(error));
  }
}
