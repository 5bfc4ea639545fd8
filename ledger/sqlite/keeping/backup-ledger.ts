import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { copyAttachments } from '../../files/attachments.ts';
import { createPrivateFile } from '../../files/create-private-file.ts';
import { makeFolder } from '../../files/make-folder.ts';
import { syncFile } from '../../files/sync-file.ts';
import { LedgerError, withLedgerErrors } from '../../record/ledger-error.ts';
import type { Verification, VerifyOptions } from '../../record/verification.ts';
import { listAttachmentHashes } from '../checks/attachment-references.ts';
import { verifyLedger } from '../checks/verify-chain.ts';
import { findLosses, readMarks, refuseLosses, refuseMissing } from '../high-water/compare-marks.ts';
import { openStoreReadOnly } from '../store/open-store.ts';

/**
 * Copies the ledger at `path`, as it is at this moment, to the new file `backup`, while its owner may go on writing,
 * with the attached files. The copy is verified from its first row before it gets its name: a backup that exists is a good
 * one.
 * @throws LEDGER_EXISTS, LEDGER_LOST, LEDGER_BROKEN (nothing is left behind), and what reading and writing may throw.
 */
export async function backupLedger(
  path: string,
  backup: string,
  options: Pick<VerifyOptions, 'derived' | 'markFiles' | 'onProgress' | 'signal'> = {},
): Promise<Verification> {
  if (existsSync(backup)) {
    throw new LedgerError(
      'LEDGER_EXISTS',
      `${backup}: expected a new file for the backup, found one that exists`,
    );
  }
  const partial = `${backup}.partial`;
  try {
    copyLedger(path, partial, options.markFiles);
    const verification = await verifyLedger(partial, { scope: 'full', ...options });
    refuseBroken(verification, `${path}: the backup was not kept, since it does not verify`);
    // Those that are missing or changed are for `verify` to tell: a backup without them is better than none.
    copyAttachments(path, backup, listAttachmentHashes(partial));
    withLedgerErrors(backup, () => {
      syncFile(partial);
      renameSync(partial, backup);
      syncFile(dirname(backup));
    });
    return verification;
  } finally {
    rmSync(partial, { force: true });
  }
}

/** @throws LEDGER_BROKEN with what is wrong. */
export function refuseBroken({ problems, problemCount }: Verification, message: string): void {
  if (problemCount === 0) return;
  const lines = problems.map((problem) => `  ${problem.message}`);
  throw new LedgerError('LEDGER_BROKEN', [`${message}:`, ...lines].join('\n'));
}

function copyLedger(path: string, partial: string, markFiles?: readonly string[]): void {
  const marks = readMarks(path, markFiles);
  refuseMissing(path, marks);
  const database = openStoreReadOnly(path, { older: 'accept', schema: 'leave' });
  try {
    withLedgerErrors(partial, () => {
      makeFolder(dirname(partial));
      // SQLite writes into an empty file as it does into a new one.
      createPrivateFile(partial);
      // A copy of what is left of a ledger would pass for the ledger.
      refuseLosses(path, findLosses(marks, database));
      database.prepare('VACUUM INTO ?').run(partial);
    });
  } finally {
    database.close();
  }
}
