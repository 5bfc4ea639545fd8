import type { Inventory } from '../../core/domain/inventory.ts';
import { INDICATORS, type Indicator, PING_FILTERED, STATES, type State } from '../../core/domain/state.ts';
import type { DeviceCounts, GroupCounts } from './city-tally.ts';
import { BESIDE, type Condition, LADDER, NO_DATA, NOT_MEASURED } from './condition.ts';
import type { Counts } from './counts.ts';
import type { PresentColumns } from './present-source.ts';
import type { VisibleFleet } from './visible-fleet.ts';

/** The conditions of all visible devices that are watched now, as they were when they were read: by place in the columns. */
export interface DeviceConditions extends DeviceCounts {
  readonly watched: number;
  /** Another number after the state or the reason of one of them became another. */
  readonly digest: number;
  readonly stateAt: (device: number) => State | undefined;
  readonly conditionAt: (device: number) => Condition | undefined;
  /** Since when it is so, without the rest of its condition. */
  readonly sinceAt: (device: number) => number | undefined;
}

/** Reads them all at once, without an object a device: {@link conditionOf} says the same of the statuses of one. */
export type ReadConditions = (
  columns: PresentColumns,
  fleet: VisibleFleet,
  inventory: Pick<Inventory, 'devices'>,
) => DeviceConditions;

/** Neither watched nor visible; a state that no row decided. */
const [NONE, ROWLESS] = [255, -1];

/** As long as no state and no reason changed, and so no edge, what was read last is not read again. */
export function createConditionReader(): ReadConditions {
  const read = createReader();
  let last: readonly unknown[] = [];
  let conditions: DeviceConditions | undefined;
  return (columns, fleet, inventory) => {
    const source = [columns.state, columns.version, fleet, inventory];
    if (conditions === undefined || source.some((one, place) => one !== last[place]))
      conditions = read(columns, fleet, inventory);
    last = source;
    return conditions;
  };
}

/** What is read is written over by what is read next: a page every second would leave two megabytes behind each time. */
function createReader(): ReadConditions {
  let room = createRoom(0);
  let kept: { readonly fleet: VisibleFleet; readonly inOrder: Uint32Array } | undefined;
  let rowless = createRowless({ devices: new Map() });
  return (columns, fleet, inventory) => {
    const { devices, reasons } = columns;
    if (room.state.length !== devices.size) room = createRoom(devices.size);
    // In the order of the columns: half of the time goes into reaching for memory.
    if (kept?.fleet !== fleet) kept = { fleet, inOrder: fleet.devices.toSorted() };
    if (rowless.inventory !== inventory) rowless = createRowless(inventory);
    const { state, reason, indicator, sinceMs, afterMs } = room;
    const decide = createDecider(columns);
    const counter = createCounter(columns);
    const { conditionOf } = rowless;
    state.fill(NONE);
    let digest = NO_DIGEST;
    for (const device of kept.inOrder) {
      if (devices.isWatched[device] !== 1) continue;
      const { row, stateIndex } = decide(device);
      state[device] = stateIndex;
      indicator[device] = row === ROWLESS ? NONE : (columns.indicator[row] ?? NONE);
      reason[device] = columns.reason[row] ?? 0;
      sinceMs[device] = columns.sinceMs[row] ?? 0;
      afterMs[device] = columns.afterMs[row] ?? 0;
      counter.add(device, stateIndex);
      digest = addToDigest(addToDigest(digest, device), stateIndex);
      digest = addToDigest(addToDigest(digest, reason[device] ?? 0), sinceMs[device] ?? 0);
      if (stateIndex === UNKNOWN)
        counter.addUnknown(
          row === ROWLESS ? conditionOf(devices.idOf(device)).reason : reasons[reason[device] ?? 0],
        );
    }
    const stateAt = (device: number) => STATES[state[device] ?? NONE];
    return {
      ...{ stateAt, digest, ...counter.all() },
      sinceAt: (device) =>
        state[device] === NONE || indicator[device] === NONE ? undefined : sinceMs[device],
      conditionAt: (device) => {
        const stateNow = stateAt(device);
        if (stateNow === undefined) return undefined;
        if (indicator[device] === NONE) return conditionOf(devices.idOf(device));
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
  };
}

const NO_DIGEST = 0x811c_9dc5;
/** FNV-1a over whole numbers: one that is another makes another of what comes out. */
export const addToDigest = (digest: number, number: number): number =>
  Math.imul(digest ^ (number % 0x1_0000_0000), 0x0100_0193);

function createRoom(size: number) {
  return {
    state: new Uint8Array(size),
    reason: new Uint16Array(size),
    indicator: new Uint8Array(size),
    sinceMs: new Float64Array(size),
    afterMs: new Float64Array(size),
  };
}

function indicatorOf(index: number | undefined): { readonly indicator?: Indicator } {
  const indicator = INDICATORS[index ?? -1];
  return indicator === undefined ? {} : { indicator };
}

/** Conditions of devices without a row: a channel that nobody looks at has no data, and never will have. */
function createRowless(inventory: Pick<Inventory, 'devices'>) {
  const known = new Map<string, Condition>();
  return {
    inventory,
    conditionOf: (id: string): Condition => {
      const condition = known.get(id) ?? rowlessCondition(inventory, id);
      known.set(id, condition);
      return condition;
    },
  };
}

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
function createDecider(columns: PresentColumns): (device: number) => Decision {
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

function createCounter({ devices }: Pick<PresentColumns, 'devices'>) {
  const cells = new Uint32Array(devices.groups.length * STATES.length);
  const unknownReasons = new Map<string, number>();
  return {
    add: (device: number, stateIndex: number) => {
      const cell = (devices.group[device] ?? 0) * STATES.length + stateIndex;
      cells[cell] = (cells[cell] ?? 0) + 1;
    },
    addUnknown: (reason = 'no-data-yet') => unknownReasons.set(reason, (unknownReasons.get(reason) ?? 0) + 1),
    all: () => {
      const counts = devices.groups.flatMap((group, index): GroupCounts | [] => {
        const own = countsAt(cells, index * STATES.length);
        return own.total > 0 ? { group, counts: own } : [];
      });
      return { counts, unknownReasons, watched: cells.reduce((sum, count) => sum + count, 0) };
    },
  };
}

function countsAt(cells: Uint32Array, first: number): Counts {
  const [up = 0, degraded = 0, down = 0, unknown = 0] = cells.subarray(first, first + STATES.length);
  return { total: up + degraded + down + unknown, up, degraded, down, unknown };
}
