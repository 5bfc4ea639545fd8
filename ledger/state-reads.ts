import type { DatabaseSync } from 'node:sqlite';
import { type Entity, INDICATORS, type Indicator, STATES } from '../core/state.ts';
import { NOT_CORRECTED, OWN } from './change-reads.ts';
import { entityOf } from './change-rows.ts';
import { integerOf, type SqlRow, textOf } from './sql-values.ts';

/** The states of one indicator: instants in ascending order, each with the state that holds from it on. */
export interface StateHistory {
  readonly entity: Entity;
  readonly indicator: Indicator;
  readonly atMs: readonly number[];
  /** Places in `STATES`. */
  readonly states: readonly number[];
}

export interface StateHistoryQuery {
  /** Without a beginning the file is read from end to end: faster than by index where most of it is wanted. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly indicator?: Indicator;
}

export interface StateReads {
  /** Number of the last row of the chain. */
  readonly headSeq: () => number;
  /**
   * What we measured of everything before `toMs`, one indicator after the other in the order of their names: the
   * states from `fromMs` on and the one in force there. Columns, since a year of a city is five million of them.
   */
  readonly stateHistories: (query: StateHistoryQuery) => readonly StateHistory[];
}

export function createStateReads(database: DatabaseSync): StateReads {
  return {
    headSeq: () => integerOf(database.prepare('SELECT seq FROM head').get(), 'seq'),
    stateHistories: (query) => readHistories(database, query),
  };
}

interface Draft extends StateHistory {
  readonly atMs: number[];
  readonly states: number[];
  isInOrder: boolean;
}

function readHistories(
  database: DatabaseSync,
  { fromMs, toMs, indicator }: StateHistoryQuery,
): readonly StateHistory[] {
  const drafts = new Map<string, Draft[]>();
  // The sign keeps the index of entities out of it, by which every row would be looked up by itself.
  const only = (column: string) => (indicator === undefined ? '' : `AND +${column} = '${indicator}'`);
  if (Number.isFinite(fromMs)) {
    const before = `${SELECT_BEFORE} ${only('change.indicator').replace('AND', 'WHERE')}`;
    addAll(drafts, iterate(database, before, [fromMs, fromMs]));
    const within = `${SELECT} ${only('indicator')} AND at_ms >= ? AND at_ms < ? ORDER BY at_ms, seq`;
    addAll(drafts, iterate(database, within, [fromMs, toMs]));
  } else {
    addAll(drafts, iterate(database, `${SELECT} ${only('indicator')} AND +at_ms < ? ORDER BY seq`, [toMs]));
  }
  return [...drafts.values()]
    .flat()
    .map((draft) => (draft.isInOrder ? draft : inOrder(draft)))
    .sort((a, b) => compare(a.entity, b.entity) || compare(a.indicator, b.indicator));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Rows as lists, with numbers for names: of millions of rows the texts would cost most. */
function iterate(database: DatabaseSync, sql: string, values: readonly number[]): Iterable<SqlRow> {
  const statement = database.prepare(sql);
  statement.setReturnArrays(true);
  return statement.iterate(...values);
}

const placeIn = (column: string, names: readonly string[]) =>
  `CASE ${column} ${names.map((name, place) => `WHEN '${name}' THEN ${place}`).join(' ')} END`;

const SELECT = `
  SELECT entity, ${placeIn('indicator', INDICATORS)}, at_ms, ${placeIn('state', STATES)}
  FROM change WHERE ${OWN} AND ${NOT_CORRECTED}`;

const SELECT_BEFORE = `
  SELECT change.entity, ${placeIn('change.indicator', INDICATORS)}, change.at_ms, ${placeIn('change.state', STATES)}
  FROM status JOIN change ON change.seq = CASE WHEN status.at_ms < ? THEN status.seq ELSE (
    SELECT earlier.seq FROM change AS earlier
    WHERE earlier.entity = status.entity AND earlier.indicator = status.indicator AND earlier.at_ms < ?
      AND earlier.${OWN} AND earlier.${NOT_CORRECTED}
    ORDER BY earlier.at_ms DESC, earlier.seq DESC LIMIT 1
  ) END`;

function addAll(drafts: Map<string, Draft[]>, rows: Iterable<SqlRow>): void {
  for (const row of rows) {
    const name = textOf(row, '0');
    const indicator = INDICATORS[integerOf(row, '1')];
    const atMs = integerOf(row, '2');
    let ofEntity = drafts.get(name);
    if (!ofEntity) {
      ofEntity = [];
      drafts.set(name, ofEntity);
    }
    let draft = ofEntity.find((one) => one.indicator === indicator);
    if (!draft) {
      draft = createDraft(row);
      ofEntity.push(draft);
    }
    if (atMs < (draft.atMs.at(-1) ?? atMs)) draft.isInOrder = false;
    draft.atMs.push(atMs);
    draft.states.push(integerOf(row, '3'));
  }
}

function createDraft(row: SqlRow): Draft {
  const entity = entityOf({ entity: row['0'] ?? null });
  const indicator = INDICATORS[integerOf(row, '1')] ?? 'reach';
  return { entity, indicator, atMs: [], states: [], isInOrder: true };
}

/** Rows come in the order in which they were recorded, so that the last of an instant stays the last. */
function inOrder({ entity, indicator, atMs, states }: StateHistory): StateHistory {
  const places = atMs.map((_, place) => place).sort((a, b) => (atMs[a] ?? 0) - (atMs[b] ?? 0) || a - b);
  const pick = (column: readonly number[]) => places.map((place) => column[place] ?? 0);
  return { entity, indicator, atMs: pick(atMs), states: pick(states) };
}
