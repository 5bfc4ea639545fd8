import type { Area, DeviceKind, Link, Site } from '../../core/domain/inventory.ts';
import { type Entity, parseEntity } from '../../core/domain/state.ts';
import { NO_TAG_VALUE } from '../../core/names/series.ts';
import { createInterner } from '../../core/text/create-interner.ts';
import { type IntervalSet, union } from '../../core/time/intervals.ts';
import { nearest, type Versions } from '../../core/time/versions.ts';
import type { DeviceEntry } from './figures-inventory.ts';

export type MeasuredKind = DeviceKind | 'link';

/** What a device or link belongs to, by the id; `none` where the inventory says nothing. */
export interface Belonging {
  readonly kind: MeasuredKind;
  readonly agency: string;
  readonly district: string;
  readonly area: string;
  readonly programme: string;
  readonly purpose: string;
  readonly contractor: string;
}

/** From when on it belongs so; equal ones are the same object. */
export interface Membership {
  readonly fromMs: number;
  readonly belonging: Belonging;
}

export interface Member {
  readonly entity: Entity;
  readonly kind: MeasuredKind;
  /** When it counts. */
  readonly service: IntervalSet;
  /** One after the other without a gap, the first from ever on. */
  readonly memberships: readonly Membership[];
  /** Contracts by the instant. */
  readonly contracts: Versions<{ readonly contracts: readonly string[] }>;
}

export type MemberOf = (entity: Entity) => Member | undefined;

/** As much of the inventory as says what belongs where. */
export interface MemberInventory {
  readonly devices: { readonly get: (id: string) => MemberDevice | undefined };
  readonly sites: ReadonlyMap<string, Versions<Pick<Site, 'area' | 'purpose'>>>;
  readonly areas: ReadonlyMap<string, Versions<Pick<Area, 'district'>>>;
  readonly links: ReadonlyMap<string, Versions<Pick<Link, 'carrier' | 'contracts'>>>;
}

export interface MemberDevice {
  readonly versions: Versions<MemberEntry>;
  readonly service: IntervalSet;
}

export type MemberEntry = Pick<
  DeviceEntry,
  'kind' | 'site' | 'agency' | 'contractor' | 'programme' | 'contracts'
>;

/** Says what belongs where: before the first version and after a removal the nearest holds. */
export function createMembers(inventory: MemberInventory): MemberOf {
  const intern = createInterner<Belonging>();
  return (entity) => {
    const { kind, id = '' } = parseEntity(entity) ?? {};
    return kind === 'link' ? linkMember(entity, inventory.links.get(id)) : deviceMember(entity, id);
  };

  function deviceMember(entity: Entity, id: string): Member | undefined {
    const device = inventory.devices.get(id);
    const last = device?.versions.at(-1)?.value;
    if (!device || !last) return undefined;
    const { versions, service } = device;
    const at = (atMs: number) => belongingOf(nearest(versions, atMs) ?? last, atMs);
    const memberships = turnsOf(versions).map((fromMs) => ({ fromMs, belonging: at(fromMs) }));
    return { entity, kind: last.kind, service, memberships: mergeEqual(memberships), contracts: versions };
  }

  function belongingOf(device: MemberEntry, atMs: number): Belonging {
    const site = nearest(inventory.sites.get(device.site), atMs);
    const area = site?.area ?? NO_TAG_VALUE;
    return intern({
      kind: device.kind,
      agency: device.agency ?? NO_TAG_VALUE,
      district: nearest(inventory.areas.get(area), atMs)?.district ?? NO_TAG_VALUE,
      area,
      programme: device.programme ?? NO_TAG_VALUE,
      purpose: site?.purpose ?? NO_TAG_VALUE,
      contractor: device.contractor ?? NO_TAG_VALUE,
    });
  }

  function turnsOf(versions: Versions<MemberEntry>): readonly number[] {
    const turns = new Set([EVER_MS]);
    const add = (others: Versions<unknown> = []) => {
      for (const { fromMs } of others.slice(1)) turns.add(fromMs);
    };
    add(versions);
    for (const { value } of versions) {
      const places = inventory.sites.get(value.site) ?? [];
      add(places);
      for (const place of places) add(inventory.areas.get(place.value.area));
    }
    return [...turns].sort((a, b) => (a < b ? -1 : 1));
  }

  /** A link lies between places: it belongs to its carrier alone. */
  function linkMember(
    entity: Entity,
    versions: Versions<Pick<Link, 'carrier' | 'contracts'>> = [],
  ): Member | undefined {
    if (versions.length === 0) return undefined;
    const memberships = versions.map(({ fromMs, value }, place) => ({
      fromMs: place === 0 ? EVER_MS : fromMs,
      belonging: intern({ ...NOWHERE, contractor: value.carrier ?? NO_TAG_VALUE }),
    }));
    const service = union(versions);
    return { entity, kind: 'link', service, memberships: mergeEqual(memberships), contracts: versions };
  }
}

const EVER_MS = Number.NEGATIVE_INFINITY;

const NOWHERE: Belonging = {
  kind: 'link',
  agency: NO_TAG_VALUE,
  district: NO_TAG_VALUE,
  area: NO_TAG_VALUE,
  programme: NO_TAG_VALUE,
  purpose: NO_TAG_VALUE,
  contractor: NO_TAG_VALUE,
};

const mergeEqual = (memberships: readonly Membership[]): readonly Membership[] =>
  memberships.filter(({ belonging }, place) => belonging !== memberships[place - 1]?.belonging);
