import type { CollectorStatus } from '../../core/domain/cluster-status.ts';
import { minutes } from '../../core/time/units.ts';
import type { CollectorEntry } from '../../ledger/record/collectors.ts';

/** Of a collector that is listed. */
export type CollectorState = Exclude<CollectorStatus['state'], 'unlisted'>;

/** Heard of less than so long ago it counts as sending: it says something every few seconds. */
export const SILENT_AFTER_MS = minutes(1);

/** How it stands with a collector. */
export function collectorState(entry: CollectorEntry, nowMs: number): CollectorState {
  const { revokedMs, certificate, token, seen } = entry;
  if (revokedMs !== undefined) return 'revoked';
  if (certificate && certificate.endsMs > nowMs)
    return seen && nowMs - seen.seenMs < SILENT_AFTER_MS ? 'sending' : 'silent';
  return token && !token.isUsed && token.endsMs > nowMs ? 'invited' : 'expired';
}

/** How many rows it has that are not on record, by what it said last. */
export const rowsBehind = ({ seen, receivedSeq }: CollectorEntry): number =>
  Math.max(0, (seen?.said.headSeq ?? 0) - receivedSeq);
