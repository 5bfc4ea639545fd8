import type { Device } from '../../core/domain/inventory.ts';
import type { HandoverIndex } from '../../core/domain/ownership.ts';
import { serviceIntervals } from '../../core/domain/service-intervals.ts';
import { deviceEntity, type Entity, linkEntity } from '../../core/domain/state.ts';
import { type IntervalSet, intersect, union } from '../../core/time/intervals.ts';
import { foldVersions, type Step } from '../../core/time/versions.ts';
import { linkReachBack, reachBack, reachBackOver } from '../../ledger/history/reach-back.ts';
import { parseRecordedBody } from '../../ledger/history/recorded-bodies.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { RecordedRevision } from '../../ledger/record/revisions.ts';
import { createInterner } from './device-entry.ts';
import {
  type Belonging,
  createMembers,
  type Member,
  type MemberDevice,
  type MemberEntry,
  type MemberInventory,
  type MemberOf,
} from './members.ts';
import { beforeEntry, collect, indexDevices, takeRevisions } from './read-inventory.ts';

/** As much as sums of days need of a member. */
export type SummedMember = Pick<Member, 'service' | 'memberships'>;

/**
 * Everything that was ever on record, as it is now. Nothing else of the inventory is kept, and members that are alike are one:
 * a city of 100,000 takes some 60 MB meanwhile, and 25 MB then.
 */
export function readMembers(reader: LedgerReader): ReadonlyMap<Entity, SummedMember> {
  const device = createDeviceSteps();
  const site = collect('site', ({ area, purpose }) => ({ area, purpose }));
  const area = collect('area', ({ district }) => ({ district }));
  const link = collect('link', ({ carrier, contracts }) => ({
    ...(carrier !== undefined && { carrier }),
    contracts,
  }));
  takeRevisions(reader, {}, [device, site, area, link]);
  const places = { sites: site.fold(reachBack), areas: area.fold(reachBack) };
  const links = link.fold((versions) => linkReachBack(versions, link.firstMs()));
  const intern = createMemberInterner();
  const members = new Map<Entity, SummedMember>();
  const add = (memberOf: MemberOf, entities: Iterable<Entity>) => {
    for (const entity of entities) {
      const member = memberOf(entity);
      if (member) members.set(entity, intern(member));
    }
  };
  for (const ids of portionsOf(device.ids())) {
    const handovers = readHandovers(reader, ids);
    const devices = { get: (id: string) => deviceOf(id, device.stepsOf(id), handovers) };
    add(createMembers({ ...places, devices, links: NO_LINKS }), ids.map(deviceEntity));
  }
  add(createMembers({ ...places, devices: NO_DEVICES, links }), links.keys().map(linkEntity));
  return members;
}

const NO_LINKS: MemberInventory['links'] = new Map();
const NO_DEVICES: MemberInventory['devices'] = { get: () => undefined };

/** Hand-overs are as many as devices, and are needed one after the other. */
const DEVICES_AT_ONCE = 1_000;

function* portionsOf(ids: Iterable<string>): Generator<readonly string[]> {
  const all = Iterator.from(ids);
  for (let some = take(all); some.length > 0; some = take(all)) yield some;
}

function take(ids: Iterator<string>): readonly string[] {
  const some: string[] = [];
  while (some.length < DEVICES_AT_ONCE) {
    const { done, value } = ids.next();
    if (done) break;
    some.push(value);
  }
  return some;
}

function readHandovers(reader: LedgerReader, ids: readonly string[]): HandoverIndex {
  const handover = collect('handover', (value) => value);
  takeRevisions(reader, { handoversOf: ids.map(deviceEntity) }, [handover]);
  return indexDevices(handover.fold((versions) => versions));
}

/** The revisions of devices in columns: as a list each they were most of what is read. */
function createDeviceSteps() {
  const pick = createMemberPicker();
  const lastOf = new Map<string, number>();
  const before: number[] = [];
  const seqs: number[] = [];
  const fromMs: number[] = [];
  const values: (RecordedMember | undefined)[] = [];
  return {
    kind: 'device',
    take: ({ id, seq, fromMs: sinceMs, body }: RecordedRevision) => {
      before.push(lastOf.get(id) ?? -1);
      lastOf.set(id, seqs.push(seq) - 1);
      fromMs.push(sinceMs);
      values.push(body === undefined ? undefined : pick(parseRecordedBody('device', id, body)));
    },
    ids: () => lastOf.keys(),
    stepsOf: (id: string): readonly Step<RecordedMember>[] => {
      const steps: Step<RecordedMember>[] = [];
      for (let row = lastOf.get(id) ?? -1; row >= 0; row = before[row] ?? -1)
        steps.unshift({ seq: seqs[row] ?? 0, fromMs: fromMs[row] ?? 0, value: values[row] });
      return steps;
    },
  } as const;
}

interface RecordedMember {
  readonly entry: MemberEntry;
  /** By the steps of its life, whatever was listed. */
  readonly service: IntervalSet;
}

/** Texts, entries and times are those of many others: one each. */
function createMemberPicker() {
  const text = createInterner<string>((value) => value);
  const texts = createInterner<readonly string[]>((list) => list.join('\t'));
  const entryOf = createInterner<MemberEntry>(({ kind, site, contracts, ...party }) =>
    [kind, site, party.agency, party.contractor, party.programme, ...contracts].join('\t'),
  );
  const serviceOf = createInterner<IntervalSet>(renderSet);
  return ({ kind, site, agency, contractor, programme, contracts, lifecycle }: Device): RecordedMember => ({
    entry: entryOf({
      ...{ kind, site: text(site), contracts: texts(contracts) },
      ...(agency !== undefined && { agency: text(agency) }),
      ...(contractor !== undefined && { contractor: text(contractor) }),
      ...(programme !== undefined && { programme: text(programme) }),
    }),
    service: serviceOf(serviceIntervals({ lifecycle })),
  });
}

const renderSet = (set: IntervalSet): string => set.map(({ fromMs, toMs }) => `${fromMs} ${toMs}`).join(',');

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
  return { versions, service: intersect(last.value.service, union(versions)) };
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
      renderSet(service),
      ...memberships.map(({ fromMs, belonging }) => `${fromMs}:${placeOf(belonging)}`),
    ].join(),
  );
  return ({ service, memberships }) => intern({ service, memberships });
}
