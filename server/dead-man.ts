import type { Logger } from 'pino';
import type { Collector } from '../collector/create-collector.ts';
import type { Settings } from '../config/settings/settings-schema.ts';
import type { Metrics } from '../core/names/metrics.ts';
import { seconds } from '../core/time/units.ts';
import type { RepeatedWork } from './repeat-work.ts';

export interface DeadManOptions {
  readonly url: string;
  /** Whether there is life to be signalled: a blind or halting collector keeps silent, so that somebody asks. */
  readonly isAlive: () => boolean;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/**
 * One signal of life to an outside address, which raises the alarm when signals stop coming.
 * Never throws for the address: a signal that did not arrive is logged and counted.
 */
export async function signalLife({ url, isAlive, metrics, logger }: DeadManOptions, stop: AbortSignal) {
  if (!isAlive()) {
    metrics.camwatch_deadman_signals_total.labels('withheld').inc();
    return;
  }
  try {
    const timeout = AbortSignal.timeout(seconds(10));
    const response = await fetch(url, {
      method: 'POST',
      signal: AbortSignal.any([stop, timeout]),
      redirect: 'error',
    });
    await response.body?.cancel();
    metrics.camwatch_deadman_signals_total.labels(response.ok ? 'sent' : 'refused').inc();
    // The address may carry a token: only its host is logged.
    if (!response.ok)
      logger.warn({ host: new URL(url).host, status: response.status }, 'signal of life was refused');
  } catch (error) {
    if (stop.aborted) return;
    metrics.camwatch_deadman_signals_total.labels('failed').inc();
    logger.warn({ host: new URL(url).host, reason: reasonOf(error) }, 'signal of life did not arrive');
  }
}

/** Never the message, which may hold the whole address: a code such as ECONNREFUSED, or the kind of error. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.name;
}

/** Signals of a camwatch that sees and whose record takes what it sees; none where the settings name no address. */
export function lifeSignals(
  { deadman }: Settings,
  { health, ledgerFailure }: Pick<Collector, 'health' | 'ledgerFailure'>,
  {
    metrics,
    logger,
    stop,
  }: { readonly metrics: Metrics; readonly logger: Logger; readonly stop: AbortSignal },
): readonly RepeatedWork[] {
  if (!deadman) return [];
  const isWell = () => {
    const { sight, recordAheadToMs } = health();
    return sight === 'seeing' && recordAheadToMs === undefined;
  };
  const isAlive = () => isWell() && ledgerFailure() === undefined;
  const { url, intervalMs: everyMs } = deadman;
  const run = () => signalLife({ url, isAlive, metrics, logger }, stop);
  return [{ name: 'signal of life', everyMs, run }];
}
