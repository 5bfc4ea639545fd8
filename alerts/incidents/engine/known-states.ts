import { INDICATORS, type Indicator } from '../../../core/domain/state.ts';
import type { Node } from './model.ts';

/** What was last heard of an indicator. */
export interface KnownState {
  readonly atMs: number;
  readonly isDown: boolean;
}

type Place = Pick<Node, 'row'>;

/** What was last heard of every indicator of everything, in columns. */
export interface KnownStates {
  readonly of: (node: Place, indicator: Indicator) => KnownState | undefined;
  readonly set: (node: Place, indicator: Indicator, state: KnownState) => void;
  readonly forget: (node: Place, indicator: Indicator) => void;
  readonly forgetAll: (node: Place) => void;
  /** Nothing of it is down. */
  readonly isWell: (node: Place) => boolean;
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
      states.fill(NEVER, placeOf(node, indicator), placeOf(node, indicator) + 1);
    },
    forgetAll: ({ row }) => {
      states.fill(NEVER, row * WIDTH, (row + 1) * WIDTH);
    },
    isWell: ({ row }) => !states.subarray(row * WIDTH, (row + 1) * WIDTH).includes(DOWN),
  };
}
