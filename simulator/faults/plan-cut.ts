import { deviceEntity, parseEntity } from '../../core/domain/state.ts';
import type { Act, VirtualAct } from './act.ts';
import type { Consequences, Failed } from './consequences.ts';
import type { FaultCity } from './fault-city.ts';

/** A link that nobody can look at is cut: that it is down is inferred from the silence behind it. */
export function planLinkCut(link: string, city: FaultCity): Act | undefined {
  return city.inventory.links.get(link)?.interface === undefined ? planLink(link, city) : undefined;
}

/** A link is cut right at a port that is looked at. */
export function planPortDown(link: string, city: FaultCity): Act | undefined {
  const port = city.inventory.links.get(link)?.interface;
  const agent = port && city.virtual.get(port.device);
  // A 32-bit counter that comes round is another thing to look at, and in the dark it would not.
  return agent && agent.snmp?.interfaceTables !== 'if-only' ? planLink(link, city) : undefined;
}

const FEWEST_BEHIND_A_LINK = 3;
const FEWEST_IN_A_WARD = 4;

function planLink(link: string, city: FaultCity): Act | undefined {
  const consequences = city.consequencesOf({ links: new Set([link]) });
  const isSeen = consequences.down.some(({ entity }) => entity === `link:${link}`);
  if (!isSeen || countReached(consequences) < FEWEST_BEHIND_A_LINK) return undefined;
  return buildCut(consequences, city);
}

/** Everything in a ward is without power. */
export function planDarkWard(area: string, city: FaultCity): Act | undefined {
  const { devices, sites } = city.inventory;
  const inWard = devices.values().flatMap(({ id, site }) => (sites.get(site)?.area === area ? [id] : []));
  const consequences = city.consequencesOf({ devices: new Set(inWard) });
  return countReached(consequences) < FEWEST_IN_A_WARD ? undefined : buildCut(consequences, city);
}

/** A camera, and nothing else, is dead. */
export function planDeadDevice(device: string, city: FaultCity): Act | undefined {
  if (city.inventory.devices.get(device)?.kind !== 'camera') return undefined;
  const failed: Failed = { devices: new Set([device]) };
  const consequences = city.consequencesOf(failed);
  const { devices, down } = consequences;
  return devices.length === 1 && down.length > 0 ? buildCut(consequences, city) : undefined;
}

/** A camera behind a recorder is lost too, and nobody sees it by itself: nothing reaches for it. */
function countReached({ down }: Consequences): number {
  return down.filter(({ entity, indicator }) => entity.startsWith('device:') && indicator === 'reach').length;
}

/** What cannot be reached answers nothing and sends nothing; the port that its line ends at loses its light. */
function buildCut(
  { devices, down, unknown }: Consequences,
  { inventory, virtual }: FaultCity,
): Act | undefined {
  const ids = new Set(devices.map(({ id }) => id));
  const addresses = new Set(devices.flatMap(({ address }) => address ?? []));
  // Several devices may stand behind one address, told apart by port: it can only be taken away from all of them.
  const isShared = inventory.devices
    .values()
    .some(({ id, address }) => address !== undefined && addresses.has(address) && !ids.has(id));
  if (isShared) return undefined;
  const dark = down.flatMap(({ entity }): VirtualAct[] => {
    const { kind, id = '' } = parseEntity(entity) ?? {};
    const port = kind === 'link' ? inventory.links.get(id)?.interface : undefined;
    if (port === undefined || !virtual.has(port.device) || ids.has(port.device)) return [];
    return [{ device: port.device, fault: { kind: 'port-down', interface: port.name } }];
  });
  const silent = devices.flatMap(({ id }): VirtualAct[] =>
    virtual.has(id) ? [{ device: id, fault: { kind: 'silent' } }] : [],
  );
  return {
    addresses: [...addresses],
    virtual: [...dark, ...silent],
    expected: [...down, ...unknown],
    touched: [
      ...devices.map(({ id }) => deviceEntity(id)),
      ...[...down, ...unknown].map(({ entity }) => entity),
    ],
  };
}
