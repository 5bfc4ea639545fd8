import { z } from 'zod';
import { Words } from '../../../core/input/fields.ts';
import { parseInput } from '../../../core/input/parse-input.ts';
import type { KnownTime } from '../../record/clock.ts';
import { ClockError } from '../../record/clock-error.ts';
import { withLedgerErrors } from '../../record/ledger-error.ts';
import { CLOCK_CONFIRMED } from '../reading/clock-reads.ts';
import { openStore, openStoreReadOnly } from '../store/open-store.ts';
import { createLedgerWriter } from './writer.ts';

export const ConfirmClock = z.object({
  reason: Words.describe('what it was compared with'),
  yes: z.boolean().default(false).describe('record it; without it the time is shown and nothing is recorded'),
});

export interface ConfirmContext {
  readonly path: string;
  readonly author: string;
  readonly time: KnownTime;
  readonly nowMs: () => number;
}

/**
 * Puts on record that the time of this machine is right, in a small transaction of its own beside the owner's, unless
 * it is only asked whether it may be.
 * @throws CLOCK_REFUSED where time servers say otherwise; LEDGER_MISSING: where nothing is recorded there is nothing to confirm.
 */
export function confirmClock(
  { path, author, time: { servers, origin }, nowMs }: ConfirmContext,
  input: z.input<typeof ConfirmClock>,
): { readonly recordedMs: number } | undefined {
  const { reason, yes } = parseInput(ConfirmClock, input);
  if (servers === 'contradict')
    throw new ClockError(
      'the time of this machine is not confirmed: expected what most of clock.servers say, got another time; set the clock right',
    );
  if (!yes) return undefined;
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
