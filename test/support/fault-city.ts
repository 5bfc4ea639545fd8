import { createConsequenceFinder } from '#simulator/faults/consequences.ts';
import type { FaultCity } from '#simulator/faults/fault-city.ts';
import { buildVirtualCity } from '#simulator/virtual-city/build-virtual-city.ts';
import { generateHanoi, HANOI, HANOI_NOW_MS } from './hanoi.ts';

/** A generated city with the sample's profiles, and every device in it that speaks a protocol. */
export function faultCity(devices = 300, seed = 1): FaultCity {
  const inventory = { ...HANOI.inventory, ...generateHanoi({ devices, seed }) };
  const { profiles } = HANOI.settings;
  const plan = buildVirtualCity({
    network: inventory,
    nowMs: HANOI_NOW_MS,
    ports: { snmp: 10_161, onvif: 10_080, rtsp: 10_554 },
    accessOf: ({ credentials }) =>
      credentials === undefined ? {} : { login: { user: 'camwatch', password: 'x' } },
  });
  return {
    inventory,
    profiles,
    consequencesOf: createConsequenceFinder(inventory, profiles, HANOI_NOW_MS),
    virtual: new Map(plan.map((device) => [device.id, device])),
    nowMs: HANOI_NOW_MS,
  };
}
