import { Temporal } from 'temporal-polyfill';
import { computeLinkTraffic, type LinkTraffic } from '../../availability/traffic/p95.ts';
import { linkEntity } from '../../core/domain/state.ts';
import type { TrafficSample } from '../../core/domain/traffic.ts';
import type { CityView } from './city-view.ts';
import { type Condition, NO_DATA } from './condition.ts';
import type { LearntSource } from './learnt-source.ts';
import { compareText, type VisibleLink } from './visible-fleet.ts';

export const LINK_STATES = ['down', 'saturated', 'degraded', 'unknown', 'up'] as const;
/** A link by what one does about it: a saturated line is up, and wants more capacity. */
export type LinkState = (typeof LINK_STATES)[number];

/** Everything known of a link now. */
export interface LinkFigures extends VisibleLink {
  readonly state: LinkState;
  readonly condition: Condition;
  readonly traffic: TrafficSample | undefined;
  /** It was measured before the link was lost sight of, or down: it is not the present. */
  readonly isTrafficOld: boolean;
  /** Of the busier direction, between 0 and 1; `undefined` where nothing is measured or no capacity is known. */
  readonly usedRatio: number | undefined;
}

/** What these links carried on the present day of the city, by link and direction. */
export type TodayOf = (linkIds: readonly string[]) => ReadonlyMap<string, readonly LinkTraffic[]>;

/** Reads each link that somebody asks for once in a while: a city has thousands, and a page tells some hundred. */
export function createToday(
  view: () => Pick<CityView, 'atMs' | 'shown'>,
  source: Pick<LearntSource, 'trafficDays'>,
  keep: <Value>(build: () => Value) => () => Value,
): TodayOf {
  const kept = keep(() => new Map<string, readonly LinkTraffic[]>());
  return (linkIds) => {
    const known = kept();
    const asked = linkIds.filter((id) => !known.has(id));
    if (asked.length === 0) return known;
    const { atMs, shown } = view();
    const fromDate = dateOf(atMs, shown.settings.city.timeZone);
    const traffic = computeLinkTraffic([...source.trafficDays({ fromDate, linkIds: asked })]);
    const byLink = Map.groupBy(traffic, ({ linkId }) => linkId);
    for (const id of asked) known.set(id, byLink.get(id) ?? []);
    return known;
  };
}

/** `2026-11-25`. */
export function dateOf(atMs: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(Math.trunc(atMs))
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}

/** The visible links, what is down or saturated first, then the fullest. */
export function listLinkFigures(view: CityView): readonly LinkFigures[] {
  return view.fleet.links.map((visible) => linkFigures(view, visible)).sort(compareLinks);
}

export function linkFigures(view: CityView, visible: VisibleLink): LinkFigures {
  const { id, capacityBitsPerSecond: agreed } = visible.link;
  const condition = view.linkConditions.get(id) ?? NO_DATA;
  const traffic = view.trafficOfLink(id);
  const capacity = agreed ?? traffic?.capacityBitsPerSecond;
  const isTrafficOld = traffic !== undefined && isBefore(traffic, condition);
  const busiest = isTrafficOld
    ? undefined
    : traffic && Math.max(traffic.inBitsPerSecond, traffic.outBitsPerSecond);
  return {
    ...visible,
    state: condition.state === 'degraded' && isSaturated(view, id) ? 'saturated' : condition.state,
    condition,
    traffic,
    isTrafficOld,
    usedRatio: busiest !== undefined && capacity ? busiest / capacity : undefined,
  };
}

const isBefore = ({ atMs }: TrafficSample, { state, sinceMs }: Condition): boolean =>
  (state === 'down' || state === 'unknown') && sinceMs !== undefined && atMs < sinceMs;

function isSaturated(view: CityView, linkId: string): boolean {
  return view
    .statusesOfLink(linkId)
    .some(
      ({ entity, indicator, state }) =>
        entity === linkEntity(linkId) && indicator === 'capacity' && state === 'degraded',
    );
}

/** As much of a link as it is sorted by. */
export type LinkKey = Pick<LinkFigures, 'state' | 'usedRatio'> & { readonly link: { readonly id: string } };

export function compareLinks(a: LinkKey, b: LinkKey): number {
  return (
    LINK_STATES.indexOf(a.state) - LINK_STATES.indexOf(b.state) ||
    (b.usedRatio ?? -1) - (a.usedRatio ?? -1) ||
    compareText(a.link.id, b.link.id)
  );
}
