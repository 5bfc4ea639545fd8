import type { Inventory } from '../../core/inventory.ts';
import { failedBy } from './choose-targets.ts';
import type { ConsequenceFinder, Observed } from './consequences.ts';
import { type Endpoint, type EndpointOptions, endpointsOf } from './endpoints.ts';
import type { Fault } from './fault.ts';

/** What has to be done for a fault, and what must follow from it. */
export interface Act {
  /** Addresses that stop answering. */
  readonly addresses: readonly string[];
  /** Ports that are closed while their address goes on answering. */
  readonly ports: readonly Endpoint[];
  /** What must be found down while the fault is on. */
  readonly down: readonly Observed[];
}

export interface ActOptions extends EndpointOptions {
  readonly inventory: Inventory;
  readonly consequencesOf: ConsequenceFinder;
}

export function planAct({ kind, target }: Pick<Fault, 'kind' | 'target'>, options: ActOptions): Act {
  const { inventory, consequencesOf } = options;
  if (kind === 'port-closed') {
    const device = inventory.devices.get(target);
    const endpoint = device && endpointsOf(device, options).get('service');
    const down: Observed[] = endpoint ? [{ entity: `device:${target}`, indicator: 'service' }] : [];
    return { addresses: [], ports: endpoint ? [endpoint] : [], down };
  }
  const { devices, down } = consequencesOf(failedBy(kind, target, inventory));
  return {
    addresses: [...new Set(devices.flatMap(({ address }) => address ?? []))],
    ports: [],
    down,
  };
}
