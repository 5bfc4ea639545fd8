import type { ClusterStatus, CollectorStatus, ZoneStatus } from '../../core/domain/cluster-status.ts';
import { type Inventory, isWatchedAt } from '../../core/domain/inventory.ts';
import { indexMap } from '../../core/packed/indexed-map.ts';
import { days } from '../../core/time/units.ts';
import { collectorState, rowsBehind } from '../../hub/actions/collector-state.ts';
import type { ChainOnRecord, ClusterReads } from '../../ledger/record/cluster.ts';
import type { CollectorEntry } from '../../ledger/record/collectors.ts';
import type { Cover } from '../centre/cover.ts';

export interface ClusterSources {
  readonly reads: ClusterReads;
  readonly inventory: Pick<Inventory, 'devices'>;
  readonly cover: Pick<Cover, 'collectors' | 'leases' | 'shares' | 'uncoveredSince'>;
  readonly nowMs: () => number;
}

/** How it stands with all machines of the record. */
export function lookAtCluster({ reads, inventory, cover, nowMs }: ClusterSources): ClusterStatus {
  const atMs = nowMs();
  const { zones, devicesOf } = countDevices(inventory, cover, atMs);
  const entries = reads.collectors();
  const chains = new Map(reads.chains().map((chain) => [chain.collector, chain]));
  const covering = new Map(cover.collectors().map((one) => [one.id, one]));
  const ids = new Set([...entries.map(({ id }) => id), ...chains.keys(), ...covering.keys()]);
  return {
    atMs,
    collectors: [...ids].sort().map((id) => ({
      ...describe(
        id,
        entries.find((one) => one.id === id),
        chains.get(id),
        atMs,
      ),
      ...coverageOf(covering.get(id)),
      devices: devicesOf.get(id) ?? 0,
    })),
    zones,
    hubs: reads.hubs(atMs - days(1)),
    holders: reads.holders(),
    database: reads.database(),
  };
}

type Described = Omit<CollectorStatus, 'devices' | 'isCovering' | 'coveredUntilMs'>;

function describe(
  id: string,
  entry: CollectorEntry | undefined,
  chain: ChainOnRecord | undefined,
  atMs: number,
): Described {
  const ofChain = {
    ...(chain && { head: { seq: chain.seq, hash: chain.hash } }),
    ...(chain?.forkedMs !== undefined && { forkedMs: chain.forkedMs }),
  };
  if (!entry) return { id, state: 'unlisted', rowsBehind: 0, ...ofChain };
  const { waitingSinceMs, trouble } = entry.seen?.said ?? {};
  return {
    ...{
      id,
      zone: entry.zone,
      state: collectorState(entry, atMs),
      rowsBehind: rowsBehind(entry),
      ...ofChain,
    },
    ...(entry.seen && { seenMs: entry.seen.seenMs }),
    ...(waitingSinceMs !== undefined && { waitingSinceMs }),
    ...(entry.certificate && { certificateEndsMs: entry.certificate.endsMs }),
    ...(trouble !== undefined && { trouble }),
  };
}

const coverageOf = (
  covering: ReturnType<Cover['collectors']>[number] | undefined,
): Pick<CollectorStatus, 'isCovering' | 'coveredUntilMs'> =>
  covering
    ? { isCovering: covering.isCovering, coveredUntilMs: covering.coveredUntilMs }
    : { isCovering: false };

type Counted = Pick<ZoneStatus, 'devices' | 'uncovered' | 'watchedTwice' | 'wantedTwice'>;
type Writable<Value> = { -readonly [Name in keyof Value]: Value[Name] };
const NONE: Counted = { devices: 0, uncovered: 0, watchedTwice: 0, wantedTwice: 0 };

function countDevices(
  { devices }: ClusterSources['inventory'],
  cover: ClusterSources['cover'],
  atMs: number,
) {
  const shares = cover.shares();
  const indexed = indexMap(devices);
  const counts = new Map<string, Writable<Counted>>();
  const devicesOf = new Map<string, number>();
  for (let index = 0; index < indexed.size; index++) {
    const lifecycle = indexed.memberAt(index, 'lifecycle') ?? [];
    if (!isWatchedAt({ lifecycle }, atMs)) continue;
    const zone = shares.zoneOf(index);
    const count = counts.get(zone) ?? { ...NONE };
    counts.set(zone, count);
    count.devices++;
    if (cover.uncoveredSince(index) !== undefined) count.uncovered++;
    const watchers = shares.watchersOf(index);
    if (shares.watchersWanted(index) > 1) count.wantedTwice++;
    if (watchers.length > 1) count.watchedTwice++;
    for (const watcher of watchers) devicesOf.set(watcher, (devicesOf.get(watcher) ?? 0) + 1);
  }
  const leases = new Map(cover.leases().map((lease) => [lease.zone, lease]));
  const zones = [...new Set([...counts.keys(), ...leases.keys()])].sort().map((zone): ZoneStatus => {
    const lease = leases.get(zone);
    return {
      ...{ zone, ...NONE, ...counts.get(zone) },
      ...(lease && {
        lease: {
          ...{ epoch: lease.epoch, fromMs: lease.fromMs },
          ...{ collectors: lease.collectors, reason: lease.reason },
        },
      }),
    };
  });
  return { zones, devicesOf };
}
