import type { Contract } from '../../core/domain/inventory.ts';
import {
  contractPartiesAt,
  type HandoverIndex,
  type Ownership,
  ownershipAt,
  withParties,
} from '../../core/domain/ownership.ts';
import type { Version, Versions } from '../../core/time/versions.ts';

/** What was recorded first also holds before. */
export function reachBack<Value>(versions: Versions<Value>): Versions<Value> {
  const [first, ...others] = versions;
  return first ? [{ ...first, fromMs: Number.NEGATIVE_INFINITY }, ...others] : [];
}

/** @param before What held before a version that a hand-over began; `undefined` where none did. */
export function reachBackOver<Value>(
  versions: Versions<Value>,
  before: (first: Version<Value>) => Value | undefined,
): Versions<Value> {
  const [first] = versions;
  const value = first && before(first);
  if (!first || value === undefined) return reachBack(versions);
  return [{ ...first, fromMs: Number.NEGATIVE_INFINITY, toMs: first.fromMs, value }, ...versions];
}

/** Links have no dates of their own: only those that were there when the first links were recorded reach back. */
export const linkReachBack = <Value>(
  versions: Versions<Value>,
  firstLinksMs = Number.NEGATIVE_INFINITY,
): Versions<Value> => ((versions[0]?.fromMs ?? 0) <= firstLinksMs ? reachBack(versions) : versions);

/** Who was in charge of a device before the hand-over with which its record begins; `undefined` where it begins with none. */
export function ownershipBefore(
  handovers: HandoverIndex,
  device: Parameters<typeof ownershipAt>[0],
  fromMs: number,
): Ownership | undefined {
  const own = handoversAt(handovers, `device:${device.id}`, fromMs);
  return own && ownershipAt(device, own, fromMs - 1);
}

export const beforeContract =
  (handovers: HandoverIndex) =>
  ({ value, fromMs }: Version<Contract>): Contract | undefined => {
    const own = handoversAt(handovers, `contract:${value.id}`, fromMs);
    return own && withParties(value, contractPartiesAt(value, own, fromMs - 1));
  };

/** Only the hand-overs of one instant: the version that they began does not know of later ones. */
function handoversAt(handovers: HandoverIndex, key: string, atMs: number): HandoverIndex | undefined {
  const own = handovers.get(key)?.filter((handover) => handover.atMs === atMs) ?? [];
  return own.length > 0 ? new Map([[key, own]]) : undefined;
}
