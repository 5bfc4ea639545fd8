import type { AlertFilter } from '../../core/domain/alert-settings.ts';
import type {
  Contract,
  Device,
  DeviceKind,
  Handovers,
  Inventory,
  Link,
} from '../../core/domain/inventory.ts';
import {
  contractPartiesAt,
  type HandoverIndex,
  handoversAfter,
  indexHandovers,
  ownershipAt,
} from '../../core/domain/ownership.ts';
import { type Entity, parseEntity } from '../../core/domain/state.ts';
import { indexMap } from '../../core/packed/indexed-map.ts';
import { days } from '../../core/time/units.ts';

/** Where a device or link stands, whose it is, and who keeps it working. */
export interface Whereabouts {
  readonly kind: DeviceKind | 'link';
  /** Of a link: whoever has devices where it ends. */
  readonly agencies: readonly string[];
  readonly area?: string;
  readonly district?: string;
  /** In force. */
  readonly contracts: readonly string[];
  /** Of these contracts; of its row, where those name nobody; and the carrier of a line. */
  readonly contractors: readonly string[];
}

export type Whereabout = (entity: Entity, atMs: number) => Whereabouts | undefined;

type City = Pick<Inventory, 'devices' | 'links' | 'sites' | 'areas' | 'contracts' | 'handovers'>;

/** Looks up what is known of an entity at an instant, with hand-overs; `undefined` for what is not in the inventory. */
export function createWhereabout({ devices, links, sites, areas, contracts, handovers }: City): Whereabout {
  const handoversFrom = createHandoverSearch(handovers);
  let agenciesAtSites: ReadonlyMap<string, ReadonlySet<string>> | undefined;

  return (entity, atMs) => {
    const { kind, id = '' } = parseEntity(entity) ?? {};
    if (kind === 'link') return ofLink(links.get(id), atMs);
    return ofDevice(devices.get(id), atMs);
  };

  function ofDevice(device: Device | undefined, atMs: number): Whereabouts | undefined {
    if (!device) return undefined;
    const index = handoversFrom(atMs);
    const owned = index.has(`device:${device.id}`) ? ownershipAt(device, index, atMs) : device;
    const { agency, contractor } = owned;
    return {
      kind: device.kind,
      agencies: agency === undefined ? [] : [agency],
      ...placeOf(device.site),
      ...partiesOf(owned.contracts, contractor, atMs),
    };
  }

  function ofLink(link: Link | undefined, atMs: number): Whereabouts | undefined {
    if (!link) return undefined;
    const end = link.far.startsWith('device:') ? devices.get(link.far.slice('device:'.length)) : undefined;
    const site = end?.site ?? link.far.slice('site:'.length);
    const owner = end && ofDevice(end, atMs);
    agenciesAtSites ??= collectAgencies(devices);
    return {
      kind: 'link',
      agencies: owner?.agencies ?? [...(agenciesAtSites.get(site) ?? [])],
      ...placeOf(site),
      ...partiesOf(link.contracts, link.carrier, atMs),
    };
  }

  function placeOf(siteId: string): Pick<Whereabouts, 'area' | 'district'> {
    const area = areas.get(sites.get(siteId)?.area ?? '');
    return area ? { area: area.id, district: area.district } : {};
  }

  function partiesOf(
    ids: readonly string[],
    inRow: string | undefined,
    atMs: number,
  ): Pick<Whereabouts, 'contracts' | 'contractors'> {
    const inForce = ids.flatMap((id) => {
      const contract = contracts.get(id);
      return contract && isInForce(contract, atMs) ? [contract] : [];
    });
    const index = handoversFrom(atMs);
    const named = inForce.map((contract) =>
      index.has(`contract:${contract.id}`)
        ? contractPartiesAt(contract, index, atMs).contractor
        : contract.contractor,
    );
    const contractors = inRow === undefined ? named : [...named, inRow];
    return {
      contracts: inForce.map(({ id }) => id),
      contractors: contractors.length > 1 ? [...new Set(contractors)] : contractors,
    };
  }
}

const SEARCHED_BACK_MS = days(30);

/** Those that were still to come at an instant, which are few; that of earlier instants is searched anew. */
function createHandoverSearch(handovers: Handovers): (atMs: number) => HandoverIndex {
  let fromMs = Number.POSITIVE_INFINITY;
  let index: HandoverIndex = new Map();
  return (atMs) => {
    if (atMs >= fromMs) return index;
    fromMs = atMs - SEARCHED_BACK_MS;
    index = indexHandovers(handoversAfter({ handovers }, fromMs));
    return index;
  };
}

const isInForce = ({ fromMs, toMs }: Contract, atMs: number): boolean =>
  fromMs <= atMs && (toMs === undefined || atMs < toMs);

/** Two members of each device are enough: all of them take a core for a second. */
function collectAgencies(inventory: Inventory['devices']): ReadonlyMap<string, ReadonlySet<string>> {
  const devices = indexMap(inventory);
  const agencies = new Map<string, Set<string>>();
  for (let index = 0; index < devices.size; index++) {
    const agency = devices.memberAt(index, 'agency');
    if (agency === undefined) continue;
    const site = devices.memberAt(index, 'site') ?? '';
    const known = agencies.get(site);
    if (known) known.add(agency);
    else agencies.set(site, new Set([agency]));
  }
  return agencies;
}

/** Whether something that stands there is what a recipient wants to be told of; who must act is not asked here. */
export function isWanted(
  { agencies, districts, areas, kinds }: AlertFilter,
  there: Pick<Whereabouts, 'agencies' | 'area' | 'district'> & {
    readonly kind: Whereabouts['kind'] | 'collector';
  },
): boolean {
  return (
    (!kinds || kinds.includes(there.kind)) &&
    (!agencies || there.agencies.some((agency) => agencies.includes(agency))) &&
    (!districts || (there.district !== undefined && districts.includes(there.district))) &&
    (!areas || (there.area !== undefined && areas.includes(there.area)))
  );
}
