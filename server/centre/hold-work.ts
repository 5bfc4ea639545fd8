import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { seconds } from '../../core/time/units.ts';
import type { Held } from '../../ledger/record/held.ts';
import { LedgerError } from '../../ledger/record/ledger-error.ts';

export interface HeldWorkOptions {
  /** `undefined` while another process has it. */
  readonly hold: () => Promise<Held | undefined>;
  /** Starts what is done while it is held, part by part. @throws where it cannot be started: it is tried again. */
  readonly begin: (lost: AbortSignal, closing: AsyncDisposableStack) => Promise<void>;
  readonly logger: Logger;
  readonly stop: AbortSignal;
  readonly retryMs?: number;
}

/**
 * Does what may be done only once on a record, while this process holds it: the work is begun when it comes to hold it, and ended
 * when it does not any more. Settles when all has ended, soon after `stop` aborts.
 */
export async function holdWork(options: HeldWorkOptions): Promise<void> {
  const { hold, begin, logger, stop, retryMs = seconds(2) } = options;
  let told: string | undefined;
  /** Once a reason: it is tried every other second. */
  const tell = (error: unknown) => {
    const text = String(error);
    if (text === told) return;
    told = text;
    if (error instanceof LedgerError && error.code === 'LEDGER_LOCKED')
      logger.info({ reason: error.message }, 'another process works on the record: this one stands by');
    else logger.error({ err: error }, 'the work on the record cannot be taken up: it is tried again');
  };

  async function work(held: Held): Promise<void> {
    const ended = AbortSignal.any([stop, held.lost]);
    const closing = new AsyncDisposableStack();
    try {
      await begin(held.lost, closing);
      told = undefined;
      logger.info('this process works on the record');
      if (!ended.aborted) await once(ended, 'abort');
      if (held.lost.aborted)
        logger.warn(
          { reason: String(held.lost.reason) },
          'another process may work on the record: this one stops',
        );
    } finally {
      await closing
        .disposeAsync()
        .catch((error: unknown) =>
          logger.warn({ err: error }, 'the work on the record did not end in order'),
        );
    }
  }

  while (!stop.aborted) {
    try {
      const held = await hold();
      if (held) {
        try {
          await work(held);
        } finally {
          await held.release();
        }
      }
    } catch (error) {
      if (!stop.aborted) tell(error);
    }
    await delay(retryMs, undefined, { signal: stop }).catch(() => undefined);
  }
}
