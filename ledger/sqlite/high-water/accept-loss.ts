import { dirname } from 'node:path';
import { besidePath } from '../../../core/domain/record-place.ts';
import { makeFolder } from '../../files/make-folder.ts';
import { LedgerError, withLedgerErrors } from '../../record/ledger-error.ts';
import { openStore } from '../store/open-store.ts';
import { takeOwnerLock } from '../store/owner-lock.ts';
import { createLedgerWriter } from '../writing/writer.ts';
import { LOSS_ACCEPTED } from './accepted-losses.ts';
import { findLosses, type Loss, readMarks } from './compare-marks.ts';

export interface AcceptedLoss {
  readonly author: string;
  readonly reason: string;
  readonly nowMs: () => number;
  readonly markFiles?: readonly string[];
}

/**
 * Puts on record, in the chain, that rows which the high-water marks know are lost, and has the marks begin again from there.
 * A ledger that is gone is begun anew. The ledger must not be in use.
 * @throws LEDGER_LOCKED; LEDGER_NOT_LOST where its marks miss nothing.
 */
export function acceptLoss(path: string, options: AcceptedLoss): readonly Loss[] {
  const { author, nowMs, markFiles = [] } = options;
  withLedgerErrors(path, () => makeFolder(dirname(besidePath(path))));
  const lock = takeOwnerLock(path, nowMs);
  try {
    const marks = readMarks(path, markFiles);
    const database = openStore(path, { nowMs, losses: 'accept' });
    try {
      const losses = findLosses(marks, database);
      if (losses.length === 0)
        throw new LedgerError(
          'LEDGER_NOT_LOST',
          `${path}: expected a ledger that lacks rows, got one that lacks none`,
        );
      const writer = createLedgerWriter(database, {
        collector: author,
        run: 'accept-loss',
        marks: { markFiles },
      });
      writer.recordCreation(nowMs());
      noteLosses(writer, losses, options);
      return losses;
    } finally {
      database.close();
    }
  } finally {
    lock.release();
  }
}

/** One row for all: what the furthest mark knew, where the ledger ended, and why somebody goes on. */
export function noteLosses(
  writer: Pick<ReturnType<typeof createLedgerWriter>, 'recordAudit'>,
  losses: readonly Loss[],
  { author, reason, nowMs }: Pick<AcceptedLoss, 'author' | 'reason' | 'nowMs'>,
): void {
  const furthest = losses.reduce((most, loss) =>
    (loss.mark?.seq ?? 0) > (most.mark?.seq ?? 0) ? loss : most,
  );
  const { mark, headSeq } = furthest;
  writer.recordAudit({
    action: LOSS_ACCEPTED,
    author,
    recordedMs: nowMs(),
    body: {
      reason,
      endedAtSeq: headSeq,
      ...(mark && { markSeq: mark.seq, markHash: mark.hash, markMs: mark.atMs, markLedger: mark.ledger }),
    },
  });
}
