import { randomUUID } from 'node:crypto';
import type { DeviceFacts } from '../../../core/domain/device-facts.ts';
import type { FindingObservation } from '../../../core/domain/findings.ts';
import type { Revision } from '../../../core/domain/revision.ts';
import type { ChangeBatch, CoverageUpdate, TrafficUpdate } from '../../../core/domain/sinks.ts';
import type { Change } from '../../../core/domain/state.ts';
import { canonicalJson } from '../../../core/text/canonical-json.ts';
import type { AuditEntry } from '../../record/audit.ts';
import type { ClockOrigin } from '../../record/clock.ts';
import { REMEMBERED_NAMES, type RememberedName } from '../../record/days.ts';
import { type AppendRow, createChain } from '../chain/chain.ts';
import { appendSeal, SEAL_EVERY_MS, sealIfDue } from '../chain/seals.ts';
import type { MarkOptions } from '../high-water/keep-marks.ts';
import { CLOCK_ORIGIN } from '../reading/clock-reads.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { integerOf, optionalTextOf, textOf } from '../store/sql-values.ts';
import { createCoverageWriter } from './coverage-writer.ts';
import { createFactsWriter } from './facts-writer.ts';
import { createFindingWriter } from './finding-writer.ts';
import { REMEMBER } from './remember.ts';
import { createStatusWriter, type LedgerStatus, type StatusWriter } from './status-writer.ts';
import { createTrafficWriter } from './traffic-writer.ts';

/** One batch with the numbers its rows get: `firstSourceSeq` for the first change, and so on; coverage comes last. */
export interface NumberedBatch {
  readonly batch: ChangeBatch;
  readonly firstSourceSeq: number;
  readonly recordedMs: number;
}

/** How many numbers the rows of a batch take. */
export const sourceSeqsOf = ({ changes, coverage = [] }: ChangeBatch): number =>
  changes.length + coverage.length;

export interface RevisionMeta {
  readonly author: string;
  readonly sourceHash: string;
  readonly recordedMs: number;
}

/** Everything that writes to the ledger, synchronously: the worker thread runs it, and small commands do. */
export interface LedgerWriter {
  /** Gives a new ledger its first row, so that no two ledgers have the same chain. */
  readonly recordCreation: (recordedMs: number) => void;
  /** All batches in one transaction, or none. A batch that is in the ledger already adds nothing. */
  readonly record: (batches: readonly NumberedBatch[]) => void;
  readonly recordRevisions: (revisions: readonly Revision[], meta: RevisionMeta) => void;
  readonly recordAudit: (entry: AuditEntry) => void;
  readonly currentRevisions: () => ReadonlyMap<string, string>;
  readonly statuses: () => readonly LedgerStatus[];
  readonly statusPage: StatusWriter['page'];
  readonly rebuildStatus: () => void;
  readonly closeCrashedCoverage: (recordedMs: number) => CoverageUpdate | undefined;
  readonly recordTraffic: (update: TrafficUpdate, recordedMs: number) => void;
  /** Ends some of the days of links that other runs left open; returns how many: call until it is 0. */
  readonly closeCrashedTraffic: (recordedMs: number) => number;
  readonly noteFindings: (observations: readonly FindingObservation[]) => void;
  readonly learnFacts: (facts: readonly DeviceFacts[]) => void;
  /** Leaves for the next run what the clock said when this start of the system began to count. */
  readonly rememberOrigin: (origin: ClockOrigin) => void;
  /** Leaves for the next run how far something that follows the record has come. */
  readonly remember: (what: RememberedName, value: string) => void;
  /** Nothing of the record counts as copied to where charts are drawn from. */
  readonly forgetCopies: () => void;
  /** Seals what was written since the last seal; returns the sealed head. */
  readonly seal: (author: string, recordedMs: number) => { readonly seq: number; readonly hash: string };
  /** The first number that no batch of this run has used. */
  readonly nextSourceSeq: () => number;
}

export interface LedgerWriterOptions {
  readonly collector: string;
  readonly run: string;
  /** A seal is added with the first batch after so long. */
  readonly sealEveryMs?: number;
  readonly marks?: MarkOptions;
}

