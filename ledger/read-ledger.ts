import type { DatabaseSync } from 'node:sqlite';
import { REVISION_KINDS, type RevisionKind } from '../core/revision.ts';
import type { CoverageEnd } from '../core/sinks.ts';
import type { Entity, Indicator, State } from '../core/state.ts';
import { CHANGE_COLUMNS, parseChangeRow, type RecordedChange } from './change-rows.ts';
import { createDecisionReads, type DecisionReads } from './decision-reads.ts';
import { createDeviceReads, type DeviceReads } from './device-reads.ts';
import { withLedgerErrors } from './ledger-error.ts';
import { openStoreReadOnly } from './open-store.ts';
import { createFilter, select } from './select-rows.ts';
import { integerOf, memberOf, optionalTextOf, type SqlRow, textOf } from './sql-values.ts';

/** A stretch that a collector watched; without `ended` it is the one that still grows. */
export interface CoverageSegment {
  readonly source: string;
  readonly run: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly ended?: CoverageEnd;
}

export interface RecordedRevision {
  readonly seq: number;
  readonly kind: RevisionKind;
  readonly id: string;
  readonly fromMs: number;
  readonly recordedMs: number;
  readonly author: string;
  readonly sourceHash: string;
  /** Canonical JSON; absent: retired or removed. */
  readonly body?: string;
}

export interface ChangeQuery {
  readonly entity?: Entity;
  readonly indicator?: Indicator;
  /** Changes whose instant is in `[fromMs, toMs)`. */
  readonly fromMs?: number;
  readonly toMs?: number;
  /** `include`: also changes that a correction took the place of. */
  readonly corrected?: 'leave-out' | 'include';
}

export interface StateQuery {
  readonly entity?: Entity;
  readonly indicator?: Indicator;
  readonly state?: State;
}

/**
 * Reads the ledger while its owner writes. Rows come one by one; a reader is not to be used for anything else
 * while a loop over it is unfinished, unless within {@link LedgerReader.snapshot}.
 */
export interface LedgerReader extends DeviceReads, DecisionReads {
  /** In the order of their instants; the last recorded last among equals. */
  readonly changes: (query?: ChangeQuery) => IterableIterator<RecordedChange>;
  /** The last change before an instant of every entity and indicator: the state in force when a period begins. */
  readonly statesBefore: (beforeMs: number, query?: StateQuery) => IterableIterator<RecordedChange>;
  /** The last change before an instant of one indicator. */
  readonly changeBefore: (
    entity: Entity,
    indicator: Indicator,
    beforeMs: number,
  ) => RecordedChange | undefined;
  /** The last change of every entity and indicator: the present. */
  readonly latestChanges: (query?: StateQuery) => IterableIterator<RecordedChange>;
  /** Segments that touch `[fromMs, toMs)`, in the order of their beginnings. */
  readonly coverage: (period: {
    readonly fromMs: number;
    readonly toMs: number;
  }) => IterableIterator<CoverageSegment>;
  /** In the order in which they were recorded. */
  readonly revisions: (query?: {
    readonly kind?: RevisionKind;
    readonly id?: string;
  }) => IterableIterator<RecordedRevision>;
  /** Everything `work` reads is of one moment, whatever is written meanwhile. */
  readonly snapshot: <Value>(work: () => Value) => Value;
  readonly close: () => void;
}

/** @throws LEDGER_MISSING, LEDGER_NEWER, LEDGER_CORRUPT. */
export function openLedgerReader(path: string): LedgerReader {
  return withLedgerErrors(path, () => createLedgerReader(openStoreReadOnly(path)));
}

