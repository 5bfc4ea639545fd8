import type { Entity } from '../../core/domain/state.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import { readMembers, type SummedMember } from '../inventory/read-members.ts';
import type { CheckIntervals } from '../timelines/check-intervals.ts';
import { createCheckIntervalsNow } from '../timelines/check-intervals-now.ts';

/** What days are added up by, as it is on record now: one for all who add up days beside each other. */
export interface InventoryNow {
  readonly membersNow: MembersNow;
  readonly intervals: () => CheckIntervals;
}

type MembersNow = () => ReadonlyMap<Entity, SummedMember>;

export const readInventoryNow = (reader: LedgerReader): InventoryNow => ({
  membersNow: createMembersNow(reader),
  intervals: createCheckIntervalsNow(reader),
});

/** A city's inventory takes seconds to read, and mostly says what it said a moment ago. */
function createMembersNow(reader: LedgerReader): MembersNow {
  let known: { readonly throughSeq: number; readonly members: ReadonlyMap<Entity, SummedMember> } | undefined;
  return () => {
    const throughSeq = reader.headSeq();
    const [news] = known === undefined ? [] : reader.newRevisions(known.throughSeq);
    if (known === undefined || news !== undefined) known = { throughSeq, members: readMembers(reader) };
    return known.members;
  };
}
