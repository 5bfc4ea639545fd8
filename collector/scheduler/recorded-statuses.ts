import { type Change, parseEntity } from '../../core/domain/state.ts';
import { STEP, type Steps } from '../../core/host/in-slices.ts';
import { type Status, unknownStatus } from '../judge/status.ts';
import type { LinkStatus } from '../links/infer-link.ts';
import type { KnownStatuses } from './status-store.ts';

/** A state that the ledger has on record. */
export type RecordedStatus = Pick<Change, 'entity' | 'indicator' | 'state' | 'reason' | 'afterMs' | 'atMs'>;

/** Where an earlier run left off, by what goes on from it. */
export interface KnownStates {
  readonly devices: KnownStatuses;
  readonly links: ReadonlyMap<string, LinkStatus>;
  /** The indicator `capacity` of links. */
  readonly capacities: ReadonlyMap<string, Status>;
}

/** @param coveredToMs End of the coverage on record. */
export function* sortRecorded(recorded: readonly RecordedStatus[], coveredToMs: number): Steps<KnownStates> {
  const devices = new Map<string, Status>();
  const links = new Map<string, LinkStatus>();
  const capacities = new Map<string, Status>();
  for (const [place, one] of recorded.entries()) {
    if (place % STEP === 0) yield;
    const { kind, id } = parseEntity(one.entity) ?? {};
    if (id === undefined) continue;
    const status = statusOf(one, coveredToMs);
    if (kind === 'device') devices.set(`${id} ${one.indicator}`, status);
    else if (one.indicator === 'capacity') capacities.set(id, status);
    else if (one.indicator === 'reach') links.set(id, linkStatusOf(status));
  }
  return { devices, links, capacities };
}

function statusOf({ state, reason, afterMs, atMs }: RecordedStatus, coveredToMs: number): Status {
  const { reason: _none, ...blank } = unknownStatus(atMs);
  return {
    ...blank,
    state,
    ...(reason !== undefined && { reason }),
    sinceMs: atMs,
    afterMs,
    // The last probe of the earlier run is not on record; it was not sent after the end of its coverage.
    lastMs: Math.max(coveredToMs, atMs),
  };
}

function linkStatusOf({ state, reason, sinceMs, afterMs }: Status): LinkStatus {
  return { state, sinceMs, afterMs, ...(reason !== undefined && { reason }) };
}
