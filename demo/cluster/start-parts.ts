import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { seconds } from '../../core/time/units.ts';
import { addCollector } from '../../hub/actions/add-collector.ts';
import { openAuthority } from '../../hub/authority/open-authority.ts';
import type { RecordStore } from '../../ledger/record/record-store.ts';
import { ClusterError } from '../../simulator/cluster/cluster-error.ts';
import { lastWordsOf } from '../../simulator/cluster/machine-process.ts';
import type { ClusterPart, ClusterParts } from './cluster-parts.ts';
import type { OnProgress } from './start-machines.ts';

export interface TokenOptions {
  readonly zone?: string;
  /** Of one that is enrolled. */
  readonly again?: true;
}

/** Lets collectors in, as `camwatch collectors add` does; the token of each by its name. */
export function addTokens(
  store: RecordStore,
  dir: string,
  ids: readonly string[],
  options: TokenOptions = {},
): Map<string, string> {
  const authority = openAuthority(join(dir, 'keys/hub'));
  using collectors = store.openCollectors({ author: 'demo', nowMs: Date.now });
  const tokenOf = (collector: string) =>
    addCollector({ collectors, authority, nowMs: Date.now }, { collector, ...options }).token;
  return new Map(ids.map((id) => [id, tokenOf(id)]));
}

/** Settles when everybody works. What was started is handed to `closing` at once. */
export async function startParts(
  { hubs, centres, collectors }: ClusterParts,
  onProgress: OnProgress,
  closing: AsyncDisposableStack,
): Promise<void> {
  const watching = [...collectors.values()];
  closing.defer(async () => {
    await Promise.all([...hubs, ...centres, ...watching].map((part) => part.stop()));
  });
  // One kind after the other: all at once, they would keep each other from starting.
  const kinds = [hubs, centres, watching];
  for (const [index, some] of kinds.entries()) {
    onProgress('parts', index, kinds.length);
    for (const part of some) part.start();
    await Promise.all(some.map(untilWorking));
  }
}

const STARTED_WITHIN_MS = seconds(120);

/** Settles when it says that it works, since it was started last. */
export async function untilWorking({
  logPath,
  saysWorking,
  isRunning,
  startedAt,
}: ClusterPart): Promise<void> {
  const wanted = `"msg":"${saysWorking}"`;
  for (const untilMs = Date.now() + STARTED_WITHIN_MS; Date.now() < untilMs; await delay(200)) {
    const log = await readFile(logPath).catch(() => Buffer.alloc(0));
    if (log.subarray(startedAt()).includes(wanted)) return;
    if (!isRunning()) break;
  }
  throw new ClusterError(
    `${logPath}: expected "${saysWorking}" within 120 s\n  ${await lastWordsOf(logPath)}`,
  );
}

const WATCHED_WITHIN_MS = seconds(180);
const REST_MS = seconds(6);

/** Settles when every device has been heard of, and nothing new has come for a while. */
export async function untilWatched(
  store: RecordStore,
  devices: number,
  onProgress: OnProgress,
): Promise<void> {
  using reader = store.openReader();
  let [rows, sinceMs] = [0, Date.now()];
  for (const untilMs = Date.now() + WATCHED_WITHIN_MS; Date.now() < untilMs; await delay(seconds(1))) {
    const latest = [...reader.latestChanges({ indicator: 'reach' })].length;
    const all = [...reader.changes()].length;
    if (all !== rows) [rows, sinceMs] = [all, Date.now()];
    onProgress('watching', latest, devices);
    if (latest >= devices && Date.now() - sinceMs >= REST_MS) return;
  }
  throw new ClusterError(`expected a first state of ${devices} devices on record within 180 s; see the logs`);
}
