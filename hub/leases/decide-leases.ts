import type { Lease } from '../../core/leases/lease.ts';
import type { Heard } from './hearing.ts';

/** How soon others watch for a collector that is silent. */
export interface LeaseTerms {
  readonly silentAfterMs: number;
}

/** One that was dropped is taken in again once it was steady for so many times as long as it may be silent (as Zabbix 7 does). */
const STEADY_TIMES = 10;

/** Fewer sites for each are not worth another hand-over. */
const LEAST_SITES = 10;

export interface ZoneNow {
  readonly zone: string;
  /** How many sites the inventory has in it. */
  readonly sites: number;
  /** The most that one of them is to be watched by. */
  readonly watchers: number;
  /** Collectors that stand in it and may send. */
  readonly collectors: readonly string[];
  /** All leases so far, the last one last. */
  readonly leases: readonly Pick<Lease, 'epoch' | 'collectors'>[];
}

export interface ZoneVerdict {
  readonly zone: string;
  /** Who shares the zone from now on; absent while it stays as it is. */
  readonly next?: NextLease;
  /** There are sites, and nobody lives who could watch them. */
  readonly isUncovered: boolean;
}

export interface NextLease {
  readonly epoch: number;
  readonly collectors: readonly string[];
  readonly reason: string;
}

/**
 * Who shares a zone from now on. Whoever is silent for too long leaves it at once; whoever is back waits until it was steady for long, so that
 * nothing flaps. Nobody leaves a zone that nobody else could watch: a collector that is only cut off goes on by its last lease.
 */
export function decideLease(
  zone: ZoneNow,
  heard: ReadonlyMap<string, Heard>,
  nowMs: number,
  terms: LeaseTerms,
): ZoneVerdict {
  const last = zone.leases.at(-1);
  const members = last?.collectors ?? [];
  const isHeard = (id: string) => isAlive(heard.get(id), nowMs, terms);
  const isMember = (id: string) => zone.collectors.includes(id);
  const living = members.filter((id) => isMember(id) && isHeard(id));
  const others = zone.collectors.filter(
    (id) => !members.includes(id) && heard.get(id)?.isProven === true && isHeard(id),
  );
  const joining = living.length === 0 ? others : others.filter((id) => isWelcome(id));
  const isUncovered = zone.sites > 0 && living.length + others.length === 0;
  const gone = members.filter((id) => !living.includes(id));
  const next = [...living, ...joining].sort();

  if (next.length === 0 || (gone.length === 0 && joining.length === 0))
    return { zone: zone.zone, isUncovered };
  return {
    zone: zone.zone,
    next: { epoch: (last?.epoch ?? 0) + 1, collectors: next, reason: reasonOf() },
    isUncovered,
  };

  function isWelcome(id: string): boolean {
    // With fewer for each it stands by, unless a site is to be watched by as many.
    const isWanted = living.length < zone.watchers;
    if (!isWanted && zone.sites < LEAST_SITES * (living.length + 1)) return false;
    const wasMember = zone.leases.some(({ collectors }) => collectors.includes(id));
    const steadyMs = nowMs - (heard.get(id)?.steadySinceMs ?? nowMs);
    return steadyMs >= terms.silentAfterMs * (wasMember ? STEADY_TIMES : 1);
  }

  function reasonOf(): string {
    const removed = gone.filter((id) => !isMember(id));
    const silent = gone.filter(isMember);
    return [
      ...(silent.length > 0 ? [`silent: ${silent.join(' ')}`] : []),
      ...(removed.length > 0 ? [`removed: ${removed.join(' ')}`] : []),
      ...(joining.length > 0 ? [`joined: ${joining.join(' ')}`] : []),
    ].join('; ');
  }
}

const isAlive = (heard: Heard | undefined, nowMs: number, { silentAfterMs }: LeaseTerms): boolean =>
  heard !== undefined && nowMs - heard.heardMs < silentAfterMs;
