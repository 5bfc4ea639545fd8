import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { isDatabasePlace } from '../../../core/domain/record-place.ts';
import { omitUndefined } from '../../../core/text/omit-undefined.ts';
import { copyAttachments } from '../../files/attachments.ts';
import { createPrivateFile } from '../../files/create-private-file.ts';
import { makeFolder } from '../../files/make-folder.ts';
import { syncFile } from '../../files/sync-file.ts';
import { LedgerError, withLedgerErrors } from '../../record/ledger-error.ts';
import type { Verification, VerifyOptions } from '../../record/verification.ts';
import { listAttachmentHashes } from '../checks/attachment-references.ts';
import { verifyLedger } from '../checks/verify-chain.ts';
import {
  findLosses,
  type NamedMark,
  readMarks,
  refuseLosses,
  refuseMissing,
} from '../high-water/compare-marks.ts';
import { openStore, openStoreReadOnly } from '../store/open-store.ts';
import { copyRecord } from './copy-record.ts';

type BackupOptions = Pick<VerifyOptions, 'derived' | 'markFiles' | 'onProgress' | 'signal'>;

/**
 * Copies the ledger at `path`, as it is at this moment, to the new file `backup`, while its owner may go on writing,
 * with the attached files. Of a ledger in a database, too, it is a file. The copy is verified from its first row before it gets its name: a backup that exists is a good
 * one.
 * @throws LEDGER_EXISTS, LEDGER_LOST, LEDGER_BROKEN (nothing is left behind), and what reading and writing may throw.
 */
export async function backupLedger(
  path: string,
  backup: string,
  options: BackupOptions = {},
): Promise<Verification> {
  if (existsSync(backup)) {
    throw new LedgerError(
      'LEDGER_EXISTS',
      `${backup}: expected a new file for the backup, found one that exists`,
    );
  }
  const partial = `${backup}.partial`;
  try {
    await copyLedger(path, partial, options);
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

async function copyLedger(path: string, partial: string, options: BackupOptions): Promise<void> {
  const marks = readMarks(path, options.markFiles);
  refuseMissing(path, marks);
  if (isDatabasePlace(path)) return await copyDatabase(path, partial, { ...options, marks });
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

/** Row by row, since each engine keeps what it keeps in a way of its own. */
async function copyDatabase(
  place: string,
  partial: string,
  { marks, signal }: BackupOptions & { readonly marks: readonly NamedMark[] },
): Promise<void> {
  using databases = new DisposableStack();
  const source = databases.adopt(openStoreReadOnly(place), (one) => one.close());
  refuseLosses(place, findLosses(marks, source));
  withLedgerErrors(partial, () => {
    makeFolder(dirname(partial));
    createPrivateFile(partial);
  });
  const copy = databases.adopt(openStore(partial, { nowMs: Date.now }), (one) => one.close());
  await copyRecord(source, copy, omitUndefined({ signal }));
  // One file, and nothing beside it.
  copy.exec('PRAGMA journal_mode = DELETE');
}
