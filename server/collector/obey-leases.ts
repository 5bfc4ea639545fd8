import type { Logger } from 'pino';
import type { Sharing } from '../../config/shared-config.ts';
import type { Clock } from '../../core/time/clock.ts';
import { planObedience } from '../../hub/leases/plan-obedience.ts';
import { CENTRE, type Lease } from '../../ledger/record/leases.ts';
import type { RecordStore } from '../../ledger/record/record-store.ts';

export interface ObedienceOptions {
  /** Name of the collector. */
  readonly id: string;
  /** Its own ledger. */
  readonly store: Pick<RecordStore, 'exists' | 'openReader' | 'appendLeases'>;
  readonly clock: Pick<Clock, 'nowMs' | 'doubt'>;
  readonly logger: Logger;
}

/** By which lease a collector watches. While no hub answers it keeps to the last one, also over a restart. */
export interface Obedience {
  /** What is watched now: nothing before the first lease. */
  readonly sharing: () => Sharing;
  /**
   * Takes over what a hub says of its zone. The lease is on its own record before anything is given up or begun by it.
   * @param use Watches by this from now on. It is called twice where something is to be begun anew: without it first, then with it.
   */
  readonly hear: (granted: readonly Lease[], use: (sharing: Sharing) => void) => void;
}

export function createObedience({ id, store, clock, logger }: ObedienceOptions): Obedience {
  let obeyed = lastObeyed(store);
  const by = (leases: Sharing['leases']): Sharing => ({ collector: id, leases });
  return {
    sharing: () => by(obeyed === undefined ? [] : [obeyed]),
    hear: (granted, use) => {
      const plan = planObedience(obeyed, granted);
      // Nothing is recorded while the time is not believed: the next word of the hub says it again.
      if (plan === undefined || clock.doubt() !== undefined) return;
      const nowMs = clock.nowMs();
      // From when the centre granted it is by the clock of another machine.
      const lease: Lease = { ...plan.next, fromMs: nowMs };
      store.appendLeases([lease], { author: id, recordedMs: nowMs, epochs: 'any' });
      obeyed = lease;
      use(by(plan.throughout));
      use(by([lease]));
      const { zone, epoch, collectors, reason } = lease;
      logger.info({ zone, epoch, collectors, reason }, 'watching by another lease');
    },
  };
}

function lastObeyed(store: ObedienceOptions['store']): Lease | undefined {
  if (!store.exists()) return undefined;
  using reader = store.openReader();
  return reader.leases({ chain: CENTRE }).at(-1);
}
