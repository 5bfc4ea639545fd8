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
  /** Says whether the lane, or the server of its channel, begins, goes on or ends to fail. */
  readonly finish: (lane: Lane, sign: LaneSign, nowMs: number) => LaneNews;
}

/** What a try says about its lane, or about the server that all lanes of the channel share. */
export type LaneSign = 'well' | 'failed' | 'server-failed' | 'no-sign';

export interface LaneNews {
  readonly whose: 'lane' | 'server';
  readonly isFailing: boolean;
  readonly hasTurned: boolean;
}

export interface MostAtOnce {
  readonly lane: number;
  readonly channel: number;
}

interface ServerState {
  health: LaneHealth;
  underWay: number;
}

interface LaneState extends ServerState {
  /** Of the last message that was begun. */
  turn: number;
}

export const laneKey = ({ recipient, channel }: Lane): string => `${channel} ${recipient}`;

export function createLanes(mostAtOnce: MostAtOnce): Lanes {
  const states = new Map<string, LaneState>();
  const servers = new Map<Channel, ServerState>();
  let turns = 0;

  const stateOf = (lane: Lane): LaneState => {
    const key = laneKey(lane);
    const state = states.get(key) ?? { health: WELL, underWay: 0, turn: 0 };
    states.set(key, state);
    return state;
  };
  const serverOf = (channel: Channel): ServerState => {
    const state = servers.get(channel) ?? { health: WELL, underWay: 0 };
    servers.set(channel, state);
    return state;
  };
  const move = (lane: Lane, by: 1 | -1) => {
    stateOf(lane).underWay += by;
    serverOf(lane.channel).underWay += by;
  };
  const freeOf = (channel: Channel) => roomOf(serverOf(channel), mostAtOnce.channel);

  return {
    room: (lane) => Math.max(0, Math.min(roomOf(stateOf(lane), mostAtOnce.lane), freeOf(lane.channel))),
    isPaused: (lane, nowMs) =>
      isPaused(serverOf(lane.channel).health, nowMs) || isPaused(stateOf(lane).health, nowMs),
    isFull: (channel) => freeOf(channel) <= 0,
    byTurn: (lanes) => [...lanes].sort((a, b) => stateOf(a).turn - stateOf(b).turn),
    start: (lane) => {
      move(lane, 1);
      stateOf(lane).turn = ++turns;
    },
    finish: (lane, sign, nowMs) => {
      move(lane, -1);
      const ofServer = tell(serverOf(lane.channel), serverSign(sign), nowMs);
      const ofLane = tell(stateOf(lane), sign === 'server-failed' ? 'no-sign' : sign, nowMs);
      const isServers = ofServer.hasTurned || ofServer.isFailing;
      return isServers ? { whose: 'server', ...ofServer } : { whose: 'lane', ...ofLane };
    },
  };
}

const roomOf = ({ health, underWay }: ServerState, most: number): number => widthOf(health, most) - underWay;

const serverSign = (sign: LaneSign) =>
  sign === 'server-failed' ? 'failed' : sign === 'well' ? 'well' : 'no-sign';

function tell(state: ServerState, sign: Exclude<LaneSign, 'server-failed'>, nowMs: number) {
  const wasFailing = isFailing(state.health);
  if (sign === 'well') state.health = WELL;
  if (sign === 'failed') state.health = afterFailure(state.health, nowMs);
  const isNow = isFailing(state.health);
  return { isFailing: isNow, hasTurned: isNow !== wasFailing };
}
