import { INDICATORS, type Indicator } from '../../../core/domain/state.ts';
import type { Node } from './model.ts';

/** What was last heard of an indicator. */
export interface KnownState {
  readonly atMs: number;
  readonly isDown: boolean;
}

type Place = Pick<Node, 'row'>;

/** Of row after row what was last heard of each of these indicators. */
export interface KnownColumns {
  readonly indicators: readonly Indicator[];
  readonly atMs: Float64Array;
  readonly states: Uint8Array;
}

/** What was last heard of every indicator of everything, in columns. */
export interface KnownStates {
  readonly of: (node: Place, indicator: Indicator) => KnownState | undefined;
  readonly set: (node: Place, indicator: Indicator, state: KnownState) => void;
  readonly forget: (node: Place, indicator: Indicator) => void;
  readonly forgetAll: (node: Place) => void;
  /** Nothing of it is down. */
  readonly isWell: (node: Place) => boolean;
  /** A copy of the first so many rows. */
  readonly save: (rows: number) => KnownColumns;
  readonly restore: (saved: KnownColumns) => void;
}

const WIDTH = INDICATORS.length;
const [NEVER, UP, DOWN] = [0, 1, 2];

export function createKnownStates(): KnownStates {
  let atMs = new Float64Array(WIDTH * 1_024);
  let states = new Uint8Array(WIDTH * 1_024);
  const placeOf = ({ row }: Place, indicator: Indicator) => row * WIDTH + INDICATORS.indexOf(indicator);
  const makeRoom = (place: number) => {
    if (place < states.length) return;
    const length = Math.max(2 * states.length, place + WIDTH);
    const [longer, wider] = [new Float64Array(length), new Uint8Array(length)];
    longer.set(atMs);
    wider.set(states);
    [atMs, states] = [longer, wider];
  };
  return {
    of: (node, indicator) => {
      const place = placeOf(node, indicator);
      const state = states[place] ?? NEVER;
      return state === NEVER ? undefined : { atMs: atMs[place] ?? 0, isDown: state === DOWN };
    },
    set: (node, indicator, known) => {
      const place = placeOf(node, indicator);
      makeRoom(place);
      atMs[place] = known.atMs;
      states[place] = known.isDown ? DOWN : UP;
    },
    forget: (node, indicator) => {
      const place = placeOf(node, indicator);
      states.fill(NEVER, place, place + 1);
      atMs.fill(0, place, place + 1);
    },
    forgetAll: ({ row }) => {
      states.fill(NEVER, row * WIDTH, (row + 1) * WIDTH);
      atMs.fill(0, row * WIDTH, (row + 1) * WIDTH);
    },
    isWell: ({ row }) => !states.subarray(row * WIDTH, (row + 1) * WIDTH).includes(DOWN),
    save: (rows) => {
      makeRoom(rows * WIDTH);
      return {
        indicators: INDICATORS,
        atMs: atMs.slice(0, rows * WIDTH),
        states: states.slice(0, rows * WIDTH),
      };
    },
    restore: (saved) => {
      const width = saved.indicators.length;
      for (const [place, state] of saved.states.entries()) {
        const indicator = saved.indicators[place % width];
        if (state === NEVER || indicator === undefined) continue;
        const own = placeOf({ row: Math.floor(place / width) }, indicator);
        makeRoom(own);
        atMs[own] = saved.atMs[place] ?? 0;
        states[own] = state;
      }
    },
  };
}
