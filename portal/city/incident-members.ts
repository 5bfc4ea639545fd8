import type { StoredMember } from '../../ledger/record/incidents/incident-reads.ts';
import type { CityView } from './city-view.ts';
import { compareText } from './visible-fleet.ts';

/** Where a page of members goes on: behind this one. */
export interface MemberKey {
  readonly entity: string;
  readonly joinedMs: number;
}

export interface MemberPage {
  readonly items: readonly StoredMember[];
  /** Of those that may be told, now and before. */
  readonly total: number;
  readonly hasMore: boolean;
}

/** Each of them once, as it joined last: with a flapping line everything behind it joins time and again. */
export function* onceEach(members: Iterable<StoredMember>): Generator<StoredMember> {
  let last: StoredMember | undefined;
  for (const member of members) {
    if (last !== undefined && last.entity !== member.entity) yield last;
    last = member;
  }
  if (last !== undefined) yield last;
}

/** When something was lost the last few times, the last first. */
export const lastLosses = (
  members: Iterable<StoredMember>,
  entity: string,
  limit: number,
): readonly StoredMember[] =>
  [...members]
    .filter((member) => member.entity === entity)
    .sort((a, b) => b.joinedMs - a.joinedMs)
    .slice(0, limit);

/** So many members of an incident that may be told, in the order of their names. */
export function pageOfMembers(
  { fleet }: CityView,
  { members }: { readonly members: (id: string) => Iterable<StoredMember> },
  {
    id,
    limit,
    after,
  }: { readonly id: string; readonly limit: number; readonly after?: MemberKey | undefined },
): MemberPage {
  const items: StoredMember[] = [];
  let total = 0;
  let hasMore = false;
  for (const member of members(id)) {
    if (!fleet.isVisible(member.entity)) continue;
    total += 1;
    if (after && (compareText(member.entity, after.entity) || member.joinedMs - after.joinedMs) <= 0)
      continue;
    if (items.length === limit) hasMore = true;
    else items.push(member);
  }
  return { items, total, hasMore };
}
