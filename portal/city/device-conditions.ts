import type { Inventory } from '../../core/domain/inventory.ts';
import type { LiveColumns } from '../../core/domain/live-columns.ts';
import { INDICATORS, type Indicator, PING_FILTERED, STATES, type State } from '../../core/domain/state.ts';
import type { GroupCounts } from './city-tally.ts';
import { BESIDE, type Condition, LADDER, NO_DATA, NOT_MEASURED } from './condition.ts';
import { createTally, type Tally, tally } from './counts.ts';
import type { VisibleFleet } from './visible-fleet.ts';

/** The conditions of all visible devices that are watched now, as they were when they were read: by place in the columns. */
export interface DeviceConditions {
  readonly watched: number;
  readonly stateAt: (device: number) => State | undefined;
  readonly conditionAt: (device: number) => Condition | undefined;
  readonly counts: readonly GroupCounts[];
}

/** Neither watched nor visible; a state that no row decided. */
const [NONE, ROWLESS] = [255, -1];

/** Reads them all at once, without an object a device: {@link conditionOf} says the same of the statuses of one. */
export function readDeviceConditions(
  columns: LiveColumns,
  fleet: VisibleFleet,
  inventory: Pick<Inventory, 'devices'>,
): DeviceConditions {
  const { devices } = columns;
  const state = new Uint8Array(devices.size).fill(NONE);
  const [reason, indicator] = [new Uint16Array(devices.size), new Uint8Array(devices.size)];
  const [sinceMs, afterMs] = [new Float64Array(devices.size), new Float64Array(devices.size)];
  const { reasons } = columns;
  const decide = createDecider(columns);
  const counter = createCounter(columns);
  const withoutRow = new Map<number, Condition>();
  let watched = 0;
  for (const device of fleet.devices) {
    if (devices.isWatched[device] !== 1) continue;
    watched++;
    const { row, stateIndex } = decide(device);
    state[device] = stateIndex;
    if (row === ROWLESS) withoutRow.set(device, rowlessCondition(inventory, devices.idOf(device)));
    else {
      reason[device] = columns.reason[row] ?? 0;
      indicator[device] = columns.indicator[row] ?? 0;
      sinceMs[device] = columns.sinceMs[row] ?? 0;
      afterMs[device] = columns.afterMs[row] ?? 0;
    }
    counter.add(device, stateIndex, withoutRow.get(device)?.reason ?? reasons[reason[device] ?? 0]);
  }
  const stateAt = (device: number) => STATES[state[device] ?? NONE];
  return {
    ...{ watched, stateAt, counts: counter.all() },
    conditionAt: (device) => {
      const stateNow = stateAt(device);
      if (stateNow === undefined) return undefined;
      const known = withoutRow.get(device);
      if (known) return known;
      const why = reasons[reason[device] ?? 0];
      return {
        state: stateNow,
        ...indicatorOf(indicator[device]),
        ...(why !== undefined && { reason: why }),
        sinceMs: sinceMs[device] ?? 0,
        afterMs: afterMs[device] ?? 0,
      };
    },
  };
}

function indicatorOf(index: number | undefined): { readonly indicator?: Indicator } {
  const indicator = INDICATORS[index ?? -1];
  return indicator === undefined ? {} : { indicator };
}

/** A channel that nobody looks at has no data, and never will have. */
function rowlessCondition({ devices }: Pick<Inventory, 'devices'>, id: string): Condition {
  const { address, channelOf } = devices.get(id) ?? {};
  return address === undefined && channelOf !== undefined ? NOT_MEASURED : NO_DATA;
}

const UP = STATES.indexOf('up');
const DEGRADED = STATES.indexOf('degraded');
const DOWN = STATES.indexOf('down');
const UNKNOWN = STATES.indexOf('unknown');
const REACH = INDICATORS.indexOf('reach');
const RUNGS: readonly Indicator[] = LADDER;
/** How high each indicator stands on the ladder; -1 beside it. */
const HEIGHTS: readonly number[] = INDICATORS.map((indicator) =>
  BESIDE.has(indicator) ? -1 : LADDER.length - RUNGS.indexOf(indicator),
);

interface Decision {
  /** That decided it; -1 where the device has none. */
  row: number;
  stateIndex: number;
}

/** The rule of {@link conditionOf} over rows. What it returns is written over by the next call. */
function createDecider(columns: LiveColumns): (device: number) => Decision {
  const { firstRow, indicator, state, reason } = columns;
  const filtered = columns.reasons.indexOf(PING_FILTERED);
  const decision: Decision = { row: ROWLESS, stateIndex: UNKNOWN };
  const decided = (row: number, stateIndex: number) => {
    decision.row = row;
    decision.stateIndex = stateIndex;
    return decision;
  };
  return (device) => {
    const first = firstRow[device] ?? 0;
    const end = firstRow[device + 1] ?? first;
    if (first === end) return decided(ROWLESS, UNKNOWN);
    let [top, flaw] = [ROWLESS, ROWLESS];
    for (let row = first; row < end; row++) {
      const now = state[row];
      if (now === UNKNOWN) continue;
      if (now === DOWN && indicator[row] === REACH && reason[row] !== filtered) return decided(row, DOWN);
      if (now !== UP && flaw === ROWLESS) flaw = row;
      const height = HEIGHTS[indicator[row] ?? 0] ?? -1;
      if (height >= 0 && (top === ROWLESS || height > (HEIGHTS[indicator[top] ?? 0] ?? -1))) top = row;
    }
    if (top === ROWLESS) return decided(first, UNKNOWN);
    const topState = state[top] ?? UNKNOWN;
    if (topState !== UP) return decided(top, topState);
    return flaw === ROWLESS ? decided(top, UP) : decided(flaw, DEGRADED);
  };
}

function createCounter({ devices }: Pick<LiveColumns, 'devices'>) {
  interface OfGroup {
    readonly counts: Tally;
    readonly unknownReasons: Map<string, number>;
  }
  const byGroup: OfGroup[] = devices.groups.map(() => ({ counts: createTally(), unknownReasons: new Map() }));
  return {
    add: (device: number, stateIndex: number, reason = 'no-data-yet') => {
      const into = byGroup[devices.group[device] ?? -1];
      const state = STATES[stateIndex];
      if (into === undefined || state === undefined) return;
      tally(into.counts, state);
      if (state === 'unknown') into.unknownReasons.set(reason, (into.unknownReasons.get(reason) ?? 0) + 1);
    },
    all: (): readonly GroupCounts[] =>
      byGroup.flatMap((one, index) => {
        const group = devices.groups[index];
        return group && one.counts.total > 0 ? [{ group, ...one }] : [];
      }),
  };
}
