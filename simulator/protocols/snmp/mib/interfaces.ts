import type { DeviceState, PortState } from '../../device/device-state.ts';
import { type Column, type MibObject, scalar, table } from './mib.ts';
import { counter32, counter64, gauge, integer, objectId, text, timeTicks } from './values.ts';

const ADMIN = { up: 1, down: 2 } as const;
const OPER = { up: 1, down: 2, 'not-present': 6 } as const;
const ETHERNET = 6;
const MTU = 1_500;
const OCTETS_PER_PACKET = 900;
const LARGEST_GAUGE = 2 ** 32 - 1;

type PortColumn = Column<PortState>;

/** IF-MIB (RFC 2863), with or without the tables of its two generations. */
export function interfaceObjects({ device, ports }: DeviceState): MibObject[] {
  const tables = device.snmp?.interfaceTables ?? 'both';
  if (tables === 'none' || ports.length === 0) return [];
  const rows = ports.map((port) => ({ index: [port.planned.index], row: port }));
  return [
    scalar('1.3.6.1.2.1.2.1', () => integer(ports.length)),
    ...table('1.3.6.1.2.1.2.2.1', rows, tables === 'ifx-only' ? IF_STATUS : [...IF_STATUS, ...IF_COUNTERS]),
    ...(tables === 'if-only' ? [] : table('1.3.6.1.2.1.31.1.1.1', rows, IFX)),
  ];
}

const none = () => counter32(0);
const packets = (octets: number) => Math.floor(octets / OCTETS_PER_PACKET);
const speedOf = (port: PortState) =>
  port.planned.oper === 'not-present' ? 0 : port.planned.speedBitsPerSecond;

const IF_STATUS: readonly PortColumn[] = [
  [1, ({ planned }) => integer(planned.index)],
  [2, ({ planned }) => text(planned.name)],
  [3, () => integer(ETHERNET)],
  [4, () => integer(MTU)],
  [7, ({ planned }) => integer(ADMIN[planned.admin])],
  [8, (port) => integer(OPER[port.oper()])],
  [9, (port) => timeTicks(port.lastChangeMs())],
];

/** 32 bits, so a full gigabit wraps an octet counter in 34 s. */
const IF_COUNTERS: readonly PortColumn[] = [
  [5, (port) => gauge(Math.min(speedOf(port), LARGEST_GAUGE))],
  [10, (port, atMs) => counter32(port.inOctets(atMs))],
  [11, (port, atMs) => counter32(packets(port.inOctets(atMs)))],
  [13, none],
  [14, none],
  [16, (port, atMs) => counter32(port.outOctets(atMs))],
  [17, (port, atMs) => counter32(packets(port.outOctets(atMs)))],
  [19, none],
  [20, none],
  [22, () => objectId('0.0')],
];

const IFX: readonly PortColumn[] = [
  [1, ({ planned }) => text(planned.name)],
  [6, (port, atMs) => counter64(port.inOctets(atMs))],
  [7, (port, atMs) => counter64(packets(port.inOctets(atMs)))],
  [10, (port, atMs) => counter64(port.outOctets(atMs))],
  [11, (port, atMs) => counter64(packets(port.outOctets(atMs)))],
  [15, (port) => gauge(speedOf(port) / 1e6)],
  [18, ({ planned }) => text(planned.alias ?? '')],
  [19, () => timeTicks(0)],
];
