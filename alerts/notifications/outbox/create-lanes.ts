import type { Channel } from '../../../core/domain/notifier.ts';
import type { Lane } from '../../../ledger/record/outbox/outbox-message.ts';
import { afterFailure, isFailing, isPaused, type LaneHealth, WELL, widthOf } from './lane-health.ts';

/** How many messages of each lane are on their way, and how it fares. */
export interface Lanes {
  /** How many more messages may be sent on it now. */
  readonly room: (lane: Lane) => number;
  readonly isPaused: (lane: Lane, nowMs: number) => boolean;
  readonly isFull: (channel: Channel) => boolean;
  /** Those first that had to wait the longest. */
  readonly byTurn: (lanes: readonly Lane[]) => readonly Lane[];
  readonly start: (lane: Lane) => void;
  /** Says whether the lane begins, goes on or ends to fail. */
  readonly finish: (lane: Lane, sign: LaneSign, nowMs: number) => LaneNews;
}

/** What a try says about its lane. */
export type LaneSign = 'well' | 'failed' | 'no-sign';

export interface LaneNews {
  readonly isFailing: boolean;
  readonly hasTurned: boolean;
}

export interface MostAtOnce {
  readonly lane: number;
  readonly channel: number;
}

interface LaneState {
  health: LaneHealth;
  underWay: number;
  /** Of the last message that was begun. */
  turn: number;
}

export const laneKey = ({ recipient, channel }: Lane): string => `${channel} ${recipient}`;

export function createLanes(mostAtOnce: MostAtOnce): Lanes {
  const states = new Map<string, LaneState>();
  const underWay = new Map<Channel, number>();
  let turns = 0;

  const stateOf = (lane: Lane): LaneState => {
    const key = laneKey(lane);
    const state = states.get(key) ?? { health: WELL, underWay: 0, turn: 0 };
    states.set(key, state);
    return state;
  };
  const move = (lane: Lane, by: 1 | -1) => {
    stateOf(lane).underWay += by;
    underWay.set(lane.channel, (underWay.get(lane.channel) ?? 0) + by);
  };
  const freeOf = (channel: Channel) => mostAtOnce.channel - (underWay.get(channel) ?? 0);

  return {
    room: (lane) => {
      const state = stateOf(lane);
      return Math.max(
        0,
        Math.min(widthOf(state.health, mostAtOnce.lane) - state.underWay, freeOf(lane.channel)),
      );
    },
    isPaused: (lane, nowMs) => isPaused(stateOf(lane).health, nowMs),
    isFull: (channel) => freeOf(channel) <= 0,
    byTurn: (lanes) => [...lanes].sort((a, b) => stateOf(a).turn - stateOf(b).turn),
    start: (lane) => {
      move(lane, 1);
      stateOf(lane).turn = ++turns;
    },
    finish: (lane, sign, nowMs) => {
      move(lane, -1);
      const state = stateOf(lane);
      const wasFailing = isFailing(state.health);
      if (sign === 'well') state.health = WELL;
      if (sign === 'failed') state.health = afterFailure(state.health, nowMs);
      const isNow = isFailing(state.health);
      return { isFailing: isNow, hasTurned: isNow !== wasFailing };
    },
  };
}
