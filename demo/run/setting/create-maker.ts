import type { Config } from '../../../config/load-config.ts';
import { createListeners } from '../../../simulator/faults/create-listeners.ts';
import { type Endpoint, endpointKey, endpointsOf } from '../../../simulator/faults/endpoints.ts';
import type { FaultMaker } from '../../../simulator/faults/fault-maker.ts';
import { createListenerFaults } from '../../../simulator/faults/listener-faults.ts';
import { createRouteFaults } from '../../../simulator/faults/route-faults.ts';
import { createRoutes } from '../../../simulator/faults/routes.ts';
import type { VirtualDevice } from '../../../simulator/protocols/device/virtual-device.ts';
import type { Means } from './choose-means.ts';
import { DEMO_PORTS } from './demo-checks.ts';
import { canaryAddressOf } from './demo-settings.ts';

/** Readies the way addresses are taken away; where pings are connects, opens what they connect to. */
export async function createMaker(
  config: Config,
  virtual: readonly VirtualDevice[],
  means: Means,
  block: number,
): Promise<FaultMaker> {
  if (means.faults === 'routes') {
    return createRouteFaults(createRoutes(means.ipProgram));
  }
  return createListenerFaults(await createListeners(silentEndpoints(config, virtual, block)));
}

/** What devices listen at without speaking: those that speak a protocol open its port by themselves. */
function silentEndpoints(
  { inventory, settings }: Config,
  virtual: readonly VirtualDevice[],
  block: number,
): Endpoint[] {
  const options = { profiles: settings.profiles, icmpPort: DEMO_PORTS.reach };
  const endpoints = [
    { address: canaryAddressOf(block), port: DEMO_PORTS.reach },
    ...inventory.devices.values().flatMap((device) => endpointsOf(device, options)),
  ];
  const spoken = new Set(
    virtual.flatMap(({ endpoints: { onvif, rtsp } }) =>
      [onvif, rtsp].flatMap((endpoint) => (endpoint ? endpointKey(endpoint) : [])),
    ),
  );
  const silent = new Map(endpoints.map((endpoint) => [endpointKey(endpoint), endpoint]));
  return [...silent].flatMap(([key, endpoint]) => (spoken.has(key) ? [] : endpoint));
}
