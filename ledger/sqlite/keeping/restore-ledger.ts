import { constants, copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isDatabasePlace, shownPlace } from '../../../core/domain/record-place.ts';
import { copyAttachments } from '../../files/attachments.ts';
import { markBeside } from '../../files/mark-file.ts';
import { syncFile } from '../../files/sync-file.ts';
import { LedgerError, withLedgerErrors } from '../../record/ledger-error.ts';
import type { Verification, VerifyOptions } from '../../record/verification.ts';
import { listAttachmentHashes } from '../checks/attachment-references.ts';
import { verifyLedger } from '../checks/verify-chain.ts';
import { type AcceptedLoss, noteLosses } from '../high-water/accept-loss.ts';
import { findLosses, type Loss, lostError, type NamedMark, readMarks } from '../high-water/compare-marks.ts';
import { openStore, openStoreReadOnly } from '../store/open-store.ts';
import { takeOwnerLock } from '../store/owner-lock.ts';
import { createLedgerWriter } from '../writing/writer.ts';
import { refuseBroken } from './backup-ledger.ts';

export interface RestoreOptions extends Pick<VerifyOptions, 'derived' | 'onProgress' | 'signal'> {
  readonly author: string;
  readonly nowMs: () => number;
  /** What happens to a ledger that is there: it is refused, or set aside under another name. */
  readonly existing: 'refuse' | 'set-aside';
  /** Why a backup that lacks rows of this ledger is taken all the same; put on record. */
  readonly lossReason?: string;
  /** High-water marks besides the one beside the ledger. */
  readonly markFiles?: readonly string[];
}

export interface Restoration {
  readonly verification: Verification;
  /** Where the ledger went that was there before. */
  readonly setAside: string | undefined;
  /** Rows that the ledger in this place had and the backup has not. */
  readonly losses: readonly Loss[];
}

/**
 * Puts a backup in the place of the ledger at `path`, after verifying it from its first row, and notes it in the
 * ledger's audit. The ledger must not be in use. Rows that the ledger in this place had by its high-water marks, and the backup
 * has not, are a loss: it needs a reason.
 * @throws LEDGER_LOCKED, LEDGER_EXISTS, LEDGER_BROKEN, LEDGER_LOST; then nothing has changed.
 */
export async function restoreLedger(
  backup: string,
  path: string,
  { author, nowMs, existing, lossReason, markFiles = [], ...options }: RestoreOptions,
): Promise<Restoration> {
  if (isDatabasePlace(path)) throw restoredByMigrating(backup, path);
  const lock = takeOwnerLock(path, nowMs);
  const restoring = `${path}.restoring`;
  try {
    if (existsSync(path) && existing === 'refuse') {
      throw new LedgerError(
        'LEDGER_EXISTS',
        `${path}: expected no ledger in this place, found one; --force sets it aside`,
      );
    }
    openStoreReadOnly(backup, { older: 'accept', schema: 'leave' }).close();
    withLedgerErrors(backup, () => copyBackup(backup, restoring));
    const copyMarks = { markFiles: [markBeside(backup)] };
    const verification = await verifyLedger(restoring, { scope: 'full', ...options, ...copyMarks });
    refuseBroken(verification, `${backup}: the backup was not restored, since it does not verify`);
    const losses = findLossesOf(restoring, readMarks(path, markFiles));
    if (lossReason === undefined && losses.length > 0) {
      const message = `${backup}: the backup lacks rows that the ledger at ${path} had`;
      throw lostError(
        message,
        losses,
        'to take it all the same, with the loss on record: --accept-loss REASON',
      );
    }
    copyAttachments(backup, path, listAttachmentHashes(restoring));
    const setAside = withLedgerErrors(path, () => replaceLedger(restoring, path, nowMs()));
    noteRestoration(path, { author, nowMs, backup, losses, reason: lossReason ?? '', markFiles });
    return { verification, setAside, losses };
  } finally {
    removeStore(restoring);
    lock.release();
  }
}

/** Nothing in a database is set aside: an empty one takes the backup. */
const restoredByMigrating = (backup: string, place: string) =>
  new LedgerError(
    'LEDGER_EXISTS',
    `${place}: expected the place of a file; into an empty database: camwatch ledger migrate --ledger ${backup} --to ${shownPlace(place)}`,
  );

/** What SQLite keeps beside a ledger, which may hold rows that are not in the main file yet. */
const SUFFIXES = ['', '-wal', '-shm'] as const;

/** Byte for byte, so that what is verified is what comes into the place, whatever is done to the backup meanwhile. */
function copyBackup(backup: string, restoring: string): void {
  // Never through a link that somebody left there.
  removeStore(restoring);
  for (const suffix of ['', '-wal']) {
    if (!existsSync(`${backup}${suffix}`)) continue;
    copyFileSync(`${backup}${suffix}`, `${restoring}${suffix}`, constants.COPYFILE_EXCL);
  }
}

function removeStore(path: string): void {
  for (const suffix of SUFFIXES) rmSync(`${path}${suffix}`, { force: true });
}

/** The copy becomes one file, and only then is the old ledger moved. */
function replaceLedger(restoring: string, path: string, nowMs: number): string | undefined {
  foldIn(restoring);
  syncFile(restoring);
  const setAside = setAsideLedger(path, nowMs);
  renameSync(restoring, path);
  syncFile(dirname(path));
  return setAside;
}

/** Rows that stand in the `-wal` file come into the main one. */
function foldIn(path: string): void {
  const database = new DatabaseSync(path);
  try {
    database.exec('PRAGMA synchronous = FULL; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE');
  } finally {
    database.close();
  }
}

function setAsideLedger(path: string, nowMs: number): string | undefined {
  if (!existsSync(path)) return undefined;
  const stamp = new Date(nowMs).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const aside = `${path}.before-restore-${stamp}`;
  for (const suffix of SUFFIXES) {
    if (existsSync(`${path}${suffix}`)) renameSync(`${path}${suffix}`, `${aside}${suffix}`);
  }
  return aside;
}

function findLossesOf(backup: string, marks: readonly NamedMark[]): readonly Loss[] {
  const database = openStoreReadOnly(backup, { older: 'accept', schema: 'leave' });
  try {
    return findLosses(marks, database);
  } finally {
    database.close();
  }
}

interface NotedRestoration extends AcceptedLoss {
  readonly backup: string;
  readonly losses: readonly Loss[];
}

function noteRestoration(path: string, { backup, losses, ...accepted }: NotedRestoration): void {
  const { author, nowMs, markFiles = [] } = accepted;
  const database = openStore(path, { nowMs, losses: 'accept' });
  try {
    const writer = createLedgerWriter(database, { collector: author, run: 'restore', marks: { markFiles } });
    if (losses.length > 0) noteLosses(writer, losses, accepted);
    writer.recordAudit({
      action: 'restored',
      author,
      recordedMs: nowMs(),
      body: { backup: basename(backup) },
    });
  } finally {
    database.close();
  }
}
