import type { Logger } from 'pino';
import type { DeviceFacts } from '../../../core/domain/device-facts.ts';
import type { FindingObservation } from '../../../core/domain/findings.ts';
import type { Revision } from '../../../core/domain/revision.ts';
import type { ChangeBatch, ChangeSink, CoverageUpdate, TrafficUpdate } from '../../../core/domain/sinks.ts';
import type { ClockOrigin } from '../../record/clock.ts';
import type { RememberedName } from '../../record/days.ts';
import { LedgerError } from '../../record/ledger-error.ts';
import type { LedgerMending } from '../keeping/mend-ledger.ts';
import { takeOwnerLock } from '../store/owner-lock.ts';
import type { LedgerStatus } from './status-writer.ts';
import { startWorker } from './worker-client.ts';
import { MOST_ROWS, type RevisionMeta, sourceSeqsOf } from './writer.ts';

/** The append-only record, as its one owner writes it. Everything settles when it is on disk. */
export interface Ledger extends ChangeSink {
  /**
   * Changes, coverage and status in one transaction. Rejected: nothing of the batch is in the ledger, and the same
   * batch (the same object) may be handed over again, any number of times: it is kept once.
   */
  readonly record: (batch: ChangeBatch) => Promise<void>;
  readonly recordRevisions: (revisions: readonly Revision[], meta: RevisionMeta) => Promise<void>;
  /** Canonical body by `kind:id` of everything that is recorded and not removed. */
  readonly currentRevisions: () => Promise<ReadonlyMap<string, string>>;
  /** The last state of every entity and indicator. */
  readonly statuses: () => Promise<readonly LedgerStatus[]>;
  /** Makes the working table of statuses again from the changes. */
  readonly rebuildStatus: () => Promise<void>;
  /** Ends, with the reason `crash`, the coverage that an earlier run left open; resolves to the last of it. */
  readonly closeCrashedCoverage: () => Promise<CoverageUpdate | undefined>;
  /**
   * The days of links as they stand: open ones are overwritten, closed ones appended to the chain. The same days handed
   * over again add nothing, and a day that is closed stays closed for this run.
   */
  readonly recordTraffic: (update: TrafficUpdate) => Promise<void>;
  /** Appends to the chain the days that earlier runs left open; resolves to how many there were. */
  readonly closeCrashedTraffic: () => Promise<number>;
  /** Opens, extends and ends findings, in the order given. */
  readonly noteFindings: (observations: readonly FindingObservation[]) => Promise<void>;
  /** Adds what was learnt to what is known of each device. */
  readonly learnFacts: (facts: readonly DeviceFacts[]) => Promise<void>;
  /** Leaves for the next run what the clock said when this start of the system began to count. */
  readonly rememberOrigin: (origin: ClockOrigin) => Promise<void>;
  /** Leaves for the next run how far something that follows the record has come. */
  readonly remember: (what: RememberedName, value: string) => Promise<void>;
  /** Nothing of the record counts as copied to where charts are drawn from. */
  readonly forgetCopies: () => Promise<void>;
  /** Waits for what was handed over, seals, and lets go of the thread and the lock. */
  readonly close: () => Promise<void>;
}

export interface OpenLedgerOptions {
  readonly path: string;
  readonly collector: string;
  /** Names this run of the process; batches are numbered within it. */
  readonly run: string;
  readonly logger: Logger;
  readonly mode?: 'owner';
  readonly nowMs?: () => number;
  readonly sealEveryMs?: number;
  readonly busyTimeoutMs?: number;
  /** The ledger refuses to grow beyond, as on a full disk. */
  readonly maxSizeBytes?: number;
  /** High-water marks besides the one beside the ledger, such as on another disk. */
  readonly markFiles?: readonly string[];
  /** From one start of the writer thread to the next, should it die. */
  readonly restartMs?: number;
  readonly onWriterRestart?: () => void;
}

/**
 * Opens the ledger as its one owner and starts the writer thread; creates the file where there is none.
 * Schema and present states are put right where they differ from what the migrations and the changes give, and both the log
 * and the chain say so.
 * @throws LEDGER_LOCKED, LEDGER_NEWER, LEDGER_CORRUPT, LEDGER_SCHEMA, LEDGER_UNWRITABLE, LEDGER_LOST.
 */
