import { STATES, type State } from '../../../core/domain/state.ts';
import type {
  ChangeQuery,
  ChangeReads,
  RecordedChange,
  StateChange,
  StateQuery,
} from '../../record/changes.ts';
import { createFilter, IN_LIST, listOf, select } from '../store/select-rows.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { integerOf, memberOf, optionalTextOf, type SqlRow } from '../store/sql-values.ts';
import { pairsOfChanges } from './change-pairs.ts';
import { CHANGE_COLUMNS, parseChangeRow } from './change-rows.ts';

export function createChangeReads(database: SqlDatabase): ChangeReads {
  const changeBefore = database.prepare(SELECT_CHANGE_BEFORE);
  const stateChanges = database.prepare(SELECT_STATE_CHANGES);
  return {
    changes: (query = {}) => selectChanges(database, query),
    statesBefore: (beforeMs, query = {}) => selectStatesBefore(database, beforeMs, query),
    changeBefore: (entity, indicator, beforeMs, { recordedBeforeMs = NEVER_MS } = {}) => {
      const row = changeBefore.get(entity, indicator, beforeMs, recordedBeforeMs, recordedBeforeMs);
      return row && parseChangeRow(row);
    },
    stateChanges: ({ entity, indicator, fromMs, toMs, recordedBeforeMs = NEVER_MS }) =>
      stateChanges
        .all({ entity, indicator, from: fromMs, to: toMs, known: recordedBeforeMs })
        .map(parseStateChange),
    latestChanges: (query = {}) =>
      query.state === undefined || query.recordedBeforeMs !== undefined
        ? selectStatesBefore(database, NEVER_MS, query)
        : selectPresent(database, query.state, query),
  };
}

const NEVER_MS = Number.POSITIVE_INFINITY;
export const OWN = "origin <> 'imported'";
/** No correction took its place, and no void took it away. */
export const NOT_CORRECTED =
  'seq NOT IN (SELECT corrects FROM change WHERE corrects IS NOT NULL UNION ALL SELECT voids FROM void)';
const notCorrectedThen = (known: string) => `seq NOT IN (SELECT gone FROM (
    SELECT corrects AS gone, recorded_ms AS gone_ms FROM change WHERE corrects IS NOT NULL
    UNION ALL SELECT voids, recorded_ms FROM void
  ) WHERE gone_ms < ${known})`;
export const NOT_CORRECTED_THEN = notCorrectedThen('?');

const SELECT_CHANGE_BEFORE = `
  SELECT ${CHANGE_COLUMNS} FROM change
  WHERE entity = ? AND indicator = ? AND at_ms < ? AND recorded_ms < ? AND ${OWN} AND ${NOT_CORRECTED_THEN}
  ORDER BY at_ms DESC, seq DESC LIMIT 1`;

const KNOWN = `entity = :entity AND indicator = :indicator AND recorded_ms < :known AND ${OWN}
    AND ${notCorrectedThen(':known')}`;

const SELECT_STATE_CHANGES = `
  SELECT seq, at_ms, state, reason FROM change
  WHERE ${KNOWN} AND at_ms < :to AND at_ms >= coalesce(
    (SELECT at_ms FROM change WHERE ${KNOWN} AND at_ms < :from ORDER BY at_ms DESC LIMIT 1), :from)
  ORDER BY at_ms, seq`;

function parseStateChange(row: SqlRow): StateChange {
  const reason = optionalTextOf(row, 'reason');
  const change = {
    seq: integerOf(row, 'seq'),
    atMs: integerOf(row, 'at_ms'),
    state: memberOf(row, 'state', STATES),
  };
  return reason === undefined ? change : { ...change, reason };
}

function selectChanges(database: SqlDatabase, query: ChangeQuery): IterableIterator<RecordedChange> {
  const filter = createFilter();
  filter.add('entity = ?', query.entity);
  filter.add(`entity ${IN_LIST}`, listOf(query.entities));
  filter.add('indicator = ?', query.indicator);
  filter.add('at_ms >= ?', query.fromMs);
  filter.add('at_ms < ?', query.toMs);
  filter.add('recorded_ms < ?', query.recordedBeforeMs);
  filter.addAlways(OWN);
  if (query.corrected !== 'include') {
    if (query.recordedBeforeMs === undefined) filter.addAlways(NOT_CORRECTED);
    filter.add(NOT_CORRECTED_THEN, query.recordedBeforeMs);
  }
  const sql = `SELECT ${CHANGE_COLUMNS} FROM change ${filter.where()} ORDER BY at_ms, seq`;
  return select(database, sql, filter.values).map(parseChangeRow);
}

/** What is down now is asked for every second, of a page that figures are not taken from: `status` has it by state. */
function selectPresent(
  database: SqlDatabase,
  state: State,
  { entity, entities, indicator }: StateQuery,
): IterableIterator<RecordedChange> {
  const filter = createFilter();
  filter.add('status.state = ?', state);
  filter.add('status.entity = ?', entity);
  filter.add(`status.entity ${IN_LIST}`, listOf(entities));
  filter.add('status.indicator = ?', indicator);
  const sql = `SELECT ${CHANGE_COLUMNS} FROM status JOIN change USING (seq) ${filter.where()}`;
  return select(database, sql, filter.values).map(parseChangeRow);
}

/**
 * The last change of each pair before an instant, as the record stood at another. Years of history cost nothing: each is
 * looked up in the index.
 */
function selectStatesBefore(
  database: SqlDatabase,
  beforeMs: number,
  { state, recordedBeforeMs = NEVER_MS, ...query }: StateQuery,
): IterableIterator<RecordedChange> {
  const pairs = pairsOfChanges(query);
  const sql = `
    SELECT ${CHANGE_COLUMNS} FROM ${pairs.sql} AS pair
    CROSS JOIN change WHERE change.seq = (
      SELECT earlier.seq FROM change AS earlier
      WHERE earlier.entity = pair.entity AND earlier.indicator = pair.indicator AND earlier.at_ms < ?
        AND earlier.recorded_ms < ? AND earlier.${OWN} AND earlier.${NOT_CORRECTED_THEN}
      ORDER BY earlier.at_ms DESC, earlier.seq DESC LIMIT 1
    ) ${state === undefined ? '' : 'AND change.state = ?'}`;
  const values = [...pairs.values, beforeMs, recordedBeforeMs, recordedBeforeMs];
  return select(database, sql, state === undefined ? values : [...values, state]).map(parseChangeRow);
}
