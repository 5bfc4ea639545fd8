import type { ClusterStatus } from '../../core/domain/cluster-status.ts';
import { seconds } from '../../core/time/units.ts';

const KEPT_MS = seconds(5);

/** Reads once for all who look within some seconds: of a large city it takes part of a second. */
export function keepCluster(read: () => ClusterStatus): () => ClusterStatus {
  let kept: { readonly status: ClusterStatus; readonly atMs: number } | undefined;
  return () => {
    const atMs = performance.now();
    if (!kept || atMs - kept.atMs > KEPT_MS) kept = { status: read(), atMs };
    return kept.status;
  };
}
