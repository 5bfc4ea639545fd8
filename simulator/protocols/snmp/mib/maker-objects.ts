import type { DeviceState } from '../../device/device-state.ts';
import { type MibObject, scalar, table } from './mib.ts';
import { integer, ipAddress, text } from './values.ts';

const ENTERPRISES = '1.3.6.1.4.1';
const BYTES_PER_MEGABYTE = 2 ** 20;

/** Objects of a maker's own, as far as they are known from devices or published MIBs. */
export function makerObjects(state: DeviceState): MibObject[] {
  switch (state.device.maker) {
    case 'Hikvision':
      return state.device.kind === 'nvr' ? hikvisionRecorder(state) : hikvisionCamera(state);
    case 'Dahua':
      return dahua(state);
    case 'Axis':
      return axis(state);
    case 'Zyxel':
      return zyxel(state);
    case 'Advantech':
      return advantech(state);
    case 'ABB':
      return abb(state);
    default:
      return [];
  }
}

/** Numbers come as text with a unit, and 0.0 GB is a camera without a card. */
function hikvisionCamera({ device }: DeviceState): MibObject[] {
  const base = `${ENTERPRISES}.39165.1`;
  const codec = device.streams[0]?.codec === 'h265' ? 'H.265' : 'H.264';
  return [
    scalar(`${base}.1`, () => text(device.model)),
    scalar(`${base}.3`, () => text(device.firmware)),
    scalar(`${base}.7`, () => text('22 PERCENT')),
    scalar(`${base}.8`, () => text('0.0 GB')),
    scalar(`${base}.9`, () => text('0 PERCENT')),
    scalar(`${base}.10`, () => text('1024 MB')),
    scalar(`${base}.11`, () => text('61 PERCENT')),
    scalar(`${base}.21`, () => text(codec)),
  ];
}

const HIKVISION_DISK_OK = 0;
const HIKVISION_DISK_FAILED = 2;

function hikvisionRecorder(state: DeviceState): MibObject[] {
  const { device, serial } = state;
  const base = `${ENTERPRISES}.50001.1`;
  const megabytes = (bytes: number) => integer(Math.floor(bytes / BYTES_PER_MEGABYTE));
  const disks = device.disks.map((disk, place) => ({ index: [place + 1, 0], row: disk }));
  return [
    scalar(`${base}.1`, () => ipAddress(device.endpoints.snmp?.address ?? '0.0.0.0')),
    scalar(`${base}.3`, () => text(serial())),
    scalar(`${base}.221`, () => integer(44)),
    ...table(`${base}.241.1`, disks, [
      [2, ({ name }) => text(name)],
      [3, (disk) => integer(disk.state === 'ok' ? HIKVISION_DISK_OK : HIKVISION_DISK_FAILED)],
      [4, ({ freeBytes }) => megabytes(state.has('disk-full') ? 0 : freeBytes)],
      [5, ({ sizeBytes }) => megabytes(sizeBytes)],
    ]),
  ];
}

/** Its disks are in HOST-RESOURCES-MIB only, as of the recorder whose walk is known: there is no table of its own. */
function dahua({ device, serial }: DeviceState): MibObject[] {
  const base = `${ENTERPRISES}.1004849.2`;
  return [
    scalar(`${base}.1.1.1`, () => text(device.firmware)),
    scalar(`${base}.1.2.4`, () => text(serial())),
    scalar(`${base}.1.2.6`, () => text(device.model)),
    scalar(`${base}.1.2.8`, () => integer(1)),
    scalar(`${base}.1.2.9`, () => text(device.name)),
    scalar(`${base}.1.3`, () => integer(11)),
  ];
}

const SIGNAL_OK = 1;
const NO_SIGNAL = 2;

function axis(state: DeviceState): MibObject[] {
  const base = `${ENTERPRISES}.368.4.1`;
  const temperatures = state.device.temperatures.map((row, place) => ({ index: [1, place + 1], row }));
  return [
    ...table(`${base}.3.1`, temperatures, [[4, ({ celsius }) => integer(Math.round(celsius))]]),
    ...table(
      `${base}.4.1`,
      [{ index: [1], row: state }],
      [[2, (camera) => integer(camera.has('no-video') ? NO_SIGNAL : SIGNAL_OK)]],
    ),
  ];
}

function zyxel({ device, serial }: DeviceState): MibObject[] {
  const base = `${ENTERPRISES}.890.1.15.3.1`;
  return [
    scalar(`${base}.6`, () => text(`${device.firmware} | 11/26/2024`)),
    scalar(`${base}.11`, () => text(device.model)),
    scalar(`${base}.12`, () => text(serial())),
  ];
}

function advantech({ device, serial }: DeviceState): MibObject[] {
  const base = `${ENTERPRISES}.10297`;
  return [
    scalar(`${base}.100.1.1`, () => text(device.model)),
    scalar(`${base}.100.1.4`, () => text(device.firmware)),
    scalar(`${base}.202.7000.1.1.15`, () => text(serial())),
  ];
}

function abb({ device }: DeviceState): MibObject[] {
  const base = `${ENTERPRISES}.53973.1.1.1.1.1`;
  return [
    scalar(`${base}.1`, () => text(device.maker)),
    scalar(`${base}.2`, () => text(device.model)),
    scalar(`${base}.3`, () => text(device.firmware)),
  ];
}
