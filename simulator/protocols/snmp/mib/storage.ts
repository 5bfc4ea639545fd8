import type { DeviceState } from '../../device/device-state.ts';
import type { VirtualDisk } from '../../device/virtual-device.ts';
import { type MibObject, scalar, table } from './mib.ts';
import { integer, objectId, type SnmpValue, text, timeTicks } from './values.ts';

const HOST = '1.3.6.1.2.1.25';
const FIXED_DISK = `${HOST}.2.1.4`;
const DISK_STORAGE = `${HOST}.3.1.6`;
const RUNNING = 2;
const DOWN = 5;
/** `hrStorageSize` is an Integer32: a large disk needs a large unit. */
const UNIT_BYTES = 65_536;

/** HOST-RESOURCES-MIB (RFC 2790): the device's own clock, and its disks as storage and as devices. */
export function storageObjects(state: DeviceState): MibObject[] {
  const { disks, maker } = state.device;
  // Hikvision tells of its disks in objects of its own only.
  if (disks.length === 0 || maker === 'Hikvision') return [];
  const rows = disks.map((disk, place) => ({ index: [place + 1], row: disk }));
  const usedBytes = ({ sizeBytes, freeBytes }: VirtualDisk) =>
    state.has('disk-full') ? sizeBytes : sizeBytes - freeBytes;
  return [
    scalar(`${HOST}.1.1`, (atMs) => timeTicks(state.uptimeMs(atMs))),
    scalar(`${HOST}.1.2`, () => dateAndTime(state.clockMs())),
    ...table(`${HOST}.2.3.1`, rows, [
      [1, ({ name }) => integer(disks.findIndex((disk) => disk.name === name) + 1)],
      [2, () => objectId(FIXED_DISK)],
      [3, ({ name }) => text(name)],
      [4, () => integer(UNIT_BYTES)],
      [5, ({ sizeBytes }) => integer(Math.floor(sizeBytes / UNIT_BYTES))],
      [6, (disk) => integer(Math.floor(usedBytes(disk) / UNIT_BYTES))],
    ]),
    ...table(`${HOST}.3.2.1`, rows, [
      [1, ({ name }) => integer(disks.findIndex((disk) => disk.name === name) + 1)],
      [2, () => objectId(DISK_STORAGE)],
      [3, ({ name }) => text(name)],
      [5, (disk) => integer(disk.state === 'ok' ? RUNNING : DOWN)],
    ]),
  ];
}

/** `DateAndTime` (RFC 2579) in UTC. */
function dateAndTime(epochMs: number): SnmpValue {
  const date = new Date(epochMs);
  const octets = Buffer.alloc(11);
  octets.writeUInt16BE(date.getUTCFullYear());
  octets.set(
    [
      date.getUTCMonth() + 1,
      date.getUTCDate(),
      date.getUTCHours(),
      date.getUTCMinutes(),
      date.getUTCSeconds(),
      Math.floor(date.getUTCMilliseconds() / 100),
      '+'.charCodeAt(0),
    ],
    2,
  );
  return { type: 'octets', value: octets };
}
