import type { DeviceState, PortState } from '../../device/device-state.ts';
import { type MibObject, table } from './mib.ts';
import { gauge, integer } from './values.ts';

const PSE = '1.3.6.1.2.1.105.1';
const GROUP = 1;
const NOMINAL_WATTS_PER_PORT = 15;
/** `pethPsePortDetectionStatus`. */
const SEARCHING = 2;
const DELIVERING = 3;

/** POWER-ETHERNET-MIB (RFC 3621): what draws power, and how much all of it is together. */
export function powerEthernetObjects({ ports }: DeviceState): MibObject[] {
  const powered = ports.filter(({ planned }) => planned.poeMilliwatts !== undefined);
  if (powered.length === 0) return [];
  const rows = powered.map((port) => ({ index: [GROUP, port.planned.index], row: port }));
  return [
    ...table(`${PSE}.1.1`, rows, [
      [3, () => integer(1)],
      [6, (port) => integer(isDelivering(port) ? DELIVERING : SEARCHING)],
      [10, () => integer(4)],
    ]),
    ...table(
      `${PSE}.3.1.1`,
      [{ index: [GROUP], row: powered }],
      [
        [2, (all) => gauge(all.length * NOMINAL_WATTS_PER_PORT)],
        [3, () => integer(1)],
        [4, (all) => gauge(all.filter(isDelivering).reduce((sum, port) => sum + drawOf(port), 0) / 1e3)],
      ],
    ),
  ];
}

const drawOf = ({ planned }: PortState): number => planned.poeMilliwatts ?? 0;
const isDelivering = (port: PortState): boolean => drawOf(port) > 0 && port.oper() === 'up';
