import type { CityView } from './city-view.ts';
import type { SiteGroup, SiteIndex } from './site-index.ts';

/** A site by the worst of its devices; `empty` where there is none that is watched. */
export const SITE_STATES = ['down', 'degraded', 'unknown', 'up', 'empty'] as const;
export type SiteState = (typeof SITE_STATES)[number];

/** By the number of each site. */
export interface SiteStates {
  readonly stateOf: (site: number) => SiteState;
  readonly total: Uint32Array;
  readonly down: Uint32Array;
  readonly degraded: Uint32Array;
}

export function readSiteStates({ fleet, stateAt }: CityView, { ids, siteOf }: SiteIndex): SiteStates {
  const worst = new Uint8Array(ids.length).fill(SITE_STATES.length - 1);
  const count = () => new Uint32Array(ids.length);
  const counts = { total: count(), down: count(), degraded: count() };
  for (const [place, device] of fleet.devices.entries()) {
    const site = siteOf[place] ?? 0;
    const state = stateAt(device);
    counts.total[site] = (counts.total[site] ?? 0) + 1;
    if (state === undefined) continue;
    if (state === 'down' || state === 'degraded') counts[state][site] = (counts[state][site] ?? 0) + 1;
    worst[site] = Math.min(worst[site] ?? 0, SITE_STATES.indexOf(state));
  }
  return { ...counts, stateOf: (site) => SITE_STATES[worst[site] ?? -1] ?? 'empty' };
}

export interface SiteFilter {
  readonly state?: SiteState | undefined;
  readonly kind?: string | undefined;
  readonly district?: string | undefined;
  readonly area?: string | undefined;
}

export const siteGroup = ({ group, groups }: SiteIndex, site: number): SiteGroup | undefined =>
  groups[group[site] ?? -1];

/** By number, in the order of their ids. */
export function findSites(
  index: SiteIndex,
  { stateOf }: SiteStates,
  { state, kind, district, area }: SiteFilter,
): readonly number[] {
  const isGroup = index.groups.map(
    (group) =>
      (kind === undefined || group.kind === kind) &&
      (district === undefined || group.district === district) &&
      (area === undefined || group.area === area),
  );
  return Array.from(index.ids.keys()).filter(
    (site) => isGroup[index.group[site] ?? -1] === true && (state === undefined || stateOf(site) === state),
  );
}
