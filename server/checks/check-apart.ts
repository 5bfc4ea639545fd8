import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import type { SharedConfig } from '../../config/shared-config.ts';
import { seconds } from '../../core/time/units.ts';
import type { CheckReport } from '../../portal/city/check-report.ts';
import type { CheckStart } from './check-thread.ts';

/** The slowest device there is, asked everything. */
const WITHIN_MS = seconds(45);
/** A probe that does not give up is given up. */
const END_MS = seconds(50);
/** A device that answers without end takes no more than this. */
const MOST_HEAP_MB = 128;

/** Asks a device everything that it is asked, now, in a thread of its own. */
export async function checkApart(
  config: SharedConfig,
  deviceId: string,
  logger: Logger,
  withinMs = WITHIN_MS,
): Promise<CheckReport> {
  const startMs = performance.now();
  const worker = new Worker(new URL('./check-thread.ts', import.meta.url), {
    workerData: { config, deviceId, withinMs } satisfies CheckStart,
    env: process.env,
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
  });
  const { promise, resolve } = Promise.withResolvers<CheckReport>();
  const fail = (failure: 'too-long' | 'failed') =>
    resolve({ tookMs: Math.round(performance.now() - startMs), checks: [], failure });
  worker.once('message', resolve);
  worker.once('error', (error) => {
    logger.warn({ err: error, deviceId }, 'a check that somebody asked for has failed');
    fail('failed');
  });
  worker.once('exit', () => fail('failed'));
  const late = setTimeout(() => fail('too-long'), withinMs + END_MS - WITHIN_MS);
  try {
    return await promise;
  } finally {
    clearTimeout(late);
    await worker.terminate();
  }
}
