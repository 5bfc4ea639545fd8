import type { DeviceState } from '../../device/device-state.ts';
import { describeMaker } from './describe-maker.ts';
import { type MibObject, scalar } from './mib.ts';
import { integer, objectId, text, timeTicks } from './values.ts';

const SYSTEM = '1.3.6.1.2.1.1';
/** An end system that switches (2) and serves applications (64). */
const SERVICES = 66;

/** The system group (RFC 3418). */
export function systemObjects({ device, uptimeMs }: DeviceState): MibObject[] {
  const { description, objectIdentifier } = describeMaker(device);
  return [
    scalar(`${SYSTEM}.1`, () => text(description)),
    scalar(`${SYSTEM}.2`, () => objectId(objectIdentifier)),
    scalar(`${SYSTEM}.3`, (atMs) => timeTicks(uptimeMs(atMs))),
    scalar(`${SYSTEM}.4`, () => text('')),
    scalar(`${SYSTEM}.5`, () => text(device.name)),
    scalar(`${SYSTEM}.6`, () => text(device.location ?? '')),
    scalar(`${SYSTEM}.7`, () => integer(SERVICES)),
  ];
}
