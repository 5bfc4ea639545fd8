import type { DeviceKind } from '../../core/domain/inventory.ts';
import type { Indicator } from '../../core/domain/state.ts';
import type { FleetScope, FleetSeries } from '../queries/fleet.ts';
import { countOwned, type Holding } from './holdings.ts';

/** What a dashboard is about: the same panels show a city, an agency or a district. */
export interface Scope {
  /** Counts of it. */
  readonly series: FleetSeries;
  readonly where: readonly string[];
  /** Tags that the conditions hold to one value. */
  readonly pinned?: readonly string[];
  /** How many devices it has, by the inventory; absent where a variable chooses the place. */
  readonly size?: (kinds: readonly DeviceKind[]) => number;
}

/** All that there is. */
export const wholeCity = (holdings: ReadonlyMap<string, Holding>): Scope => ({
  series: 'fleetCity',
  where: [],
  size: (kinds) => countOwned(holdings, kinds),
});

export const counts = (
  { series, where, pinned = [] }: Scope,
  kinds: readonly DeviceKind[],
  indicator: Indicator,
): FleetScope => ({
  series,
  where,
  pinned,
  kinds,
  indicator,
});

export const NETWORK_KINDS = ['router', 'switch'] as const satisfies readonly DeviceKind[];
