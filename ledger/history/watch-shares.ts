import { DEFAULT_ZONE } from '../../core/domain/inventory.ts';
import type { Entity } from '../../core/domain/state.ts';
import { watchersOf } from '../../core/leases/rendezvous.ts';
import { clip, type Interval, type IntervalSet, union } from '../../core/time/intervals.ts';
import { nearest, type Versions } from '../../core/time/versions.ts';
import { CENTRE, type RecordedLease } from '../record/leases.ts';
import { leaseSteps, type ZoneLeases } from './zone-leases.ts';

/** Who watched a site, where several collectors share a city; the same for all sites that are shared out alike. */
export interface WatchShare {
  /** When each collector that sends rows watched it, by its own chain. Who is not named here is no such collector: it watched everything, always. */
  readonly watchedBy: ReadonlyMap<string, IntervalSet>;
  /** Whose word counted by the leases that the centre granted, one after the other: the first of those that were to watch it. */
  readonly held: readonly HeldTime[];
}

export interface HeldTime extends Interval {
  readonly collector: string;
}

/** Where devices and links were, as far as anybody who shares them out knew it. */
export interface SharedPlaces {
  /** From ever on, one after the other. */
  readonly sitesOf: (entity: Entity) => readonly SiteTime[];
  readonly sharingOf: (site: string) => Versions<SiteSharing>;
}

/** How a site is shared out. */
export interface SiteSharing {
  readonly zone: string;
  /** How many collectors watch it. */
  readonly watchers: number;
}

export interface SiteTime {
  readonly fromMs: number;
  readonly site: string;
}

/**
 * The one place that says who watched what: a collector watches a site from where its own chain says that it obeys a lease by which
 * the site is its share (of a site with two watchers both have it), up to where it obeys another. Before its first lease it watched nothing.
 * @param senders Collectors that ever sent rows.
 */
export function createWatchShares(
  leases: readonly RecordedLease[],
  places: SharedPlaces,
  senders: readonly string[],
): (entity: Entity) => WatchShare {
  const byZone = new Map<string, ReturnType<typeof createZoneShares>>();
  const steps = leaseSteps(leases);
  const sharesOf = (zone: string) => {
    const known = byZone.get(zone) ?? createZoneShares(steps.get(zone), senders);
    byZone.set(zone, known);
    return known;
  };
  const known = new Map<string, WatchShare>();
  return (entity) => {
    const times = piecesOf(places, entity);
    const key = times
      .map(({ fromMs, site, zone, watchers }) => `${fromMs} ${site} ${zone} ${watchers}`)
      .join(', ');
    const share = known.get(key) ?? joinShares(times, (time) => sharesOf(time.zone)(time), senders);
    known.set(key, share);
    return share;
  };
}

type PlaceTime = SiteTime & SiteSharing & Interval;

const ALONE: SiteSharing = { zone: DEFAULT_ZONE, watchers: 1 };

/** Where it was and how that was shared out, one after the other. */
function piecesOf({ sitesOf, sharingOf }: SharedPlaces, entity: Entity): readonly PlaceTime[] {
  const sites = sitesOf(entity);
  return sites.flatMap(({ fromMs, site }, place) => {
    const toMs = sites[place + 1]?.fromMs ?? Number.POSITIVE_INFINITY;
    const sharing = sharingOf(site);
    const turnsMs = sharing
      .slice(1)
      .flatMap((one) => (one.fromMs > fromMs && one.fromMs < toMs ? [one.fromMs] : []));
    const startsMs = [fromMs, ...turnsMs];
    return startsMs.map((startMs, index) => ({
      ...{ fromMs: startMs, toMs: startsMs[index + 1] ?? toMs, site },
      ...(nearest(sharing, startMs) ?? ALONE),
    }));
  });
}

function joinShares(
  times: readonly PlaceTime[],
  shareOf: (time: PlaceTime) => WatchShare,
  senders: readonly string[],
): WatchShare {
  const [only] = times;
  if (times.length === 1 && only) return shareOf(only);
  const shares = times.map((time) => ({ time, share: shareOf(time) }));
  return {
    watchedBy: new Map(
      senders.map((collector) => [
        collector,
        union(shares.flatMap(({ time, share }) => clip(share.watchedBy.get(collector) ?? [], time))),
      ]),
    ),
    held: shares.flatMap(({ time, share }) =>
      share.held.flatMap((held) => clip([held], time).map((part) => ({ ...held, ...part }))),
    ),
  };
}

/** Sites of a zone are alike that go to the same collectors by every list of collectors there ever was. */
function createZoneShares(zone: ZoneLeases | undefined, senders: readonly string[]) {
  const lists = [...(zone?.lists ?? [])];
  const known = new Map<string, WatchShare>();
  return ({ site, watchers: count }: PlaceTime): WatchShare => {
    const watchers = new Map(lists.map(([name, collectors]) => [name, watchersOf(site, collectors, count)]));
    const key = [...watchers.values()].map((ids) => ids.join(' ')).join(', ');
    const share = known.get(key) ?? buildShare(zone, watchers, senders);
    known.set(key, share);
    return share;
  };
}

function buildShare(
  zone: ZoneLeases | undefined,
  watchers: ReadonlyMap<string, readonly string[]>,
  senders: readonly string[],
): WatchShare {
  const stepsOf = (chain: string) => zone?.byChain.get(chain) ?? [];
  const held = stepsOf(CENTRE).flatMap(({ fromMs, toMs, value }): HeldTime[] => {
    const [collector] = watchers.get(value) ?? [];
    return collector === undefined ? [] : [{ fromMs, toMs, collector }];
  });
  return {
    watchedBy: new Map(
      senders.map((collector) => [
        collector,
        union(stepsOf(collector).filter(({ value }) => watchers.get(value)?.includes(collector))),
      ]),
    ),
    held: joinHeld(held),
  };
}

/** A lease that changes nothing for a site goes on. */
function joinHeld(held: readonly HeldTime[]): readonly HeldTime[] {
  const joined: HeldTime[] = [];
  for (const time of held) {
    const last = joined.at(-1);
    if (last && last.collector === time.collector && last.toMs === time.fromMs)
      joined[joined.length - 1] = { ...last, toMs: time.toMs };
    else joined.push(time);
  }
  return joined;
}
