import type { LiveColumns } from '../../core/domain/live-columns.ts';
import type { SharedFrame, SharedStates } from './portal-messages.ts';

type Column = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

/**
 * Copies the columns of the collector to where another thread reads them: what it was told of last stays as it is while the
 * next is written, so that it never sees half of a change. Some milliseconds for 100,000 devices.
 */
export function createColumnSharing(configOf: (columns: LiveColumns['devices']) => number) {
  let frame: SharedFrame | undefined;
  let source: LiveColumns['firstRow'] | undefined;
  let room: readonly [Room, Room] | undefined;
  let toldVersion: number | undefined;

  return (live: LiveColumns, hasBefore: boolean): { frame?: SharedFrame; states?: SharedStates } => {
    const isFrame = !frame || source !== live.firstRow || !isInForce(frame, live);
    if (isFrame) {
      frame = shareFrame(live, configOf(live.devices));
      if (source !== live.firstRow) room = [createRoom(live.size), createRoom(live.size)];
      source = live.firstRow;
    }
    const isState = isFrame || !hasBefore || toldVersion !== live.version;
    if (isState && room) room = [room[1], room[0]];
    toldVersion = live.version;
    return {
      ...(frame && (isFrame || !hasBefore) && { frame }),
      ...(isState && room && { states: fill(room[0], live) }),
    };
  };
}

type Room = Pick<LiveColumns, 'state' | 'reason' | 'sinceMs' | 'afterMs'>;

const createRoom = (size: number): Room => ({
  state: new Uint8Array(new SharedArrayBuffer(size)),
  reason: new Uint16Array(new SharedArrayBuffer(2 * size)),
  sinceMs: new Float64Array(new SharedArrayBuffer(8 * size)),
  afterMs: new Float64Array(new SharedArrayBuffer(8 * size)),
});

function fill(room: Room, { version, state, reason, reasons, sinceMs, afterMs }: LiveColumns): SharedStates {
  room.state.set(state);
  room.reason.set(reason);
  room.sinceMs.set(sinceMs);
  room.afterMs.set(afterMs);
  return { ...room, version, reasons: [...reasons] };
}

function shareFrame(
  { size, firstRow, device, indicator, devices }: LiveColumns,
  config: number,
): SharedFrame {
  const { idOf: _, indexOf: _1, of: _2, groups, allWays, ...columns } = devices;
  const { group, isWatched, isOpen, attachedTo, recorder, ways } = columns;
  return {
    ...{ size, config, firstRow: share(firstRow), device: share(device), indicator: share(indicator) },
    devices: {
      ...{ size: columns.size, groups: [...groups], allWays: [...allWays] },
      ...{ group: share(group), isWatched: share(isWatched), isOpen: share(isOpen) },
      ...{ attachedTo: share(attachedTo), recorder: share(recorder), ways: share(ways) },
    },
  };
}

/** Hand-overs and steps of a device's life come into force by themselves. */
const isInForce = ({ devices }: SharedFrame, live: LiveColumns): boolean =>
  isSame(devices.group, live.devices.group) && isSame(devices.isWatched, live.devices.isWatched);

const isSame = (a: Column, b: Column): boolean => bytesOf(a).equals(bytesOf(b));
const bytesOf = ({ buffer, byteOffset, byteLength }: Column) => Buffer.from(buffer, byteOffset, byteLength);

function share<Shared extends Column>(column: Shared): Shared {
  const Columns = column.constructor as new (room: SharedArrayBuffer) => Shared;
  const shared = new Columns(new SharedArrayBuffer(column.byteLength));
  shared.set(column);
  return shared;
}
