import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { FindingCode, RecordedFinding } from '../core/findings.ts';
import { REVISION_KINDS, type RevisionKind } from '../core/revision.ts';
import type { CoverageEnd } from '../core/sinks.ts';
import type { Entity, Indicator, State } from '../core/state.ts';
import type { TrafficDay, TrafficDirection } from '../core/traffic.ts';
import { CHANGE_COLUMNS, parseChangeRow, type RecordedChange } from './change-rows.ts';
import { parseFactsRow, type RecordedFacts } from './facts-body.ts';
import { parseFindingRow } from './finding-rows.ts';
import { withLedgerErrors } from './ledger-error.ts';
import { openStoreReadOnly } from './open-store.ts';
import { integerOf, memberOf, optionalTextOf, type SqlRow, textOf } from './sql-values.ts';
import { mergeTrafficRows } from './traffic-rows.ts';

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

export interface FindingQuery {
  readonly entity?: Entity;
  readonly code?: FindingCode;
  /** `true`: those that stand; `false`: those that were seen gone. */
  readonly open?: boolean;
}

export interface TrafficDayQuery {
  readonly linkId?: string;
  readonly direction?: TrafficDirection;
  /** Days in `[fromDate, toDate)`, as `2026-11-25`. */
  readonly fromDate?: string;
  readonly toDate?: string;
}

/**
 * Reads the ledger while its owner writes. Rows come one by one; a reader is not to be used for anything else
 * while a loop over it is unfinished, unless within {@link LedgerReader.snapshot}.
 */
export interface LedgerReader {
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
  /** In the order in which they were first seen. */
  readonly findings: (query?: FindingQuery) => IterableIterator<RecordedFinding>;
  /** What is known of a device; `undefined` where nothing was learnt. */
  readonly facts: (deviceId: string) => RecordedFacts | undefined;
  readonly allFacts: () => IterableIterator<RecordedFacts>;
  /** By link, day and direction, the days that still grow included; one of each unless its capacity was changed. */
  readonly trafficDays: (query?: TrafficDayQuery) => IterableIterator<TrafficDay>;
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
  const factsOf = database.prepare('SELECT * FROM device_facts WHERE device = ?');
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
    findings: (query = {}) => selectFindings(database, query),
    facts: (deviceId) => {
      const row = factsOf.get(deviceId);
      return row && parseFactsRow(row);
    },
    allFacts: () => select(database, 'SELECT * FROM device_facts ORDER BY device', []).map(parseFactsRow),
    trafficDays: (query = {}) => selectTrafficDays(database, query),
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

function selectFindings(
  database: DatabaseSync,
  { entity, code, open }: FindingQuery,
): IterableIterator<RecordedFinding> {
  const filter = createFilter();
  filter.add('entity = ?', entity);
  filter.add('code = ?', code);
  if (open !== undefined) filter.addAlways(open ? 'gone_ms IS NULL' : 'gone_ms IS NOT NULL');
  const sql = `SELECT * FROM finding ${filter.where()} ORDER BY first_ms, id`;
  return select(database, sql, filter.values).map(parseFindingRow);
}

function selectTrafficDays(
  database: DatabaseSync,
  { linkId, direction, fromDate, toDate }: TrafficDayQuery,
): IterableIterator<TrafficDay> {
  const filter = createFilter();
  filter.add('link = ?', linkId);
  filter.add('direction = ?', direction);
  filter.add('date >= ?', fromDate);
  filter.add('date < ?', toDate);
  const columns = 'link, date, direction, capacity_bps, samples, octets, histogram';
  const sql = `
    SELECT ${columns} FROM traffic_day ${filter.where()}
    UNION ALL SELECT ${columns} FROM traffic_open ${filter.where()}
    ORDER BY link, date, direction, capacity_bps`;
  return mergeTrafficRows(select(database, sql, [...filter.values, ...filter.values]));
}

const NOT_CORRECTED = 'seq NOT IN (SELECT corrects FROM change WHERE corrects IS NOT NULL)';

function createStatusFilter({ entity, indicator, state }: StateQuery) {
  const filter = createFilter();
  filter.add('status.entity = ?', entity);
  filter.add('status.indicator = ?', indicator);
  filter.add('status.state = ?', state);
  return filter;
}

function createFilter() {
  const conditions: string[] = [];
  const values: SQLInputValue[] = [];
  return {
    values,
    add: (condition: string, value: string | number | undefined) => {
      if (value === undefined) return;
      conditions.push(condition);
      values.push(value);
    },
    addAlways: (condition: string) => {
      conditions.push(condition);
    },
    where: () => (conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''),
  };
}

function select(
  database: DatabaseSync,
  sql: string,
  values: readonly SQLInputValue[] | Record<string, SQLInputValue>,
): IteratorObject<SqlRow, undefined> {
  const statement = database.prepare(sql);
  return isList(values) ? statement.iterate(...values) : statement.iterate(values);
}

const isList = (
  values: readonly SQLInputValue[] | Record<string, SQLInputValue>,
): values is readonly SQLInputValue[] => Array.isArray(values);

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
