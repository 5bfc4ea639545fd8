import type { CollectorStatus, ZoneStatus } from '../domain/cluster-status.ts';
import { THRESHOLDS } from '../domain/thresholds.ts';

/** What a row asks of whoever looks: `down` something now, `degraded` a look, `up` nothing, `unknown` is not in use. */
export type ClusterMark = 'down' | 'degraded' | 'up' | 'unknown';

/** One of the collectors, beside the zones that it may stand in, at an instant. */
export interface PlacedCollector {
  readonly one: CollectorStatus;
  readonly zones: readonly ZoneStatus[];
  readonly atMs: number;
}

export function markOfCollector({ one, zones, atMs }: PlacedCollector): ClusterMark {
  const { state, certificateEndsMs, seenMs } = one;
  if (state === 'revoked' || state === 'unlisted') return 'unknown';
  const isWaitedFor = seenMs === undefined && certificateEndsMs === undefined;
  if (!isWaitedFor && (one.trouble !== undefined || state === 'expired' || isMissed(one))) return 'down';
  if (isForNothing(one, zones)) return 'degraded';
  if (isWaitedFor || state === 'invited') return 'unknown';
  return state === 'silent' || isBehind(one, atMs) || endsSoon(one, atMs) ? 'degraded' : 'up';
}

/** Of one that is silent another has the devices, where there is one. */
export const isMissed = ({ state, devices }: CollectorStatus): boolean => state === 'silent' && devices > 0;

export const isBehind = ({ rowsBehind, waitingSinceMs }: CollectorStatus, atMs: number): boolean =>
  rowsBehind > 0 && waitingSinceMs !== undefined && atMs - waitingSinceMs >= THRESHOLDS.collectorWaitMs;

export const endsSoon = ({ state, certificateEndsMs }: CollectorStatus, atMs: number): boolean =>
  (state === 'sending' || state === 'silent') &&
  certificateEndsMs !== undefined &&
  certificateEndsMs - atMs < THRESHOLDS.certificateLeftMs;

/** It was named a zone in which nothing is to be watched: a slip, as a rule. */
export const isForNothing = ({ state, zone }: CollectorStatus, zones: readonly ZoneStatus[]): boolean =>
  zone !== undefined && state !== 'revoked' && !zones.some((of) => of.zone === zone && of.devices > 0);

export function markOfZone({ uncovered, watchedTwice, wantedTwice }: ZoneStatus): ClusterMark {
  if (uncovered > 0) return 'down';
  return watchedTwice < wantedTwice ? 'degraded' : 'up';
}
