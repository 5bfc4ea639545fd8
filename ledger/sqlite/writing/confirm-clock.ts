import type { ClockOrigin } from '../../record/clock.ts';
import { withLedgerErrors } from '../../record/ledger-error.ts';
import { CLOCK_CONFIRMED } from '../reading/clock-reads.ts';
import { openStore, openStoreReadOnly } from '../store/open-store.ts';
import { createLedgerWriter } from './writer.ts';

export interface ClockWord {
  readonly author: string;
  readonly reason: string;
  /** Absent where the system has no clock that goes on by itself. */
  readonly origin?: ClockOrigin;
}

/**
 * Puts on record that the time of this machine is right, in a small transaction of its own beside the owner's.
 * @throws LEDGER_MISSING: where nothing is recorded there is nothing to confirm.
 */
export function confirmClock(
  path: string,
  { author, reason, origin }: ClockWord,
  nowMs: () => number,
): { readonly recordedMs: number } {
  openStoreReadOnly(path, { older: 'accept' }).close();
  const database = openStore(path, { nowMs });
  try {
    const recordedMs = nowMs();
    const body = { reason, ...(origin && { boot_id: origin.bootId, origin_ms: origin.originMs }) };
    withLedgerErrors(path, () =>
      createLedgerWriter(database, { collector: author, run: 'clock' }).recordAudit({
        action: CLOCK_CONFIRMED,
        author,
        recordedMs,
        body,
      }),
    );
    return { recordedMs };
  } finally {
    database.close();
  }
}
