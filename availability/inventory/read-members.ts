import type { Device, Handover, LifecycleStep } from '../../core/domain/inventory.ts';
import type { HandoverIndex } from '../../core/domain/ownership.ts';
import { serviceIntervals } from '../../core/domain/service-intervals.ts';
import { deviceEntity, type Entity, linkEntity } from '../../core/domain/state.ts';
import { intersect, union } from '../../core/time/intervals.ts';
import { foldVersions, type Step } from '../../core/time/versions.ts';
import { linkReachBack, reachBack, reachBackOver } from '../../ledger/history/reach-back.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import { createInterner } from './device-entry.ts';
import {
  type Belonging,
  createMembers,
  type Member,
  type MemberDevice,
  type MemberEntry,
} from './members.ts';
import { beforeEntry, collect, indexDevices, takeRevisions } from './read-inventory.ts';

/** As much as sums of days need of a member. */
export type SummedMember = Pick<Member, 'service' | 'memberships'>;

/**
 * Everything that was ever on record, as it is now. Nothing else of the inventory is kept, members that are alike are one, and
 * each device is let go as soon as its member is made: a city of 100,000 takes 60 MB meanwhile, and 15 MB then.
 */
export function readMembers(reader: LedgerReader): ReadonlyMap<Entity, SummedMember> {
  const device = collect('device', createMemberPicker());
  const handover = collect('handover', createHandoverPicker());
  const site = collect('site', ({ area, purpose }) => ({ area, purpose }));
  const area = collect('area', ({ district }) => ({ district }));
  const link = collect('link', ({ carrier, contracts }) => ({
    ...(carrier !== undefined && { carrier }),
    contracts,
  }));
  takeRevisions(reader, {}, [device, handover, site, area, link]);
  const handovers = indexDevices(handover.fold((versions) => versions));
  const links = link.fold((versions) => linkReachBack(versions, link.firstMs()));
  const memberOf = createMembers({
    devices: { get: (id) => deviceOf(id, device.steps.get(id) ?? [], handovers) },
    sites: site.fold(reachBack),
    areas: area.fold(reachBack),
    links,
  });
  const members = new Map<Entity, SummedMember>();
  const intern = createMemberInterner();
  const add = (entity: Entity) => {
    const member = memberOf(entity);
    if (member) members.set(entity, intern(member));
  };
  for (const id of device.steps.keys()) {
    add(deviceEntity(id));
    device.forget(id);
  }
  for (const id of links.keys()) add(linkEntity(id));
  return members;
}

interface RecordedMember {
  readonly entry: MemberEntry;
  readonly lifecycle: readonly LifecycleStep[];
}

/** Most devices are like many others, and were so before. */
function createMemberPicker() {
  const intern = createInterner<RecordedMember>(({ entry, lifecycle }) => JSON.stringify([entry, lifecycle]));
  return ({ kind, site, agency, contractor, programme, contracts, lifecycle }: Device): RecordedMember =>
    intern({
      entry: {
        ...{ kind, site, contracts },
        ...(agency !== undefined && { agency }),
        ...(contractor !== undefined && { contractor }),
        ...(programme !== undefined && { programme }),
      },
      lifecycle: lifecycle.map(({ stage, atMs }) => ({ stage, atMs })),
    });
}

function createHandoverPicker() {
  const text = createInterner<string>((value) => value);
  return ({ kind, id, atMs, field, from, to }: Handover): Handover => ({
    ...{ kind, id, atMs, field },
    ...(from !== undefined && { from: text(from) }),
    ...(to !== undefined && { to: text(to) }),
  });
}

function deviceOf(
  id: string,
  steps: readonly Step<RecordedMember>[],
  handovers: HandoverIndex,
): MemberDevice | undefined {
  const recorded = foldVersions(steps);
  const last = recorded.at(-1);
  if (!last) return undefined;
  const entries = recorded.map(({ value, ...version }) => ({ ...version, value: value.entry }));
  const versions = reachBackOver(entries, beforeEntry(id, handovers));
  return { versions, service: intersect(serviceIntervals(last.value), union(versions)) };
}

function createMemberInterner(): (member: SummedMember) => SummedMember {
  const places = new Map<Belonging, number>();
  const placeOf = (belonging: Belonging) => {
    const place = places.get(belonging) ?? places.size;
    places.set(belonging, place);
    return place;
  };
  const intern = createInterner<SummedMember>(({ service, memberships }) =>
    [
      ...service.map(({ fromMs, toMs }) => `${fromMs} ${toMs}`),
      ...memberships.map(({ fromMs, belonging }) => `${fromMs}:${placeOf(belonging)}`),
    ].join(','),
  );
  return ({ service, memberships }) => intern({ service, memberships });
}
