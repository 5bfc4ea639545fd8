import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { type Entity, INDICATORS, type Indicator, STATES } from '../../../core/domain/state.ts';
import { isDown, runBefore } from '../../history/run-before.ts';
import type { ChangeColumnReads, ChangeColumns, ColumnSlice } from '../../record/change-columns.ts';
import type { ChangeReads, RecordedChange } from '../../record/changes.ts';
import { LedgerError } from '../../record/ledger-error.ts';
import { integerOf, optionalIntegerOf, type SqlRow } from '../store/sql-values.ts';
import { NOT_CORRECTED_THEN, OWN } from './change-reads.ts';
import { entityOf } from './change-rows.ts';

export function createChangeColumnReads(database: DatabaseSync, reads: ChangeReads): ChangeColumnReads {
  return {
    changeColumns: (query) => {
      const draft = createDraft(integerOf(database.prepare('SELECT seq FROM head').get(), 'seq'));
      const { fromMs, toMs, recordedBeforeMs = Number.POSITIVE_INFINITY } = query;
      const known = [recordedBeforeMs, recordedBeforeMs];
      if (isMostOfRecord(database, fromMs, toMs)) {
        draft.addRows(iterate(database, `${SELECT} AND +at_ms < ? ORDER BY seq`, [...known, toMs]));
      } else {
        for (const change of reads.statesBefore(fromMs, { recordedBeforeMs })) {
          const earlier = isDown(change) ? runBefore(reads, change, isDown, { recordedBeforeMs }) : [];
          for (const before of earlier) draft.addChange(before);
          draft.addChange(change);
        }
        const within = `${SELECT} AND at_ms >= ? AND at_ms < ? ORDER BY at_ms, seq`;
        draft.addRows(iterate(database, within, [...known, fromMs, toMs]));
      }
      return draft.build();
    },
  };
}

/** Then the file is read from end to end, which is faster than by index. */
function isMostOfRecord(database: DatabaseSync, fromMs: number, toMs: number): boolean {
  const row = database.prepare(SELECT_BOUNDS).get() ?? {};
  const firstMs = optionalIntegerOf(row, 'first_ms') ?? 0;
  const lastMs = optionalIntegerOf(row, 'last_ms') ?? 0;
  return Math.min(toMs, lastMs) - Math.max(fromMs, firstMs) > MOST * (lastMs - firstMs);
}

/** As of the states of a year: see `state-reads.ts`. */
const MOST = 0.75;
const SELECT_BOUNDS =
  'SELECT (SELECT min(at_ms) FROM change) AS first_ms, (SELECT max(at_ms) FROM change) AS last_ms';

const placeIn = (column: string, names: readonly string[]) =>
  `CASE ${column} ${names.map((name, place) => `WHEN '${name}' THEN ${place}`).join(' ')} END`;

const SELECT = `
  SELECT entity, ${placeIn('indicator', INDICATORS)}, at_ms, after_ms, ${placeIn('state', STATES)}, reason
  FROM change WHERE ${OWN} AND recorded_ms < ? AND ${NOT_CORRECTED_THEN}`;

/** Rows as lists: of millions of rows the names would cost most. */
function iterate(database: DatabaseSync, sql: string, values: readonly SQLInputValue[]): Iterable<SqlRow> {
  const statement = database.prepare(sql);
  statement.setReturnArrays(true);
  return statement.iterate(...values);
}

interface Pair {
  readonly entity: Entity;
  readonly indicator: Indicator;
  readonly number: number;
  count: number;
}

