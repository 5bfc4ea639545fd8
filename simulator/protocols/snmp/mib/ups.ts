import type { DeviceState } from '../../device/device-state.ts';
import { type MibObject, scalar, table } from './mib.ts';
import { integer, text } from './values.ts';

const UPS = '1.3.6.1.2.1.33.1';
const SOURCE = { mains: 3, battery: 5 } as const;
const BATTERY_NORMAL = 2;
const BATTERY_LOW = 3;
const LOW_PERCENT = 20;
const DECIHERTZ = 500;

/** UPS-MIB (RFC 1628). */
export function upsObjects({ device }: DeviceState): MibObject[] {
  const { ups } = device;
  if (ups === undefined) return [];
  const line = [{ index: [1], row: ups }];
  return [
    scalar(`${UPS}.1.1`, () => text(device.maker)),
    scalar(`${UPS}.1.2`, () => text(device.model)),
    scalar(`${UPS}.1.3`, () => text(device.firmware)),
    scalar(`${UPS}.1.4`, () => text(device.firmware)),
    scalar(`${UPS}.1.5`, () => text(device.name)),
    scalar(`${UPS}.2.1`, () => integer(ups.chargePercent < LOW_PERCENT ? BATTERY_LOW : BATTERY_NORMAL)),
    scalar(`${UPS}.2.2`, () => integer(ups.source === 'battery' ? 60 : 0)),
    scalar(`${UPS}.2.3`, () => integer(Math.round(ups.runtimeMs / 60_000))),
    scalar(`${UPS}.2.4`, () => integer(ups.chargePercent)),
    scalar(`${UPS}.2.5`, () => integer(273)),
    scalar(`${UPS}.3.2`, () => integer(1)),
    ...table(`${UPS}.3.3.1`, line, [
      [2, () => integer(DECIHERTZ)],
      [3, ({ source, voltageVolts }) => integer(source === 'mains' ? voltageVolts : 0)],
    ]),
    scalar(`${UPS}.4.1`, () => integer(SOURCE[ups.source])),
    scalar(`${UPS}.4.2`, () => integer(DECIHERTZ)),
    scalar(`${UPS}.4.3`, () => integer(1)),
    ...table(`${UPS}.4.4.1`, line, [
      [2, ({ voltageVolts }) => integer(voltageVolts)],
      [5, ({ loadPercent }) => integer(loadPercent)],
    ]),
    scalar(`${UPS}.6.1`, () => integer(ups.source === 'battery' ? 1 : 0)),
  ];
}
