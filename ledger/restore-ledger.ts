import { constants, copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { listAttachmentHashes } from './attachment-references.ts';
import { copyAttachments } from './attachments.ts';
import { refuseBroken } from './backup-ledger.ts';
import { LedgerError, withLedgerErrors } from './ledger-error.ts';
import { openStore } from './open-store.ts';
import { takeOwnerLock } from './owner-lock.ts';
import { syncFile } from './sync-file.ts';
import { type Verification, type VerifyOptions, verifyLedger } from './verify-chain.ts';
import { createLedgerWriter } from './writer.ts';

export interface RestoreOptions extends Pick<VerifyOptions, 'onProgress' | 'signal'> {
  readonly author: string;
  readonly nowMs: () => number;
  /** What happens to a ledger that is there: it is refused, or set aside under another name. */
  readonly existing: 'refuse' | 'set-aside';
}

export interface Restoration {
  readonly verification: Verification;
  /** Where the ledger went that was there before. */
  readonly setAside: string | undefined;
}

/**
 * Puts a backup in the place of the ledger at `path`, after verifying it from its first row, and notes it in the
 * ledger's audit. The ledger must not be in use.
 * @throws LEDGER_LOCKED, LEDGER_EXISTS, LEDGER_BROKEN; then nothing has changed.
 */
export async function restoreLedger(
  backup: string,
  path: string,
  { author, nowMs, existing, ...options }: RestoreOptions,
): Promise<Restoration> {
  const lock = takeOwnerLock(path, nowMs);
  try {
    if (existsSync(path) && existing === 'refuse') {
      throw new LedgerError(
        'LEDGER_EXISTS',
        `${path}: expected no ledger in this place, found one; --force sets it aside`,
      );
    }
    const verification = await verifyLedger(backup, { scope: 'full', ...options });
    refuseBroken(verification, `${backup}: the backup was not restored, since it does not verify`);
    copyAttachments(backup, path, listAttachmentHashes(backup));
    const setAside = withLedgerErrors(path, () => replaceLedger(backup, path, nowMs()));
    noteRestoration(path, { author, recordedMs: nowMs(), backup });
    return { verification, setAside };
  } finally {
    rmSync(`${path}.restoring`, { force: true });
    lock.release();
  }
}

/** Copies first, so that a full disk leaves the old ledger in its place. */
function replaceLedger(backup: string, path: string, nowMs: number): string | undefined {
  const restoring = `${path}.restoring`;
  // Never through a link that somebody left there.
  rmSync(restoring, { force: true });
  copyFileSync(backup, restoring, constants.COPYFILE_EXCL);
  syncFile(restoring);
  const setAside = setAsideLedger(path, nowMs);
  renameSync(restoring, path);
  syncFile(dirname(path));
  return setAside;
}

/** With the files of SQLite beside it, which may hold rows that are not in the main file yet. */
function setAsideLedger(path: string, nowMs: number): string | undefined {
  if (!existsSync(path)) return undefined;
  const stamp = new Date(nowMs).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const aside = `${path}.before-restore-${stamp}`;
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(`${path}${suffix}`)) renameSync(`${path}${suffix}`, `${aside}${suffix}`);
  }
  return aside;
}

function noteRestoration(
  path: string,
  {
    author,
    recordedMs,
    backup,
  }: { readonly author: string; readonly recordedMs: number; readonly backup: string },
): void {
  const database = openStore(path, { nowMs: () => recordedMs });
  try {
    const writer = createLedgerWriter(database, { collector: author, run: 'restore' });
    writer.recordAudit({ action: 'restored', author, recordedMs, body: { backup: basename(backup) } });
  } finally {
    database.close();
  }
}
