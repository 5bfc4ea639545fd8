import type { DeviceState } from '../../device/device-state.ts';
import { type MibObject, table } from './mib.ts';
import { integer, text } from './values.ts';

const ENTITY = '1.3.6.1.2.1.47.1.1.1.1';
const SENSOR = '1.3.6.1.2.1.99.1.1.1';
const CHASSIS = 3;
const SENSOR_CLASS = 8;
const CELSIUS = 8;
const UNITS = 9;
const OK = 1;

/** ENTITY-MIB (RFC 6933) with the chassis and its thermometers, and their readings (ENTITY-SENSOR-MIB, RFC 3433). */
export function entityObjects(state: DeviceState): MibObject[] {
  const { device } = state;
  const { temperatures } = device;
  if (temperatures.length === 0) return [];
  const chassis = { name: 'chassis', celsius: undefined };
  const entities = [chassis, ...temperatures].map((row, place) => ({ index: [place + 1], row }));
  const ofChassis = (value: () => string) => (row: { readonly celsius: number | undefined }) =>
    text(row.celsius === undefined ? value() : '');
  return [
    ...table(ENTITY, entities, [
      [2, (row) => text(row.celsius === undefined ? `${device.maker} ${device.model}` : row.name)],
      [4, (row) => integer(row.celsius === undefined ? 0 : 1)],
      [5, (row) => integer(row.celsius === undefined ? CHASSIS : SENSOR_CLASS)],
      [7, ({ name }) => text(name)],
      [9, ofChassis(() => device.firmware)],
      [10, ofChassis(() => device.firmware)],
      [11, ofChassis(state.serial)],
      [12, ofChassis(() => device.maker)],
      [13, ofChassis(() => device.model)],
    ]),
    ...table(
      SENSOR,
      temperatures.map((row, place) => ({ index: [place + 2], row })),
      [
        [1, () => integer(CELSIUS)],
        [2, () => integer(UNITS)],
        [3, () => integer(0)],
        [4, ({ celsius }) => integer(Math.round(celsius))],
        [5, () => integer(OK)],
      ],
    ),
  ];
}