export function createLedgerWriter(
  database: SqlDatabase,
  { collector, run, sealEveryMs = SEAL_EVERY_MS, marks }: LedgerWriterOptions,
): LedgerWriter {
  const chain = createChain(database, marks);
  const status = createStatusWriter(database);
  const coverage = createCoverageWriter(database, { collector, run });
  const traffic = createTrafficWriter(database, { collector, run });
  const findings = createFindingWriter(database);
  const facts = createFactsWriter(database);
  const isRecorded = database.prepare('SELECT 1 FROM change WHERE source = ? AND run = ? AND source_seq = ?');

  const recordChange = (append: AppendRow, change: Change, sourceSeq: number, recordedMs: number): number =>
    append('change', {
      entity: change.entity,
      indicator: change.indicator,
      origin: 'measured',
      corrects: undefined,
      after_ms: change.afterMs,
      at_ms: change.atMs,
      state: change.state,
      reason: change.reason,
      recorded_ms: recordedMs,
      author: collector,
      body: change.evidence && canonicalJson(change.evidence),
      source: collector,
      run,
      source_seq: sourceSeq,
    });
  const recordBatch = (append: AppendRow, { batch, firstSourceSeq, recordedMs }: NumberedBatch) => {
    // A batch is kept whole or not at all, so its first change answers for the rest.
    if (isRecorded.get(collector, run, firstSourceSeq) === undefined) {
      const seqs = batch.changes.map((change, index) =>
        recordChange(append, change, firstSourceSeq + index, recordedMs),
      );
      status.take(seqs[0], seqs.length);
    }
    const nextSourceSeq = firstSourceSeq + batch.changes.length;
    for (const [index, update] of (batch.coverage ?? []).entries()) {
      coverage.extend(append, update, nextSourceSeq + index, recordedMs);
    }
  };

  return {
    recordCreation: (recordedMs) =>
      chain.transaction((append, head) => {
        if (head().seq > 0) return;
        const body = canonicalJson({ ledger: randomUUID() });
        append('audit', { action: 'created', recorded_ms: recordedMs, author: collector, body });
      }),
    record: (batches) =>
      chain.transaction((append, head) => {
        for (const batch of batches) recordBatch(append, batch);
        const recordedMs = batches.at(-1)?.recordedMs;
        if (recordedMs === undefined) return;
        sealIfDue(database, append, head(), { author: collector, recordedMs, sealEveryMs });
      }),
    recordRevisions: (revisions, { author, sourceHash, recordedMs }) =>
      chain.transaction((append) => {
        for (const { kind, id, fromMs, body } of revisions) {
          append('revision', {
            kind,
            id,
            from_ms: fromMs,
            recorded_ms: recordedMs,
            author,
            source_hash: sourceHash,
            body: body === undefined ? undefined : canonicalJson(body),
          });
        }
      }),
    recordAudit: ({ action, author, recordedMs, body }) =>
      chain.transaction((append) => {
        append('audit', { action, recorded_ms: recordedMs, author, body: body && canonicalJson(body) });
      }),
    currentRevisions: () => selectCurrentRevisions(database),
    statuses: status.all,
    statusPage: status.page,
    rebuildStatus: () => chain.transaction(status.rebuild),
    closeCrashedCoverage: (recordedMs) =>
      chain.transaction((append) => coverage.closeCrashed(append, recordedMs)),
    recordTraffic: (update, recordedMs) =>
      chain.transaction((append) => traffic.record(append, update, recordedMs)),
    closeCrashedTraffic: (recordedMs) =>
      chain.transaction((append) => traffic.closeCrashed(append, recordedMs, MOST_ROWS)),
    noteFindings: (observations) => chain.transaction(() => findings.note(observations)),
    learnFacts: (news) => chain.transaction(() => facts.learn(news)),
    rememberOrigin: ({ bootId, originMs }) =>
      chain.transaction((_append, head) => {
        const value = canonicalJson({ boot_id: bootId, origin_ms: originMs, seq: head().seq });
        database.prepare(REMEMBER).run(CLOCK_ORIGIN, value);
      }),
    remember: (what, value) =>
      chain.transaction(() => {
        database.prepare(REMEMBER).run(what, value);
      }),
    forgetCopies: () =>
      chain.transaction(() => {
        const forget = database.prepare('DELETE FROM meta WHERE name = ?');
        for (const name of REMEMBERED_NAMES) forget.run(name);
        database.exec('UPDATE day_copied SET is_current = 0');
      }),
    seal: (author, recordedMs) =>
      chain.transaction((append, head) => appendSeal(database, append, head(), { author, recordedMs })),
    nextSourceSeq: () => {
      const row = database
        .prepare(
          `SELECT max(
            (SELECT coalesce(max(source_seq), 0) FROM change WHERE source = :source AND run = :run),
            (SELECT coalesce(max(source_seq), 0) FROM coverage WHERE source = :source AND run = :run)
          ) + 1 AS next`,
        )
        .get({ source: collector, run });
      return integerOf(row, 'next');
    },
  };
}

/** More in one transaction would keep other writers waiting. */
export const MOST_ROWS = 1_000;

/** Canonical body by `kind:id`, of everything whose last recorded revision is not a removal. */
function selectCurrentRevisions(database: SqlDatabase): ReadonlyMap<string, string> {
  const rows = database
    .prepare(
      'SELECT kind, id, body FROM revision WHERE seq IN (SELECT max(seq) FROM revision GROUP BY kind, id)',
    )
    .iterate();
  const bodies = new Map<string, string>();
  for (const row of rows) {
    const body = optionalTextOf(row, 'body');
    if (body !== undefined) bodies.set(`${textOf(row, 'kind')}:${textOf(row, 'id')}`, body);
  }
  return bodies;
}