export async function openLedger(options: OpenLedgerOptions): Promise<Ledger> {
  const {
    path,
    collector,
    run,
    logger,
    nowMs = Date.now,
    sealEveryMs,
    busyTimeoutMs,
    maxSizeBytes,
    markFiles = [],
    restartMs,
    onWriterRestart = () => undefined,
  } = options;
  const lock = takeOwnerLock(path, nowMs);
  const worker = startWorker({
    start: {
      ...{ path, collector, run, openedMs: nowMs(), markFiles },
      ...(sealEveryMs === undefined ? {} : { sealEveryMs }),
      ...(busyTimeoutMs === undefined ? {} : { busyTimeoutMs }),
      ...(maxSizeBytes === undefined ? {} : { maxSizeBytes }),
    },
    onDeath: (death) =>
      logger.error({ err: death }, 'the ledger takes nothing: its writer has ended, and is started again'),
    onRestart: () => void reopened(),
    ...(restartMs === undefined ? {} : { restartMs }),
  });
  let closing: Promise<void> | undefined;
  const end = async () => {
    try {
      await worker.close(nowMs());
    } finally {
      lock.release();
    }
  };
  const call: typeof worker.call = (request) => {
    if (!closing) return worker.call(request);
    return Promise.reject(new LedgerError('LEDGER_CLOSED', `${path}: the ledger is closed`));
  };

  /** Asks first for what had to be put right; whoever asks next is told why, should it fail. */
  const reopened = async () => {
    onWriterRestart();
    const opened = await worker.call({ name: 'open' }).catch(() => undefined);
    if (opened) logMending(logger, path, opened.mending);
  };

  const numberOf = await call({ name: 'open' }).then(
    ({ nextSourceSeq, mending }) => {
      logMending(logger, path, mending);
      return createNumbering(nextSourceSeq);
    },
    async (error: unknown) => {
      await end().catch(() => undefined);
      throw error;
    },
  );
  logger.info({ path, run }, 'ledger opened');

  return {
    record: async (batch) => {
      const firstSourceSeq = numberOf(batch);
      await call({ name: 'record', batch: { batch, firstSourceSeq, recordedMs: nowMs() } });
    },
    recordRevisions: async (revisions, meta) => {
      if (revisions.length > 0) await call({ name: 'recordRevisions', revisions, meta });
    },
    currentRevisions: async () => (await call({ name: 'currentRevisions' })).bodies,
    statuses: async () => {
      const all: LedgerStatus[] = [];
      for (;;) {
        const last = all.at(-1);
        // Page by page: a message of 255,000 rows would hold up the thread that takes it.
        const { statuses } = await call({ name: 'statuses', ...(last && { after: last }) });
        if (statuses.length === 0) return all;
        all.push(...statuses);
      }
    },
    rebuildStatus: async () => {
      await call({ name: 'rebuildStatus' });
    },
    closeCrashedCoverage: async () => {
      const { coverage } = await call({ name: 'closeCrashedCoverage', recordedMs: nowMs() });
      return coverage;
    },
    recordTraffic: async ({ open, closed }) => {
      // In portions: changes of state that come in meanwhile get their turn.
      for (const portion of portionsOf(open))
        await call({ name: 'recordTraffic', update: { open: portion, closed: [] }, recordedMs: nowMs() });
      for (const portion of portionsOf(closed))
        await call({ name: 'recordTraffic', update: { open: [], closed: portion }, recordedMs: nowMs() });
    },
    closeCrashedTraffic: async () => {
      for (let total = 0; ; ) {
        const { closedCount } = await call({ name: 'closeCrashedTraffic', recordedMs: nowMs() });
        total += closedCount;
        if (closedCount === 0) return total;
      }
    },
    noteFindings: async (observations) => {
      for (const portion of portionsOf(observations))
        await call({ name: 'noteFindings', observations: portion });
    },
    learnFacts: async (facts) => {
      for (const portion of portionsOf(facts)) await call({ name: 'learnFacts', facts: portion });
    },
    rememberOrigin: async (origin) => {
      await call({ name: 'rememberOrigin', origin });
    },
    remember: async (what, value) => {
      await call({ name: 'remember', what, value });
    },
    forgetCopies: async () => {
      await call({ name: 'forgetCopies' });
    },
    close: () => {
      closing ??= end();
      return closing;
    },
  };
}

/** What was wrong with the file is for a person to look into, however well it was put right. */
function logMending(logger: Logger, path: string, { schema, status, statusCount }: LedgerMending): void {
  if (schema.length > 0)
    logger.error(
      { path, differences: schema },
      'the schema of the ledger was not as it should be: what could be put right was, and is noted in the audit',
    );
  if (statusCount > 0)
    logger.error(
      { path, rows: statusCount, first: status },
      'the present states in the ledger were not what its changes say: they were made again, as is noted in the audit',
    );
}

function* portionsOf<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let start = 0; start < rows.length; start += MOST_ROWS) yield rows.slice(start, start + MOST_ROWS);
}

/** Numbers batches once, by identity, so that a batch that is handed over again is known again. */
function createNumbering(firstFree: number): (batch: ChangeBatch) => number {
  const numbers = new WeakMap<ChangeBatch, number>();
  let next = firstFree;
  return (batch) => {
    const known = numbers.get(batch);
    if (known !== undefined) return known;
    const first = next;
    next += sourceSeqsOf(batch);
    numbers.set(batch, first);
    return first;
  };
}
