import { parentPort, workerData } from 'node:worker_threads';
import { collectGarbage } from '../core/host/collect-garbage.ts';
import { ConfigError } from './files/config-error.ts';
import type { LoadingReply, LoadingStart } from './load-apart.ts';
import { loadConfig } from './load-config.ts';
import { shareConfig } from './shared-config.ts';

/** Entry of the thread that loads a configuration. */
const { dir, nowMs }: LoadingStart = workerData;
const reply = (message: LoadingReply) => parentPort?.postMessage(message);

try {
  const onProgress = (doneRows: number, totalRows: number) =>
    reply({ type: 'progress', doneRows, totalRows });
  const config = await loadConfig(dir, { onProgress, nowMs });
  // The texts of the files, and what their rows went through.
  collectGarbage();
  reply({ type: 'loaded', shared: shareConfig(config, nowMs) });
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  reply({ type: 'refused', where: error.where, problems: error.problems });
}
