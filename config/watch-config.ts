import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { seconds } from '../core/time/units.ts';

export interface WatchConfigOptions {
  readonly stop: AbortSignal;
  readonly logger: Logger;
  readonly intervalMs?: number;
}

/**
 * Calls `onChange` when a YAML or CSV file in the folder has changed and nothing has changed since for one interval, so
 * that a folder that is being copied is not read half-way. Settles soon after `stop` aborts.
 * It asks for the times of a dozen files every two seconds: `fs.watch` loses a folder that is replaced or mounted over
 * the network, and reports an editor's atomic rename in a different way on every system.
 */
export async function watchConfig(
  dir: string,
  onChange: () => Promise<void> | void,
  { stop, logger, intervalMs = seconds(2) }: WatchConfigOptions,
): Promise<void> {
  let taken = await fingerprint(dir);
  let latest = taken;
  logger.debug({ dir }, 'watching the configuration');
  while (await hasWaited(intervalMs, stop)) {
    const before = latest;
    latest = await fingerprint(dir);
    // A folder that is gone for a moment is about to be replaced.
    const isSettled = latest !== undefined && latest === before;
    if (!isSettled || latest === taken) continue;
    taken = latest;
    try {
      await onChange();
    } catch (error) {
      logger.error({ err: error, dir }, 'taking over a changed configuration failed');
    }
  }
}

async function hasWaited(intervalMs: number, stop: AbortSignal): Promise<boolean> {
  try {
    await wait(intervalMs, undefined, { signal: stop });
    return true;
  } catch (error) {
    if (stop.aborted) return false;
    throw error;
  }
}

/** Name, time, size and inode of each file: an edit changes one of them at least. `undefined` while there is no folder. */
async function fingerprint(dir: string): Promise<string | undefined> {
  try {
    const names = (await readdir(dir)).filter((name) => /\.(yaml|csv)$/.test(name)).sort();
    const parts = await Promise.all(
      names.map(async (name) => {
        const { mtimeMs, size, ino } = await stat(join(dir, name));
        return `${name}:${mtimeMs}:${size}:${ino}`;
      }),
    );
    return parts.length === 0 ? undefined : parts.join('|');
  } catch {
    // Gone, or replaced between two calls: the next round sees it whole.
    return undefined;
  }
}
