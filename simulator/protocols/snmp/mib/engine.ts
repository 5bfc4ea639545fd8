import type { DeviceState } from '../../device/device-state.ts';
import { engineIdOf } from './engine-id.ts';
import { type MibObject, scalar } from './mib.ts';
import { integer, type SnmpValue } from './values.ts';

const ENGINE = '1.3.6.1.6.3.10.2.1';

/** The engine of an agent (SNMP-FRAMEWORK-MIB, RFC 3411): its id, how often it was started, and since when it runs. */
export function engineObjects(state: DeviceState, maxMessageBytes: number): MibObject[] {
  const engineId: SnmpValue = { type: 'octets', value: engineIdOf(state.device.id) };
  return [
    scalar(`${ENGINE}.1`, () => engineId),
    scalar(`${ENGINE}.2`, () => integer(state.engineBoots())),
    scalar(`${ENGINE}.3`, (atMs) => integer(Math.floor(state.uptimeMs(atMs) / 1_000))),
    scalar(`${ENGINE}.4`, () => integer(maxMessageBytes)),
  ];
}