/** @param most So many rows at most: memory that nothing is written to costs nothing. */
function createDraft(most: number) {
  const pairs: Pair[] = [];
  const byEntity = new Map<string, Pair[]>();
  const reasonNames = [''];
  const reasonPlaces = new Map<string, number>([['', 0]]);
  const pairOf = new Uint32Array(most);
  const columns = emptyColumns(most);
  let rows = 0;

  const provide = (entity: string, indicator: number): Pair => {
    const known = byEntity.get(entity)?.[indicator];
    if (known) return known;
    const name = INDICATORS[indicator];
    if (name === undefined) return refuse(entity, indicator);
    const pair = { entity: entityOf({ entity }), indicator: name, number: pairs.length, count: 0 };
    const ofEntity = byEntity.get(entity) ?? [];
    byEntity.set(entity, ofEntity);
    ofEntity[indicator] = pair;
    pairs.push(pair);
    return pair;
  };
  const placeOf = (reason: string): number => {
    const known = reasonPlaces.get(reason);
    if (known !== undefined) return known;
    // A closed set of some dozen; what is beyond the column is told as no reason.
    if (reasonNames.length > MOST_REASONS) return 0;
    reasonPlaces.set(reason, reasonNames.length);
    return reasonNames.push(reason) - 1;
  };
  const add = (pair: Pair, atMs: number, afterMs: number, state: number, reason: string) => {
    pairOf[rows] = pair.number;
    pair.count++;
    columns.atMs[rows] = atMs;
    columns.afterMs[rows] = afterMs;
    columns.states[rows] = state;
    columns.reasons[rows] = placeOf(reason);
    rows++;
  };

  return {
    addChange: ({ entity, indicator, atMs, afterMs, state, reason = '' }: RecordedChange) =>
      add(provide(entity, INDICATORS.indexOf(indicator)), atMs, afterMs, STATES.indexOf(state), reason),
    addRows: (found: Iterable<SqlRow>) => {
      for (const { '0': entity, '1': indicator, '2': atMs, '3': afterMs, '4': state, '5': reason } of found) {
        if (typeof entity !== 'string' || typeof indicator !== 'number') refuse(entity, indicator);
        if (typeof atMs !== 'number' || typeof afterMs !== 'number' || typeof state !== 'number')
          refuse(atMs, afterMs, state);
        add(provide(entity, indicator), atMs, afterMs, state, typeof reason === 'string' ? reason : '');
      }
    },
    build: (): ChangeColumns => ({
      ...gather(pairs, pairOf, columns, rows),
      reasonNames,
    }),
  };
}

const MOST_REASONS = 255;

type Columns = Pick<ChangeColumns, 'afterMs' | 'atMs' | 'states' | 'reasons'>;

const emptyColumns = (length: number): Columns => ({
  afterMs: new Float64Array(length),
  atMs: new Float64Array(length),
  states: new Uint8Array(length),
  reasons: new Uint8Array(length),
});

/** Rows of one pair after the other, each in order of time; of an instant the last recorded holds. */
function gather(
  pairs: readonly Pair[],
  pairOf: Uint32Array,
  rows: Columns,
  count: number,
): Omit<ChangeColumns, 'reasonNames'> {
  const starts = new Uint32Array(pairs.length + 1);
  for (const { number, count: own } of pairs) starts[number + 1] = own;
  for (let place = 1; place < starts.length; place++)
    starts[place] = (starts[place] ?? 0) + (starts[place - 1] ?? 0);
  const next = starts.slice();
  const order = new Uint32Array(count);
  for (let row = 0; row < count; row++) {
    const pair = pairOf[row] ?? 0;
    order[next[pair] ?? 0] = row;
    next[pair] = (next[pair] ?? 0) + 1;
  }
  const columns = emptyColumns(count);
  let end = 0;
  const slices = pairs.map(({ entity, indicator, number }): ColumnSlice => {
    const from = end;
    const own = order.subarray(starts[number], starts[number + 1]);
    if (!isInOrder(own, rows.atMs)) own.sort((a, b) => (rows.atMs[a] ?? 0) - (rows.atMs[b] ?? 0) || a - b);
    for (const [place, row] of own.entries()) {
      const following = own[place + 1];
      if (following !== undefined && rows.atMs[following] === rows.atMs[row]) continue;
      columns.atMs[end] = rows.atMs[row] ?? 0;
      columns.afterMs[end] = rows.afterMs[row] ?? 0;
      columns.states[end] = rows.states[row] ?? 0;
      columns.reasons[end] = rows.reasons[row] ?? 0;
      end++;
    }
    return { entity, indicator, from, to: end };
  });
  slices.sort((a, b) => compare(a.entity, b.entity) || compare(a.indicator, b.indicator));
  return { slices, ...columns };
}

function isInOrder(places: Uint32Array, atMs: Float64Array): boolean {
  for (let next = 1; next < places.length; next++) {
    if ((atMs[places[next] ?? 0] ?? 0) < (atMs[places[next - 1] ?? 0] ?? 0)) return false;
  }
  return true;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function refuse(...cells: readonly unknown[]): never {
  throw new LedgerError(
    'LEDGER_CORRUPT',
    `the ledger is damaged: expected a change, got ${cells.join(', ')}`,
  );
}
