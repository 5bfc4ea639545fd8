import { REVISION_KINDS } from '../../../core/domain/revision.ts';
import { COVERAGE_ENDS } from '../../../core/domain/sinks.ts';
import { notVoidThen } from '../../decisions/voids.ts';
import type { CoverageSegment } from '../../record/coverage.ts';
import { withLedgerErrors } from '../../record/ledger-error.ts';
import type { LedgerReader } from '../../record/ledger-reader.ts';
import type { RecordedRevision } from '../../record/revisions.ts';
import { createSecretReads, lastRevisionSeq } from '../keeping/secret-names.ts';
import { openStoreReadOnly } from '../store/open-store.ts';
import { createFilter, IN_LIST, listOf, select } from '../store/select-rows.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { integerOf, memberOf, optionalTextOf, type SqlRow, textOf } from '../store/sql-values.ts';
import { createAuditReads } from './audit-reads.ts';
import { createChainHeadReads } from './chain-head-reads.ts';
import { createChangeColumnReads } from './change-columns.ts';
import { createChangeReads } from './change-reads.ts';
import { createClockReads } from './clock-reads.ts';
import { createDayReads } from './day-rows.ts';
import { createDecisionReads } from './decision-reads.ts';
import { createDeviceReads } from './device-reads.ts';
import { createImportReads } from './import-reads.ts';
import { createLeaseReads } from './lease-reads.ts';
import { createNewsReads } from './news-reads.ts';
import { createPlaceReads } from './place-reads.ts';
import { createProfileReads } from './profile-reads.ts';
import { createRowHashReads } from './row-hash-reads.ts';
import { createTurnReads } from './turn-reads.ts';
import { createVoidReads } from './void-reads.ts';

/** @throws LEDGER_MISSING, LEDGER_NEWER, LEDGER_CORRUPT. */
export function openLedgerReader(path: string): LedgerReader {
  return withLedgerErrors(path, () => createLedgerReader(openStoreReadOnly(path)));
}

function createLedgerReader(database: SqlDatabase): LedgerReader {
  const changes = createChangeReads(database);
  return {
    ...changes,
    ...createChangeColumnReads(database, changes),
    ...createImportReads(database),
    coverage: ({ fromMs, toMs, recordedBeforeMs = Number.POSITIVE_INFINITY }) =>
      select(
        database,
        Number.isFinite(recordedBeforeMs) && hasReceipts(database) ? SELECT_RECEIVED : SELECT_COVERAGE,
        { from: fromMs, to: toMs, known: recordedBeforeMs },
      ).map(parseCoverageRow),
    revisions: (query = {}) => {
      const filter = createFilter();
      filter.add('kind = ?', query.kind);
      filter.add('id = ?', query.id);
      filter.add(`id ${IN_LIST}`, listOf(query.ids));
      filter.add(`seq IN (${HANDOVERS_OF})`, listOf(query.handoversOf));
      filter.add('recorded_ms < ?', query.recordedBeforeMs);
      return select(
        database,
        `SELECT ${REVISION_COLUMNS} FROM revision ${filter.where()} ORDER BY seq`,
        filter.values,
      ).map(parseRevisionRow);
    },
    revisionSeq: () => lastRevisionSeq(database),
    idsMentioning: ({ kind, mentions, recordedBeforeMs }) => {
      const filter = createFilter();
      // Bodies are what is read: from end to end, not one by one by an index over kinds.
      filter.add('+kind = ?', kind);
      const text = JSON.stringify(mentions);
      // LIKE lets more through than it should, and less than a hundredth of all, three times as fast as instr does.
      filter.add('body LIKE ?', `%${text.slice(1)}%`);
      filter.add('instr(body, ?) > 0', text);
      filter.add('recorded_ms < ?', recordedBeforeMs);
      const rows = select(database, `SELECT DISTINCT id FROM revision ${filter.where()}`, filter.values);
      return [...rows.map((row) => textOf(row, 'id'))];
    },
    handoversBetween: ({ contractId, recordedBeforeMs = Number.POSITIVE_INFINITY }) => {
      const values = { from: `device:*:contract:*:${contractId}>*`, to: `device:*:contract:*>${contractId}` };
      const rows = select(database, SELECT_HANDOVERS_BETWEEN, { ...values, known: recordedBeforeMs });
      return [...rows.map((row) => textOf(row, 'id'))];
    },
    ...createDeviceReads(database),
    ...createDecisionReads(database),
    ...createRowHashReads(database),
    ...createClockReads(database),
    ...createChainHeadReads(database),
    ...createAuditReads(database),
    ...createDayReads(database),
    ...createLeaseReads(database),
    ...createNewsReads(database),
    ...createPlaceReads(database),
    ...createProfileReads(database),
    ...createSecretReads(database),
    ...createTurnReads(database),
    ...createVoidReads(database),
    snapshot: (work) => {
      if (database.isTransaction) return work();
      database.exec('BEGIN');
      try {
        return work();
      } finally {
        database.exec('COMMIT');
      }
    },
    close: () => {
      if (database.isOpen) database.close();
    },
  };
}

