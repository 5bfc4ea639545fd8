import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { HolderStatus } from '../../../core/domain/cluster-status.ts';
import { besidePath, isDatabasePlace } from '../../../core/domain/record-place.ts';
import { makeFolder } from '../../files/make-folder.ts';
import { LedgerError, toLedgerError, withLedgerErrors } from '../../record/ledger-error.ts';
import { takeSessionLock } from '../postgres/session-lock.ts';

/** The right to be the one process that runs on a ledger. */
export interface OwnerLock {
  readonly release: () => void;
}

/**
 * Takes the exclusive lock of the ledger at `path`, on `<path>.lock`: SQLite's own lock on that file, which the system
 * lets go when the process dies, however it dies. Who holds it stands in `<path>.owner`, only for the error message:
 * a stale one locks nobody out. The lock file is never removed, since two processes could then lock two files.
 * Of a record in a database the session holds it.
 * @throws LEDGER_LOCKED naming the owner.
 */
export function takeOwnerLock(path: string, nowMs: () => number): OwnerLock {
  if (isDatabasePlace(path)) return takeSessionLock(path, OWNER, nowMs);
  const lockPath = `${besidePath(path)}.lock`;
  const ownerPath = `${besidePath(path)}.owner`;
  const lock = takeFileLock(path, lockPath);
  if (!lock) throw new LedgerError('LEDGER_LOCKED', `${path}: ${describeOwner(ownerPath)}; stop it first`);
  // One that a killed process left keeps its mode, and may be a link.
  rmSync(ownerPath, { force: true });
  writeFileSync(ownerPath, JSON.stringify({ pid: process.pid, sinceMs: nowMs() }), {
    mode: 0o640,
    flag: 'wx',
  });
  return {
    release: () => {
      if (!lock.isOpen) return;
      rmSync(ownerPath, { force: true });
      lock.close();
    },
  };
}

/** What the right is called where the record is in a database. */
const OWNER = 'camwatch owner';

/** The exclusive lock of a file; `undefined` where another process has it. */
export function takeFileLock(path: string, lockPath: string): DatabaseSync | undefined {
  const lock = openLockFile(path, lockPath);
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    const reason = toLedgerError(error, lockPath);
    if (reason instanceof LedgerError && reason.code === 'LEDGER_BUSY') return undefined;
    throw reason;
  }
}

function openLockFile(path: string, lockPath: string): DatabaseSync {
  return withLedgerErrors(path, () => {
    makeFolder(dirname(lockPath));
    // Whoever may read the lock file may hold a lock on it: nobody but owner and group.
    closeSync(openSync(lockPath, 'a', 0o640));
    return new DatabaseSync(lockPath, { timeout: 0 });
  });
}

/** Who runs on the record in the file at `path`, as it wrote down: one that was killed stands there still. */
export function readOwnerOf(path: string): readonly HolderStatus[] {
  const lock = `${besidePath(path)}.lock`;
  const free = existsSync(lock) ? takeFileLock(path, lock) : undefined;
  free?.close();
  const owner = free || !existsSync(lock) ? undefined : readOwner(`${besidePath(path)}.owner`);
  return owner ? [{ name: 'owner', holder: `process ${owner.pid}`, sinceMs: owner.sinceMs }] : [];
}

function describeOwner(ownerPath: string): string {
  const owner = readOwner(ownerPath);
  if (!owner) return 'another process is using the ledger';
  return `the ledger is in use by process ${owner.pid} since ${new Date(owner.sinceMs).toISOString()}`;
}

function readOwner(ownerPath: string): { pid: number; sinceMs: number } | undefined {
  try {
    const owner: unknown = JSON.parse(readFileSync(ownerPath, 'utf8'));
    if (typeof owner !== 'object' || owner === null || !('pid' in owner) || !('sinceMs' in owner))
      return undefined;
    const { pid, sinceMs } = owner;
    return typeof pid === 'number' && typeof sinceMs === 'number' ? { pid, sinceMs } : undefined;
  } catch {
    // Written a moment after the lock is taken: absent or half-written is possible, and only costs the name.
    return undefined;
  }
}
