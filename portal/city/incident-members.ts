import type { StoredMember } from '../../ledger/record/incidents/incident-reads.ts';
import type { CityView } from './city-view.ts';
import type { IncidentSource } from './incident-source.ts';
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

/** So many members of an incident that may be told, in the order of their names. */
export function pageOfMembers(
  { fleet }: CityView,
  { members }: Pick<IncidentSource, 'members'>,
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
