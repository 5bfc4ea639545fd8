import { deviceEntity, linkEntity } from '../../core/domain/state.ts';
import { type Act, aloneOn } from './act.ts';
import type { FaultCity } from './fault-city.ts';

/** Somebody fills a line up to what was ordered: it works, and less well than it should. */
export function planSaturated(link: string, { inventory, virtual }: FaultCity): Act | undefined {
  const { interface: port, capacityBitsPerSecond } = inventory.links.get(link) ?? {};
  if (port === undefined || capacityBitsPerSecond === undefined || !virtual.has(port.device))
    return undefined;
  const fault = {
    kind: 'saturated',
    interface: port.name,
    direction: 'in',
    capacityBitsPerSecond,
  } as const;
  const entity = linkEntity(link);
  return {
    addresses: [],
    virtual: [{ device: port.device, fault }],
    expected: [{ shows: 'state', entity, indicator: 'capacity', state: 'degraded', reasons: ['saturated'] }],
    // The agent whose counters tell it: one that starts anew would tell nothing for a while.
    touched: [entity, deviceEntity(port.device)],
  };
}

/** An agent starts anew, and its counters with it: nothing is down, and no rate may be made up from it. */
export function planAgentRestart(id: string, { inventory, virtual }: FaultCity): Act | undefined {
  const isMeasured = inventory.links.values().some((link) => link.interface?.device === id);
  const agent = virtual.get(id);
  // A 32-bit counter that comes round is another thing to look at: not both on one agent.
  if (!isMeasured || !agent?.endpoints.snmp || agent.snmp?.interfaceTables === 'if-only') return undefined;
  return aloneOn(id, { kind: 'agent-restart', boots: 'raised' }, []);
}

/** A switch was replaced by another one of the same model, and nobody changed the inventory. */
export function planSerialSwapped(id: string, { inventory, virtual }: FaultCity): Act | undefined {
  const device = virtual.get(id);
  const serial = inventory.devices.get(id)?.serial;
  if (device?.kind !== 'switch' || serial === undefined) return undefined;
  return aloneOn(id, { kind: 'serial-swapped', serial: `${serial}X` }, [
    { shows: 'finding', entity: deviceEntity(id), code: 'serial-changed' },
  ]);
}
