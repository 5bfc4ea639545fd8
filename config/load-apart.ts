import type { Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { endedBy } from '../core/host/ended-by.ts';
import { ConfigError, type Problem } from './files/config-error.ts';
import type { LoadConfigOptions } from './load-config.ts';
import { type OpenedConfig, openSharedConfig, type SharedConfig } from './shared-config.ts';

/** What the thread that loads is started with. */
export interface LoadingStart {
  readonly dir: string;
  readonly nowMs: number;
}

export type LoadingReply =
  | { readonly type: 'progress'; readonly doneRows: number; readonly totalRows: number }
  | { readonly type: 'loaded'; readonly shared: SharedConfig }
  | { readonly type: 'refused'; readonly where: string; readonly problems: readonly Problem[] };

export interface LoadApartOptions extends LoadConfigOptions {
  /** Ends the thread at once. */
  readonly stop?: AbortSignal | undefined;
}

/**
 * Does `loadConfig` in a thread that ends with it: what it takes to read and check 100,000 devices is neither time of the
 * caller's event loop nor memory that stays.
 * @throws a {@link ConfigError} that lists every problem, as `loadConfig` does.
 */
export async function loadConfigApart(
  dir: string,
  { onProgress, nowMs = Date.now(), stop }: LoadApartOptions = {},
): Promise<OpenedConfig> {
  const worker = new Worker(new URL('./loading-thread.ts', import.meta.url), {
    workerData: { dir, nowMs } satisfies LoadingStart,
    resourceLimits: { maxOldGenerationSizeMb: await roomForMb(dir) },
  });
  const { promise, resolve, reject } = Promise.withResolvers<OpenedConfig>();
  worker.on('message', (reply: LoadingReply) => {
    if (reply.type === 'progress') onProgress?.(reply.doneRows, reply.totalRows);
    if (reply.type === 'loaded') resolve(openSharedConfig(reply.shared));
    if (reply.type === 'refused') reject(new ConfigError(reply.where, reply.problems));
  });
  worker.once('error', reject);
  worker.once('exit', () => reject(new Error(`${dir}: the thread that loads it ended early`)));
  return await endedBy(stop, worker, promise);
}

/**
 * Several times what such files take once they are read. A heap that knows its limit clears up sooner: without one it grew
 * to half a gigabyte for 100,000 devices, beside everything else that the service has.
 */
async function roomForMb(dir: string): Promise<number> {
  const names = await readdir(dir).catch(() => []);
  const sizes = await Promise.all(names.map((name) => stat(join(dir, name)).then(sizeBytesOf, () => 0)));
  return Math.ceil(256 + (16 * sizes.reduce((sum, size) => sum + size, 0)) / 1e6);
}

const sizeBytesOf = (file: Stats): number => (file.isFile() ? file.size : 0);
