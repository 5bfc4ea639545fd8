import type { Contract, Contractor, Device, Link } from '../../core/domain/inventory.ts';
import type { DeviceGroup } from '../../core/domain/live-columns.ts';
import type { CityView } from './city-view.ts';
import { compareText, type Sight, type VisibleLink } from './visible-fleet.ts';

/** Who is called about something, and by which contracts. */
export interface Called {
  readonly contractors: readonly Contractor[];
  readonly carriers: readonly Contractor[];
  /** In force now. */
  readonly contracts: readonly Contract[];
}

/** Of many devices, by whose they are and who keeps them: each is in a contract of these two, if there is one. */
export function calledForMany(view: CityView, devices: Uint32Array, links: readonly VisibleLink[]): Called {
  const { columns } = view.fleet;
  const groups = new Set(devices.values().map((device) => columns.group[device] ?? -1));
  const pairs = [...groups].flatMap((group) => columns.groups[group] ?? []);
  return {
    contractors: contractorsOf(
      view,
      pairs.map(({ contractor }) => contractor),
    ),
    carriers: contractorsOf(
      view,
      links.map(({ link }) => link.carrier),
    ),
    contracts: inForce(view, isOfGroups(pairs, links)),
  };
}

/** Whether a contract is of one of these lines, or of who keeps devices of these groups and whose they are. */
export function isOfGroups(
  groups: readonly DeviceGroup[],
  links: readonly VisibleLink[],
): (contract: Contract) => boolean {
  const named = new Set(links.flatMap(({ link }) => link.contracts));
  return ({ id, contractor, agency }) =>
    named.has(id) ||
    groups.some(
      (group) => group.contractor === contractor && (agency === undefined || agency === group.agency),
    );
}

/** Of one device or link, as it is written down for it. */
export function calledForOne(
  view: CityView,
  { contracts, ...one }: Pick<Device, 'contracts' | 'contractor'> | Pick<Link, 'contracts' | 'carrier'>,
): Called {
  const named = new Set(contracts);
  return {
    contractors: contractorsOf(view, ['contractor' in one ? one.contractor : undefined]),
    carriers: contractorsOf(view, ['carrier' in one ? one.carrier : undefined]),
    contracts: inForce(view, ({ id }) => named.has(id)),
  };
}

/** A contractor that sees a line of another, since its cameras hang on it, calls that other; what they agreed is not its business. */
export const mayKnowOf =
  ({ scope }: Sight) =>
  ({ contractor }: Contract): boolean =>
    typeof scope === 'string' || !('contractor' in scope) || scope.contractor === contractor;

const inForce = (
  { fleet, shown, atMs }: CityView,
  isTheirs: (contract: Contract) => boolean,
): readonly Contract[] =>
  [...shown.inventory.contracts.values()]
    .filter(mayKnowOf(fleet.sight))
    .filter(({ fromMs, toMs }) => fromMs <= atMs && (toMs === undefined || toMs > atMs))
    .filter(isTheirs)
    .sort((a, b) => compareText(a.id, b.id));

function contractorsOf({ shown }: CityView, ids: readonly (string | undefined)[]): readonly Contractor[] {
  return [...new Set(ids)].flatMap((id) => shown.inventory.contractors.get(id ?? '') ?? []);
}
