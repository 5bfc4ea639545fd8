import type { Inventory } from '../../core/domain/inventory.ts';
import { finish } from '../../core/host/in-slices.ts';
import { leasesAt } from '../../core/leases/lease.ts';
import { CENTRE, type RecordedLease } from '../../ledger/record/leases.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import { type Shares, shareOut } from '../cluster/share-out.ts';
import { BACK_MS, type WatchedUntil } from './watched-until.ts';

export interface CoverOptions {
  readonly reader: Pick<LedgerReader, 'leases'>;
  readonly inventory: Pick<Inventory, 'devices' | 'links' | 'sites'>;
  /** To where the coverage of each collector reaches, and when it grew. */
  readonly watchedUntil: Pick<WatchedUntil, 'byCollector' | 'grownMs'>;
  /** What has not grown for so long is not growing. */
  readonly silentAfterMs: () => number;
  readonly nowMs: () => number;
}

/** Who covers what at this moment, by the leases and the coverage that are on record. */
export interface Cover {
  readonly use: (inventory: CoverOptions['inventory']) => void;
  /** Looks again; whether something is covered that was not, or the other way round. */
  readonly update: () => boolean;
  /** By the place of the device; `undefined` while it is covered; 0: it never was. */
  readonly uncoveredSince: (device: number) => number | undefined;
  readonly linkUncoveredSince: (id: string) => number | undefined;
  /** To where everything is covered that is covered now. */
  readonly coveredToMs: () => number | undefined;
  readonly collectors: () => readonly CoveringCollector[];
  readonly leases: () => readonly RecordedLease[];
  readonly shares: () => Shares;
}

export interface CoveringCollector {
  readonly id: string;
  readonly coveredUntilMs: number;
  readonly isCovering: boolean;
}

export function createCover(options: CoverOptions): Cover {
  const { reader, silentAfterMs, nowMs } = options;
  const { byCollector: untilMs, grownMs } = options.watchedUntil;
  let { inventory } = options;
  let leases: readonly RecordedLease[] = [];
  let shares: Shares;
  let covering = new Set<string>();
  let uncoveredMs: number | undefined;

  function lookAtLeases(isAnother: boolean): boolean {
    const before = nameOf(leases);
    leases = leasesAt(
      reader.leases().filter(({ chain }) => chain === CENTRE),
      // In force as soon as it is on record, whatever the clock of the hub says that granted it.
      Number.POSITIVE_INFINITY,
    );
    if (!isAnother && nameOf(leases) === before) return false;
    shares = finish(shareOut(inventory, leases));
    return true;
  }

  function lookAtCoverage(): boolean {
    const atMs = nowMs();
    const isCovering = (id: string, until: number) =>
      (grownMs.get(id) ?? until) > atMs - silentAfterMs() && until > atMs - BACK_MS;
    const now = new Set([...untilMs].filter(([id, until]) => isCovering(id, until)).map(([id]) => id));
    const isOther = now.symmetricDifference(covering).size > 0;
    covering = now;
    uncoveredMs = covering.size > 0 ? undefined : Math.max(0, ...untilMs.values());
    return isOther;
  }

  const since = (watchers: readonly string[]): number | undefined => {
    if (watchers.length === 0) return uncoveredMs;
    if (watchers.some((one) => covering.has(one))) return undefined;
    return Math.max(...watchers.map((one) => untilMs.get(one) ?? 0));
  };

  shares = finish(shareOut(inventory, leases));
  lookAtLeases(true);
  lookAtCoverage();
  return {
    use: (next) => {
      inventory = next;
      lookAtLeases(true);
    },
    update: () => {
      const isOther = lookAtLeases(false);
      return lookAtCoverage() || isOther;
    },
    uncoveredSince: (device) => since(shares.watchersOf(device)),
    linkUncoveredSince: (id) => since(shares.watchersOfLink(id)),
    coveredToMs: () => {
      const ends = [...covering].map((id) => untilMs.get(id) ?? 0);
      return ends.length > 0 ? Math.min(...ends) : undefined;
    },
    collectors: () =>
      [...untilMs].map(([id, coveredUntilMs]) => ({ id, coveredUntilMs, isCovering: covering.has(id) })),
    leases: () => leases,
    shares: () => shares,
  };
}

const nameOf = (leases: readonly RecordedLease[]): string =>
  leases.map(({ zone, epoch }) => `${zone} ${epoch}`).join('\n');
