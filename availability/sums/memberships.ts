import { z } from 'zod';
import { DEVICE_KINDS, type DeviceKind, STAGES } from '../../core/domain/inventory.ts';
import type { RevisionKind } from '../../core/domain/revision.ts';
import { serviceIntervals } from '../../core/domain/service-intervals.ts';
import { deviceEntity, type Entity, linkEntity } from '../../core/domain/state.ts';
import { NO_TAG_VALUE } from '../../core/names/series.ts';
import { createInterner } from '../../core/text/create-interner.ts';
import { type IntervalSet, intersect, union } from '../../core/time/intervals.ts';
import { foldVersions, type Step, type Version } from '../../core/time/versions.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';

/** What a device or link belongs to, by the id; `none` where the inventory says nothing. */
export interface Belonging {
  readonly kind: DeviceKind | 'link';
  readonly agency: string;
  readonly district: string;
  readonly area: string;
  readonly contractor: string;
  readonly programme: string;
}

/** From when on it belongs so; equal ones are the same object. */
export interface Membership {
  readonly fromMs: number;
  readonly belonging: Belonging;
}

export interface Member {
  readonly entity: Entity;
  /** When it counts. */
  readonly service: IntervalSet;
  /** One after the other without a gap, the first from ever on. */
  readonly memberships: readonly Membership[];
}

/** Everything that was ever on record, with what it belonged to by the instant: what was recorded later holds. */
export function readMembers(reader: LedgerReader): ReadonlyMap<Entity, Member> {
  const districts = readVersions(reader, 'area', (body) => Place.parse(body).district);
  const areas = readVersions(reader, 'site', (body) => Place.parse(body).area);
  const intern = createInterner<Belonging>();
  const members = new Map<Entity, Member>();
  const handedOver = readHandedOver(reader);
  for (const [id, [first, ...later]] of readVersions(reader, 'device', (body) => DeviceBody.parse(body))) {
    if (!first) continue;
    const versions = [...handedOver(id, first), ...later];
    const at = (atMs: number): Belonging => {
      const device = nearest(versions, atMs) ?? first.value;
      const area = nearest(areas.get(device.site), atMs) ?? NO_TAG_VALUE;
      return intern({
        kind: device.kind,
        agency: device.agency ?? NO_TAG_VALUE,
        district: nearest(districts.get(area), atMs) ?? NO_TAG_VALUE,
        area,
        contractor: device.contractor ?? NO_TAG_VALUE,
        programme: device.programme ?? NO_TAG_VALUE,
      });
    };
    const { lifecycle } = (versions.at(-1) ?? first).value;
    add(deviceEntity(id), intersect(serviceIntervals({ lifecycle }), whileThere(versions, EVER_MS)), {
      turnsMs: turnsOf(versions, areas, districts),
      at,
    });
  }
  const links = readVersions(reader, 'link', (body) => LinkBody.parse(body));
  const [firstLink] = reader.revisions({ kind: 'link' });
  const firstLinksMs = firstLink?.fromMs ?? EVER_MS;
  for (const [id, versions] of links) {
    const [first] = versions;
    if (!first) continue;
    // They have no dates of their own: those that the record began with were there before.
    const sinceMs = first.fromMs <= firstLinksMs ? EVER_MS : first.fromMs;
    add(linkEntity(id), whileThere(versions, sinceMs), {
      turnsMs: [EVER_MS, ...versions.slice(1).map(({ fromMs }) => fromMs)],
      at: (atMs) => intern({ ...NOWHERE, contractor: nearest(versions, atMs)?.carrier ?? NO_TAG_VALUE }),
    });
  }
  return members;

  function add(entity: Entity, service: IntervalSet, { turnsMs, at }: Turns): void {
    const memberships = mergeEqual(turnsMs.map((fromMs) => ({ fromMs, belonging: at(fromMs) })));
    members.set(entity, { entity, service, memberships });
  }
}

interface Turns {
  /** When it may begin to belong elsewhere. */
  readonly turnsMs: readonly number[];
  readonly at: (atMs: number) => Belonging;
}

