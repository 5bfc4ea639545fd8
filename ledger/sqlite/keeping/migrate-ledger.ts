import { dirname } from 'node:path';
import { besidePath, shownPlace } from '../../../core/domain/record-place.ts';
import { copyAttachments } from '../../files/attachments.ts';
import { makeFolder } from '../../files/make-folder.ts';
import { renderHeadName } from '../../record/chain-heads.ts';
import { LedgerError, withLedgerErrors } from '../../record/ledger-error.ts';
import type { Verification, VerifyOptions } from '../../record/verification.ts';
import { listAttachmentHashes } from '../checks/attachment-references.ts';
import { verifyLedger } from '../checks/verify-chain.ts';
import { openStore, openStoreReadOnly } from '../store/open-store.ts';
import { takeOwnerLock } from '../store/owner-lock.ts';
import { refuseBroken } from './backup-ledger.ts';
import { copyRecord, countRecord, expectEmpty, type RowCounts } from './copy-record.ts';

export interface MigrateOptions extends Pick<VerifyOptions, 'derived' | 'signal'> {
  readonly nowMs: () => number;
  /** High-water marks besides the one beside the ledger. */
  readonly markFiles?: readonly string[];
  readonly onProgress?: (step: MigrationStep, doneRows: number, totalRows: number) => void;
}

export type MigrationStep = 'verify' | 'copy' | 'verify the copy';

export interface Migration {
  readonly verification: Verification;
  readonly tables: RowCounts;
}

/**
 * Copies the record at one place to another that is empty, in a file or in a database, with the attached files where they would lie
 * elsewhere. Both are verified from their first row; heads and numbers of rows are compared. Neither may be in use. All is copied in
 * one transaction: what is broken off has left nothing, and begins anew.
 * @throws LEDGER_LOCKED, LEDGER_EXISTS, LEDGER_BROKEN, and what reading and writing may throw.
 */
export async function migrateLedger(from: string, to: string, options: MigrateOptions): Promise<Migration> {
  const { nowMs, markFiles = [], onProgress, derived, signal } = options;
  if (shownPlace(from) === shownPlace(to)) throw samePlace(from);
  using locks = new DisposableStack();
  for (const place of [from, to]) {
    withLedgerErrors(place, () => makeFolder(dirname(besidePath(place))));
    locks.defer(takeOwnerLock(place, nowMs).release);
  }
  const verify = async (place: string, step: MigrationStep, marks: readonly string[]) =>
    await verifyLedger(place, {
      ...{ scope: 'full', markFiles: marks, attachments: 'check' },
      ...(derived && { derived }),
      ...(signal && { signal }),
      onProgress: (done, total) => onProgress?.(step, done, total),
    });

  refuseBroken(
    await verify(from, 'verify', markFiles),
    `${shownPlace(from)}: expected a record that verifies`,
  );
  const tables = await copyAll(from, to, options);
  if (besidePath(from) !== besidePath(to))
    copyAttachments(besidePath(from), besidePath(to), listAttachmentHashes(to));
  const verification = await verify(to, 'verify the copy', []);
  const whatToDo = `${shownPlace(to)}: the copy is not to be used; empty the place and try again`;
  refuseBroken(verification, whatToDo);
  refuseDifferent(readEnds(from), readEnds(to), whatToDo);
  return { verification, tables };
}

async function copyAll(
  from: string,
  to: string,
  { nowMs, onProgress, signal }: MigrateOptions,
): Promise<RowCounts> {
  using databases = new DisposableStack();
  const source = databases.adopt(openStoreReadOnly(from), (one) => one.close());
  // The marks beside both may be one file, which knows of rows that an empty place lacks.
  const target = databases.adopt(openStore(to, { nowMs, losses: 'accept' }), (one) => one.close());
  expectEmpty(target, shownPlace(to));
  const tables = await copyRecord(source, target, {
    ...(signal && { signal }),
    onProgress: (done, total) => onProgress?.('copy', done, total),
  });
  // PostgreSQL counts what came by itself, in a minute; until then it would plan for tables of nothing.
  if (target.engine === 'postgres') target.exec('ANALYZE');
  return tables;
}

interface Ends {
  readonly head: string;
  readonly tables: RowCounts;
}

function readEnds(place: string): Ends {
  const database = openStoreReadOnly(place);
  try {
    const row = database.prepare('SELECT seq, lower(hex(hash)) AS hash FROM head').get();
    return {
      head: renderHeadName({ seq: Number(row?.seq), hash: String(row?.hash) }),
      tables: countRecord(database),
    };
  } finally {
    database.close();
  }
}

function refuseDifferent(before: Ends, after: Ends, whatToDo: string): void {
  const names = Object.keys(before.tables).filter((name) => before.tables[name] !== after.tables[name]);
  const lines = [
    ...(before.head === after.head ? [] : [`head: expected ${before.head}, got ${after.head}`]),
    ...names.map((name) => `${name}: expected ${before.tables[name]} rows, got ${after.tables[name]}`),
  ];
  if (lines.length > 0) throw new LedgerError('LEDGER_BROKEN', [`${whatToDo}:`, ...lines].join('\n  '));
}

const samePlace = (place: string) =>
  new LedgerError('LEDGER_EXISTS', `${shownPlace(place)}: expected another place than the record's own`);