function createLedgerReader(database: DatabaseSync): LedgerReader {
  const changeBefore = database.prepare(
    `SELECT ${CHANGE_COLUMNS} FROM change
     WHERE entity = ? AND indicator = ? AND at_ms < ? AND ${NOT_CORRECTED} ORDER BY at_ms DESC, seq DESC LIMIT 1`,
  );
  return {
    changes: (query = {}) => selectChanges(database, query),
    statesBefore: (beforeMs, query = {}) => selectStatesBefore(database, beforeMs, query),
    changeBefore: (entity, indicator, beforeMs) => {
      const row = changeBefore.get(entity, indicator, beforeMs);
      return row && parseChangeRow(row);
    },
    latestChanges: (query = {}) => selectLatestChanges(database, query),
    coverage: ({ fromMs, toMs }) =>
      select(
        database,
        `SELECT source, run, from_ms, to_ms, ended FROM coverage WHERE to_ms > :from AND from_ms < :to
         UNION ALL
         SELECT source, run, from_ms, to_ms, NULL FROM coverage_open WHERE to_ms > :from AND from_ms < :to
         ORDER BY from_ms`,
        { from: fromMs, to: toMs },
      ).map(parseCoverageRow),
    revisions: (query = {}) => {
      const filter = createFilter();
      filter.add('kind = ?', query.kind);
      filter.add('id = ?', query.id);
      return select(database, `SELECT * FROM revision ${filter.where()} ORDER BY seq`, filter.values).map(
        parseRevisionRow,
      );
    },
    ...createDeviceReads(database),
    ...createDecisionReads(database),
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

function selectChanges(database: DatabaseSync, query: ChangeQuery): IterableIterator<RecordedChange> {
  const filter = createFilter();
  filter.add('entity = ?', query.entity);
  filter.add('indicator = ?', query.indicator);
  filter.add('at_ms >= ?', query.fromMs);
  filter.add('at_ms < ?', query.toMs);
  if (query.corrected !== 'include') filter.addAlways(NOT_CORRECTED);
  const sql = `SELECT ${CHANGE_COLUMNS} FROM change ${filter.where()} ORDER BY at_ms, seq`;
  return select(database, sql, filter.values).map(parseChangeRow);
}

function selectLatestChanges(database: DatabaseSync, query: StateQuery): IterableIterator<RecordedChange> {
  const filter = createStatusFilter(query);
  const sql = `SELECT ${CHANGE_COLUMNS} FROM status JOIN change USING (seq) ${filter.where()}`;
  return select(database, sql, filter.values).map(parseChangeRow);
}

/**
 * By way of `status`, which lists every entity and indicator once: most have not changed since, and their last change
 * is at hand; for the others it is looked up in the index, so that years of history cost nothing.
 */
function selectStatesBefore(
  database: DatabaseSync,
  beforeMs: number,
  { state, ...query }: StateQuery,
): IterableIterator<RecordedChange> {
  const filter = createStatusFilter(query);
  const pairs = `SELECT entity, indicator, at_ms, seq, state FROM status ${filter.where()}`;
  const ofState = state === undefined ? '' : 'WHERE change.state = ? AND (pair.at_ms >= ? OR pair.state = ?)';
  const sql = `
    SELECT ${CHANGE_COLUMNS} FROM (${pairs}) AS pair
    JOIN change ON change.seq = CASE WHEN pair.at_ms < ? THEN pair.seq ELSE (
      SELECT earlier.seq FROM change AS earlier
      WHERE earlier.entity = pair.entity AND earlier.indicator = pair.indicator AND earlier.at_ms < ?
        AND earlier.seq NOT IN (SELECT corrects FROM change WHERE corrects IS NOT NULL)
      ORDER BY earlier.at_ms DESC, earlier.seq DESC LIMIT 1
    ) END ${ofState}`;
  const values = [
    ...filter.values,
    beforeMs,
    beforeMs,
    ...(state === undefined ? [] : [state, beforeMs, state]),
  ];
  return select(database, sql, values).map(parseChangeRow);
}

const NOT_CORRECTED = 'seq NOT IN (SELECT corrects FROM change WHERE corrects IS NOT NULL)';

function createStatusFilter({ entity, indicator, state }: StateQuery) {
  const filter = createFilter();
  filter.add('status.entity = ?', entity);
  filter.add('status.indicator = ?', indicator);
  filter.add('status.state = ?', state);
  return filter;
}

const COVERAGE_ENDS = [
  'stop',
  'blind',
  'clock-step',
  'crash',
  'suspend',
] as const satisfies readonly CoverageEnd[];

function parseCoverageRow(row: SqlRow): CoverageSegment {
  return {
    source: textOf(row, 'source'),
    run: textOf(row, 'run'),
    fromMs: integerOf(row, 'from_ms'),
    toMs: integerOf(row, 'to_ms'),
    ...(row.ended === null ? {} : { ended: memberOf(row, 'ended', COVERAGE_ENDS) }),
  };
}

function parseRevisionRow(row: SqlRow): RecordedRevision {
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
