import { setImmediate } from 'node:timers/promises';
import { LedgerError, withLedgerErrors } from '../../ledger/record/ledger-error.ts';
import { countRows } from '../../ledger/sqlite/store/count-rows.ts';
import { openStore } from '../../ledger/sqlite/store/open-store.ts';
import { takeOwnerLock } from '../../ledger/sqlite/store/owner-lock.ts';
import {
  createLedgerWriter,
  type LedgerWriter,
  type NumberedBatch,
  sourceSeqsOf,
} from '../../ledger/sqlite/writing/writer.ts';
import type { HistoryStep } from '../../simulator/history/history-step.ts';

export interface WriteHistoryOptions {
  readonly path: string;
  /** Hash of the configuration that the revisions come from. */
  readonly sourceHash: string;
  readonly steps: Iterable<HistoryStep>;
  readonly signal: AbortSignal;
  /** Called with each step once it is on record. */
  readonly onStep: (step: HistoryStep) => void;
  /** How much of the ledger's time goes into one transaction. */
  readonly rowsPerTransaction?: number;
}

/** Source of every row that was made up: nobody shall take it for measured. */
export const SIMULATOR = 'simulator';

/** The row that every ledger begins with. */
const ROWS_OF_A_NEW_LEDGER = 1;

/**
 * Puts a made-up history on record through the ledger's own writer, in the order and with the times of its steps.
 * Stopped half-way it leaves a ledger that holds, as far as it goes.
 * @throws LEDGER_EXISTS before anything is written where the ledger has rows; LEDGER_LOCKED and what else keeps a ledger shut.
 */
export async function writeHistory(options: WriteHistoryOptions): Promise<void> {
  const { path, signal } = options;
  const rows = countRows(path);
  if (rows > ROWS_OF_A_NEW_LEDGER) {
    throw new LedgerError(
      'LEDGER_EXISTS',
      `${path}: expected a new or an empty ledger for made-up history, got one with ${rows} rows; name another with --ledger`,
    );
  }
  signal.throwIfAborted();
  const lock = takeOwnerLock(path, Date.now);
  try {
    const database = openStore(path, { nowMs: Date.now });
    try {
      // Nobody's evidence: a loss of power costs no more than beginning anew, and forced writes cost minutes.
      database.exec('PRAGMA synchronous = OFF; PRAGMA wal_autocheckpoint = 20000');
      await writeSteps((run) => createLedgerWriter(database, { collector: SIMULATOR, run }), options);
    } finally {
      database.close();
    }
  } finally {
    lock.release();
  }
}

const ROWS_PER_TRANSACTION = 5_000;

async function writeSteps(
  createWriter: (run: string) => LedgerWriter,
  { path, sourceHash, steps, signal, onStep, rowsPerTransaction = ROWS_PER_TRANSACTION }: WriteHistoryOptions,
): Promise<void> {
  let writer = createWriter('history');
  let nextSourceSeq = 1;
  let waiting: NumberedBatch[] = [];
  let lastMs = 0;
  const flush = () => {
    if (waiting.length > 0) writer.record(waiting);
    waiting = [];
  };
  const write = (step: HistoryStep) => {
    const { recordedMs } = step;
    lastMs = recordedMs;
    switch (step.kind) {
      case 'start':
        flush();
        writer = createWriter(step.run);
        nextSourceSeq = 1;
        writer.recordCreation(recordedMs);
        writer.closeCrashedCoverage(recordedMs);
        return;
      case 'batch':
        waiting.push({ batch: step.batch, firstSourceSeq: nextSourceSeq, recordedMs });
        nextSourceSeq += sourceSeqsOf(step.batch);
        return;
      case 'revisions':
        flush();
        return writer.recordRevisions(step.revisions, { author: SIMULATOR, sourceHash, recordedMs });
      case 'traffic':
        flush();
        return writer.recordTraffic({ open: [], closed: step.days }, recordedMs);
      case 'work':
        return;
    }
  };

  let rows = 0;
  for (const step of steps) {
    withLedgerErrors(path, () => write(step));
    onStep(step);
    rows += step.kind === 'batch' ? sourceSeqsOf(step.batch) : 0;
    if (rows < rowsPerTransaction && step.kind === 'batch') continue;
    rows = 0;
    withLedgerErrors(path, flush);
    // Gives signals and progress their turn.
    await setImmediate();
    signal.throwIfAborted();
  }
  withLedgerErrors(path, () => {
    flush();
    writer.seal(SIMULATOR, lastMs);
  });
}
