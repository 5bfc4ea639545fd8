import type { Config } from '../../config/load-config.ts';
import type { ClusterStatus } from '../../core/domain/cluster-status.ts';
import type { RecordStore } from '../../ledger/record/record-store.ts';
import { createCover } from '../centre/cover.ts';
import { createWatchedUntil } from '../centre/watched-until.ts';
import { lookAtCluster } from './look-at-cluster.ts';

/** How it stands with all machines of a record, as it says itself. @throws as `RecordStore.openReader`. */
export function readCluster(
  store: Pick<RecordStore, 'openReader' | 'openCluster'>,
  { inventory, settings }: Pick<Config, 'inventory' | 'settings'>,
  nowMs: () => number = Date.now,
): ClusterStatus {
  using reader = store.openReader();
  using reads = store.openCluster();
  const watchedUntil = createWatchedUntil(reader, nowMs);
  const silentAfterMs = () => settings.cluster.silentAfterMs;
  const cover = createCover({ reader, inventory, watchedUntil, silentAfterMs, nowMs });
  return lookAtCluster({ reads, inventory, cover, nowMs });
}
