import { type Entity, INDICATORS, type Indicator, STATES } from '../../../core/domain/state.ts';
import type { ChangeColumns, ColumnSlice } from '../../record/change-columns.ts';
import type { RecordedChange } from '../../record/changes.ts';
import { LedgerError } from '../../record/ledger-error.ts';
import type { SqlRow } from '../store/sql-values.ts';
import { entityOf } from './change-rows.ts';

interface Pair {
  readonly entity: Entity;
  readonly indicator: Indicator;
  readonly number: number;
  count: number;
}

/** Takes changes in any order. */
export interface ColumnDraft {
  readonly addChange: (change: RecordedChange) => void;
  /** Rows as lists of cells. @returns those that are down. */
  readonly addRows: (
    rows: Iterable<SqlRow>,
  ) => readonly Pick<RecordedChange, 'entity' | 'indicator' | 'atMs'>[];
  readonly build: () => ChangeColumns;
}

/** @param room For so many rows at first. */
export function createColumnDraft(room: number): ColumnDraft {
  const pairs: Pair[] = [];
  const byEntity = new Map<string, Pair[]>();
  const reasonNames = [''];
  const reasonPlaces = new Map<string, number>([['', 0]]);
  let columns = emptyColumns(room);
  let pairOf = new Uint32Array(room);
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
  const makeRoom = () => {
    columns = widen(columns);
    const wide = new Uint32Array(pairOf.length * 2);
    wide.set(pairOf);
    pairOf = wide;
  };
  const add = (pair: Pair, atMs: number, afterMs: number, state: number, reason: string) => {
    if (rows === pairOf.length) makeRoom();
    pairOf[rows] = pair.number;
    pair.count++;
    columns.atMs[rows] = atMs;
    columns.afterMs[rows] = afterMs;
    columns.states[rows] = state;
    columns.reasons[rows] = placeOf(reason);
    rows++;
  };

  return {
    addChange: ({ entity, indicator, atMs, afterMs, state, reason = '' }) =>
      add(provide(entity, INDICATORS.indexOf(indicator)), atMs, afterMs, STATES.indexOf(state), reason),
    addRows: (found) => {
      const down: ReturnType<ColumnDraft['addRows']>[number][] = [];
      for (const { '0': entity, '1': indicator, '2': atMs, '3': afterMs, '4': state, '5': reason } of found) {
        if (typeof entity !== 'string' || typeof indicator !== 'number') refuse(entity, indicator);
        if (typeof atMs !== 'number' || typeof afterMs !== 'number' || typeof state !== 'number')
          refuse(atMs, afterMs, state);
        const pair = provide(entity, indicator);
        add(pair, atMs, afterMs, state, typeof reason === 'string' ? reason : '');
        if (state === DOWN) down.push({ entity: pair.entity, indicator: pair.indicator, atMs });
      }
      return down;
    },
    build: () => ({ ...gather(pairs, pairOf, columns, rows), reasonNames }),
  };
}

const DOWN = STATES.indexOf('down');
const MOST_REASONS = 255;

type Columns = Pick<ChangeColumns, 'afterMs' | 'atMs' | 'states' | 'reasons'>;

/** The same with room for twice as many. */
function widen({ atMs, afterMs, states, reasons }: Columns): Columns {
  const wide = emptyColumns(atMs.length * 2);
  wide.atMs.set(atMs);
  wide.afterMs.set(afterMs);
  wide.states.set(states);
  wide.reasons.set(reasons);
  return wide;
}

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
