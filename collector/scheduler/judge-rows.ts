import { unwatchedSinceMs } from '../../core/domain/inventory.ts';
import type { Reading } from '../../core/domain/probing.ts';
import { type Change, deviceEntity } from '../../core/domain/state.ts';
import { STEP, type Steps } from '../../core/host/in-slices.ts';
import { createDeviceLives, type DeviceLives, type DeviceRungs } from '../device-lives.ts';
import { judge, judgeStale, judgeUnmeasured } from '../judge/judge.ts';
import type { BareChange, Judgement } from '../judge/status.ts';
import { verdictOf } from '../probing/verdict.ts';
import { stateAt } from '../states/status-columns.ts';
import { checkAt, deviceIdAt, findRow, indicatorAt } from '../states/watch-columns.ts';
import { higherRungs, reachRow, type WatchedStates } from '../states/watched-states.ts';

/** Judges readings in their order, and then whether devices live whose pings fail. */
export function* judgeRows(
  states: WatchedStates,
  readings: readonly Reading[],
  isUnmeasured: (reading: Reading) => boolean,
): Steps<readonly Change[]> {
  const changes: Change[] = [];
  const lives = createDeviceLives(changes, rungsOf(states));
  for (const [place, reading] of readings.entries()) {
    if (place % STEP === 0) yield;
    const { deviceId, indicator, outcome } = reading;
    const row = findRow(states.watches, deviceId, indicator);
    if (row < 0 || (!outcome.ok && outcome.reason === 'internal') || isUnmeasured(reading)) continue;
    judgeRow(states, row, reading, changes, lives);
  }
  lives.judge();
  return changes;
}

function judgeRow(
  states: WatchedStates,
  row: number,
  reading: Reading,
  changes: Change[],
  lives: DeviceLives,
): void {
  const { watches, statuses, measured } = states;
  const { atMs, outcome } = reading;
  const device = watches.device[row] ?? 0;
  if (!watches.lives.isWatchedAt(device, atMs)) return;
  const { confirm, degradedLossRatio } = checkAt(watches, row);
  const verdict = verdictOf(outcome, degradedLossRatio);
  const tookMs = outcome.measurements?.rttMaxMs;
  const policy = { confirm, acceptedMs: watches.lives.acceptedMs(device) };
  const { status, change } = judge(statuses.read(row), { ...reading, tookMs, verdict }, policy);
  states.write(row, status);
  if (outcome.measurements) measured.set(row, outcome.measurements, atMs);
  if (change) {
    if (reading.indicator === 'reach') lives.noteReachChange(device, changes.length);
    changes.push(nameChange(states, row, change));
  }
  lives.noteReading(device);
}

/** Devices whose probes stopped coming, and those that are no longer watched. */
export function sweepRows(
  states: WatchedStates,
  nowMs: number,
  sightSinceMs: number,
  graceMs: number,
): readonly Change[] {
  const { watches, statuses, plannedMs } = states;
  const changes: Change[] = [];
  const lives = createDeviceLives(changes, rungsOf(states));
  const take = (row: number, { status, change }: Judgement) => {
    states.write(row, status);
    if (change) changes.push(nameChange(states, row, change));
  };
  for (let row = 0; row < watches.size; row++) {
    const device = watches.device[row] ?? 0;
    if (statuses.isFiltered(row)) lives.noteReading(device);
    if (!statuses.canGoStale(row)) continue;
    const { intervalMs } = checkAt(watches, row);
    const aliveMs = Math.max(statuses.toldMs(row), sightSinceMs, plannedMs[row] ?? 0);
    if (!watches.lives.isWatchedAt(device, nowMs)) take(row, judgeUnwatched(states, row, nowMs));
    else if (nowMs - aliveMs > 2 * intervalMs + graceMs)
      take(row, judgeStale(statuses.read(row), aliveMs, intervalMs));
  }
  lives.judge();
  return changes;
}

function judgeUnwatched({ watches, statuses }: WatchedStates, row: number, nowMs: number): Judgement {
  const device = watches.devices.at(watches.device[row] ?? 0);
  return judgeUnmeasured(statuses.read(row), (device && unwatchedSinceMs(device, nowMs)) ?? nowMs);
}

export const nameChange = ({ watches }: WatchedStates, row: number, change: BareChange): Change => ({
  entity: deviceEntity(deviceIdAt(watches, row)),
  indicator: indicatorAt(watches, row),
  ...change,
});

function rungsOf(states: WatchedStates): DeviceRungs {
  const { watches, statuses, answers } = states;
  return {
    answers,
    deviceIdOf: (device) => watches.devices.idAt(device) ?? '',
    reachOf: (device) => {
      const row = reachRow(states, device);
      return row < 0 ? undefined : statuses.read(row);
    },
    setReach: (device, status) => states.write(reachRow(states, device), status),
    higherOf: (device) => higherRungs(states, device),
    isSilent: (device) => {
      const row = reachRow(states, device);
      return row >= 0 && (stateAt(statuses.state, row) === 'down' || statuses.runs.has(row));
    },
  };
}