// Of an interval that no hash covers nothing is believed.
function selectCoverage({ ended, open, toMs }: Readonly<Record<'ended' | 'open' | 'toMs', string>>): string {
  return `
  SELECT source, run, CASE WHEN v > 1 THEN interval_ms END AS interval_ms, from_ms, min(${toMs}, :known) AS to_ms,
    CASE WHEN to_ms <= :known AND recorded_ms < :known THEN ended END AS ended
  FROM ${ended} WHERE ${toMs} > :from AND from_ms < :to AND from_ms < :known AND :known > :from
    AND ${notVoidThen(':known')}
  UNION ALL
  SELECT source, run, nullif(interval_ms, 0), from_ms, min(${toMs}, :known), NULL
  FROM ${open} WHERE ${toMs} > :from AND from_ms < :to AND from_ms < :known AND :known > :from
  ORDER BY from_ms, interval_ms NULLS FIRST, source, run`;
}

const SELECT_COVERAGE = selectCoverage({ ended: 'coverage', open: 'coverage_open', toMs: 'to_ms' });

const toldBefore = (table: string) =>
  `${table} LEFT JOIN (
    SELECT collector, max(covered) AS told_to FROM receipt WHERE recorded_ms < :known GROUP BY collector
  ) AS told ON told.collector = ${table}.source`;

/**
 * The same where collectors sent rows. Of a segment that was received before the instant all is known; of one that came later, or still
 * grows, as much as receipts from before it tell of its collector.
 */
const SELECT_RECEIVED = selectCoverage({
  ended: `(SELECT coverage.*, CASE
    WHEN written_ms IS NULL OR recorded_ms < :known OR told_to >= to_ms THEN to_ms ELSE coalesce(told_to, from_ms)
    END AS known_to FROM ${toldBefore('coverage')}) AS ended_then`,
  open: `(SELECT coverage_open.*, CASE
    WHEN told_to >= to_ms OR source NOT IN (SELECT collector FROM receipt) THEN to_ms ELSE coalesce(told_to, from_ms)
    END AS known_to FROM ${toldBefore('coverage_open')}) AS open_then`,
  toMs: 'known_to',
});

/** By their ids, which an index has: many times shorter than their bodies. */
const SELECT_HANDOVERS_BETWEEN = `
  SELECT DISTINCT id FROM revision
  WHERE kind = 'handover' AND (id GLOB :from OR id GLOB :to) AND recorded_ms < :known`;

/** Their ids go on with a colon, and a semicolon ends the range of the index; a CROSS JOIN keeps the loops in this order. */
const HANDOVERS_OF = `
  SELECT handover.seq FROM json_each(?) AS wanted CROSS JOIN revision AS handover
  WHERE handover.kind = 'handover' AND handover.id >= wanted.value || ':' AND handover.id < wanted.value || ';'`;

// Without salt and hashes, which nobody reads here: hundreds of thousands are read at once.
const REVISION_COLUMNS = 'seq, kind, id, from_ms, recorded_ms, author, source_hash, body';

const hasReceipts = (database: SqlDatabase): boolean =>
  database.prepare('SELECT 1 FROM receipt LIMIT 1').get() !== undefined;

function parseCoverageRow(row: SqlRow): CoverageSegment {
  return {
    source: textOf(row, 'source'),
    run: textOf(row, 'run'),
    ...(row.interval_ms === null ? {} : { intervalMs: integerOf(row, 'interval_ms') }),
    fromMs: integerOf(row, 'from_ms'),
    toMs: integerOf(row, 'to_ms'),
    ...(row.ended === null ? {} : { ended: memberOf(row, 'ended', COVERAGE_ENDS) }),
  };
}

export function parseRevisionRow(row: SqlRow): RecordedRevision {
  const body = optionalTextOf(row, 'body');
  return {
    seq: integerOf(row, 'seq'),
    kind: memberOf(row, 'kind', REVISION_KINDS),
    id: textOf(row, 'id'),
    fromMs: integerOf(row, 'from_ms'),
    recordedMs: integerOf(row, 'recorded_ms'),
    author: textOf(row, 'author'),
    sourceHash: textOf(row, 'source_hash'),
    ...(body === undefined ? {} : { body }),
  };
}
