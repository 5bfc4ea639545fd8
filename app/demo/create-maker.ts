import type { Config } from '../../config/load-config.ts';
import { createListeners } from '../../simulator/faults/create-listeners.ts';
import { type Endpoint, endpointKey, endpointsOf } from '../../simulator/faults/endpoints.ts';
import type { FaultMaker } from '../../simulator/faults/fault-maker.ts';
import { createListenerFaults } from '../../simulator/faults/listener-faults.ts';
import { createRouteFaults } from '../../simulator/faults/route-faults.ts';
import { createRoutes } from '../../simulator/faults/routes.ts';
import type { Means } from './choose-means.ts';
import type { DemoFolder } from './claim-folder.ts';
import { routeListOf } from './clean-up-dead.ts';
import { canaryAddressOf, REACH_PORT } from './demo-settings.ts';

/** Port that stands in for ping on devices that name none; absent where ping is ping. */
export const icmpPortOf = ({ icmp }: Means): number | undefined => (icmp === 'tcp' ? REACH_PORT : undefined);

/** Brings the city to life: opens every port that a check connects to, and readies the way faults are made. */
export async function createMaker(config: Config, means: Means, folder: DemoFolder): Promise<FaultMaker> {
  const listeners = await createListeners(allEndpoints(config, means, folder.block));
  if (means.faults === 'listeners') return createListenerFaults(listeners);
  const routes = createRoutes({ program: means.ipProgram, listPath: routeListOf(folder.dir) });
  return createRouteFaults(routes, listeners);
}

function allEndpoints({ inventory, settings }: Config, means: Means, block: number): Endpoint[] {
  const options = { profiles: settings.profiles, icmpPort: icmpPortOf(means) };
  const canary = { address: canaryAddressOf(block), port: REACH_PORT };
  const endpoints = [
    ...(means.icmp === 'tcp' ? [canary] : []),
    ...inventory.devices.values().flatMap((device) => endpointsOf(device, options).values()),
  ];
  return [...new Map(endpoints.map((endpoint) => [endpointKey(endpoint), endpoint])).values()];
}
