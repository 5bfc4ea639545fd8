import { setImmediate } from 'node:timers/promises';
import type { ChainHead } from '../../record/chain-heads.ts';
import { withLedgerErrors } from '../../record/ledger-error.ts';
import type { DerivedCheck, Verification, VerifyOptions } from '../../record/verification.ts';
import { type ChainCheck, createChainCheck } from '../chain/chain-check.ts';
import { createFindings, type Findings } from '../chain/chain-findings.ts';
import { type ChainRow, readChain } from '../chain/read-chain.ts';
import { createReceivedCheck } from '../chain/received-check.ts';
import { lastSeal } from '../chain/seals.ts';
import { checkCheckpoints } from '../checkpoints/check-checkpoints.ts';
import { readAcceptedLosses } from '../high-water/accepted-losses.ts';
import { checkMarks } from '../high-water/check-marks.ts';
import { type NamedMark, readMarks, refuseMissing } from '../high-water/compare-marks.ts';
import { openLedgerReader } from '../reading/read-ledger.ts';
import { createReceiptHeads, readCollectorHeads } from '../receiving/collector-heads.ts';
import { schemaVersion } from '../store/migrations.ts';
import { openStoreReadOnly } from '../store/open-store.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { hexOf, integerOf, textOf } from '../store/sql-values.ts';
import { checkAttachments } from './attachment-references.ts';
import { checkVoids, hasVoids } from './check-voids.ts';
import { compareSchema } from './schema-difference.ts';
import { checkWorkingTables } from './working-tables-check.ts';

/** Recomputes the chain of the ledger (or backup) at `path`. Problems are data; @throws only when it cannot be read. */
export async function verifyLedger(path: string, options: VerifyOptions): Promise<Verification> {
  const marks = readMarks(path, options.markFiles);
  refuseMissing(path, marks);
  const database = openStoreReadOnly(path, { older: 'accept', schema: 'leave' });
  try {
    database.exec('BEGIN');
    return await verifyDatabase(database, path, { ...options, marks });
  } finally {
    database.close();
  }
}

interface MarkedOptions extends VerifyOptions {
  readonly marks: readonly NamedMark[];
}

const ROWS_PER_TURN = 10_000;

async function verifyDatabase(
  database: SqlDatabase,
  path: string,
  {
    scope,
    expectedHead,
    marks,
    witnesses,
    handedOut,
    attachments = 'leave-out',
    derived,
    onProgress,
    signal,
  }: MarkedOptions,
): Promise<Verification> {
  const seal = scope === 'full' ? undefined : lastSeal(database);
  const fromSeq = Math.min(seal?.sealedSeq ?? 1, expectedHead?.seq ?? Number.POSITIVE_INFINITY);
  const head = withLedgerErrors(path, () => readHead(database));
  const found = createFindings();
  const received = createReceivedCheck({ found, fromSeq, before: createReceiptHeads(database, fromSeq) });
  const check = createChainCheck({ fromSeq, found, expectedHead, received });
  const chain = withLedgerErrors(path, () => readChain(database, fromSeq));
  const total = Math.max(0, head.seq - fromSeq + 1);
  // Expressions of an index that is none of ours would be computed for every row.
  if (scope === 'full' && withLedgerErrors(path, () => hasOwnSchema(database, path)))
    withLedgerErrors(path, () => checkFile(database, found));

  for (let isDone = false; !isDone; ) {
    withLedgerErrors(path, () => {
      isDone = checkSome(chain, check);
    });
    onProgress?.(check.rows(), total);
    // Gives signals and progress their turn.
    await setImmediate();
    signal?.throwIfAborted();
  }
  check.end(head);
  withLedgerErrors(path, () => received.end(readCollectorHeads(database)));
  withLedgerErrors(path, () => checkMarks(database, marks, found));
  const witnessed = withLedgerErrors(path, () =>
    checkCheckpoints(database, found, {
      trees: scope === 'full' ? 'check' : 'leave-out',
      ...(witnesses && { witnesses }),
      ...(handedOut && { handedOut }),
    }),
  );
  const isReadable = withLedgerErrors(path, () =>
    checkWorkingTables(database, { path, headSeq: fromSeq === 1 ? undefined : head.seq, found }),
  );
  if (isReadable && derived) {
    const differing = createFindings();
    await checkDerived(path, derived, differing, signal);
    const { problems, problemCount } = differing.all();
    // What was derived differs where rows before the seal were edited, too: that is told first.
    if (problemCount > 0 && fromSeq > 1) withLedgerErrors(path, () => checkBefore(database, fromSeq, found));
    for (const { kind, seq, message } of problems) found.add(kind, seq, message);
    found.addUntold(problemCount - problems.length);
  }
  if (hasVoids(database)) withLedgerErrors(path, () => checkVoids(database, found));
  if (scope === 'full' && attachments === 'check')
    withLedgerErrors(path, () => checkAttachments(database, path, found));
  const acceptedLosses = withLedgerErrors(path, () => readAcceptedLosses(database));
  return {
    scope,
    fromSeq,
    rows: check.rows(),
    head: check.last(),
    ...found.all(),
    acceptedLosses,
    ...(witnessed && { witnessed }),
    unwitnessedRows: head.seq - (witnessed?.seq ?? 0),
  };
}

function checkSome(chain: Iterator<ChainRow>, check: ChainCheck): boolean {
  for (let count = 0; count < ROWS_PER_TURN; count++) {
    const { done, value } = chain.next();
    if (done) return true;
    check.row(value);
  }
  return false;
}

/** The rows from the first on to where the check began. */
function checkBefore(database: SqlDatabase, fromSeq: number, found: Findings): void {
  const received = createReceivedCheck({ found, fromSeq: 1, before: () => undefined });
  const check = createChainCheck({ fromSeq: 1, found, expectedHead: undefined, received });
  for (const row of readChain(database, 1)) {
    if (row.seq >= fromSeq) return;
    check.row(row);
  }
}

/** Of what was derived only a ledger of this version can be read. */
async function checkDerived(
  path: string,
  derived: DerivedCheck,
  found: Findings,
  signal: AbortSignal | undefined,
): Promise<void> {
  const reader = openLedgerReader(path);
  try {
    for (const { first, count } of derived(reader)) {
      for (const message of first) found.add('day', 0, message);
      found.addUntold(count - first.length);
      await setImmediate();
      signal?.throwIfAborted();
    }
  } finally {
    reader.close();
  }
}

const hasOwnSchema = (database: SqlDatabase, path: string): boolean =>
  compareSchema(database, schemaVersion(database, path)).every(({ type }) => type === 'trigger');

function checkFile(database: SqlDatabase, found: Findings): void {
  // The files are the server's, which has checksums of its own.
  if (database.engine === 'postgres') return;
  for (const row of database.prepare('PRAGMA integrity_check').all()) {
    const text = textOf(row, 'integrity_check');
    if (text !== 'ok') found.add('file', 0, `the file is damaged: ${text}`);
  }
}

function readHead(database: SqlDatabase): ChainHead {
  const row = database.prepare('SELECT seq, hash FROM head').get();
  return { seq: integerOf(row, 'seq'), hash: hexOf(row, 'hash') };
}