const EVER_MS = Number.NEGATIVE_INFINITY;

const NOWHERE: Omit<Belonging, 'contractor'> = {
  kind: 'link',
  agency: NO_TAG_VALUE,
  district: NO_TAG_VALUE,
  area: NO_TAG_VALUE,
  programme: NO_TAG_VALUE,
};

const Place = z.object({ area: z.string().optional(), district: z.string().optional() });
const DeviceBody = z.object({
  kind: z.enum(DEVICE_KINDS),
  site: z.string(),
  agency: z.string().optional(),
  contractor: z.string().optional(),
  programme: z.string().optional(),
  lifecycle: z.array(z.object({ stage: z.enum(STAGES), atMs: z.number() })).default([]),
});
type Recorded = z.output<typeof DeviceBody>;
const HandoverBody = z.object({
  kind: z.string(),
  id: z.string(),
  atMs: z.number(),
  field: z.string(),
  from: z.string().optional(),
});
const LinkBody = z.object({ carrier: z.string().optional() });

type ById<Value> = ReadonlyMap<string, readonly Version<Value>[]>;

/** By id; what was recorded first also holds before, as in the history that contracts are settled by. */
function readVersions<Value>(
  reader: LedgerReader,
  kind: RevisionKind,
  parse: (body: unknown) => Value,
): ById<Value> {
  const steps = new Map<string, Step<Value>[]>();
  for (const { id, seq, fromMs, body } of reader.revisions({ kind })) {
    const own = steps.get(id) ?? [];
    steps.set(id, own);
    own.push({ seq, fromMs, value: body === undefined ? undefined : parse(JSON.parse(body)) });
  }
  return new Map(steps.entries().map(([id, own]) => [id, foldVersions(own)]));
}

/** What holds at an instant; before the first version, and after a removal, the nearest there is. */
function nearest<Value>(versions: readonly Version<Value>[] | undefined, atMs: number): Value | undefined {
  return (versions?.findLast(({ fromMs }) => fromMs <= atMs) ?? versions?.[0])?.value;
}

/** Who was in charge before the hand-over with which the record of a device begins. */
function readHandedOver(reader: LedgerReader) {
  const before = new Map<string, Record<string, string | undefined>>();
  for (const { body } of reader.revisions({ kind: 'handover' })) {
    if (body === undefined) continue;
    const { kind, id, atMs, field, from } = HandoverBody.parse(JSON.parse(body));
    if (kind !== 'device') continue;
    const key = `${id} ${atMs}`;
    before.set(key, { ...before.get(key), [field]: from });
  }
  return (id: string, first: Version<Recorded>): readonly Version<Recorded>[] => {
    const parties = before.get(`${id} ${first.fromMs}`);
    if (!parties) return [first];
    return [{ ...first, fromMs: EVER_MS, toMs: first.fromMs, value: { ...first.value, ...parties } }, first];
  };
}

function turnsOf(
  versions: readonly Version<Recorded>[],
  areas: ById<string | undefined>,
  districts: ById<string | undefined>,
): readonly number[] {
  const turns = new Set<number>([EVER_MS]);
  const add = (others: readonly Version<unknown>[] = []) => {
    for (const { fromMs } of others.slice(1)) turns.add(fromMs);
  };
  add(versions);
  for (const { value } of versions) {
    const places = areas.get(value.site) ?? [];
    add(places);
    for (const place of places) add(districts.get(place.value ?? ''));
  }
  return [...turns].sort((a, b) => (a < b ? -1 : 1));
}

/** Less the times in which it was removed. */
const whileThere = (versions: readonly Version<unknown>[], sinceMs: number): IntervalSet =>
  union(versions.map((version, place) => (place === 0 ? { ...version, fromMs: sinceMs } : version)));

function mergeEqual(memberships: readonly Membership[]): readonly Membership[] {
  return memberships.filter(({ belonging }, place) => belonging !== memberships[place - 1]?.belonging);
}
