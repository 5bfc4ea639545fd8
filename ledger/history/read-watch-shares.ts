import { DEFAULT_ZONE } from '../../core/domain/inventory.ts';
import { deviceEntity, type Entity, parseEntity } from '../../core/domain/state.ts';
import { foldVersions, nearest, type Step, type Versions } from '../../core/time/versions.ts';
import type { RecordedBefore } from '../record/changes.ts';
import type { LeaseReads, RecordedLease } from '../record/leases.ts';
import type { LedgerReader } from '../record/ledger-reader.ts';
import type { PlaceReads } from '../record/places.ts';
import { parseRecordedBody } from './recorded-bodies.ts';
import {
  createWatchShares,
  type SharedPlaces,
  type SiteSharing,
  type SiteTime,
  type WatchShare,
} from './watch-shares.ts';

/** Who watched what, as far as it was on record. */
export interface WatchShares {
  /** The same object for entities that are shared out alike. */
  readonly of: (entity: Entity) => WatchShare;
  readonly leases: readonly RecordedLease[];
}

export interface SharesQuery extends RecordedBefore {
  /** Of these alone. */
  readonly entities?: readonly Entity[];
}

export type ShareReads = Pick<LedgerReader, 'revisions' | 'senders'> & LeaseReads & PlaceReads;

/** `undefined` where no lease is on record: whoever watched then watched everything. */
export function readWatchShares(
  reader: ShareReads,
  { entities, ...known }: SharesQuery = {},
): WatchShares | undefined {
  const leases = reader.leases(known);
  if (leases.length === 0) return undefined;
  const places = readSharedPlaces(reader, entities, known);
  return { of: createWatchShares(leases, places, reader.senders()), leases };
}

/** Nobody shares out by what is not recorded yet, whatever it is dated. */
const sinceMs = ({ fromMs, recordedMs }: { readonly fromMs: number; readonly recordedMs: number }) =>
  Math.max(fromMs, recordedMs);

interface Place {
  readonly site?: string;
  readonly device?: string;
}

function readSharedPlaces(
  reader: ShareReads,
  entities: readonly Entity[] | undefined,
  known: RecordedBefore,
): SharedPlaces {
  const steps = readPlaces(reader, entities, known);
  const sharing = new Map<string, Step<SiteSharing>[]>();
  const ids = entities && [...namesOfPlaces(entities, steps)];
  for (const { id, seq, body, ...dated } of reader.revisions({ ...known, kind: 'site', ...(ids && { ids }) }))
    append(sharing, id, { seq, fromMs: sinceMs(dated), value: body && sharingIn(id, body) });
  const placesOf = createFolded(steps);
  return { sitesOf: (entity) => sitesOf(placesOf, entity), sharingOf: createFolded(sharing) };
}

/** All that {@link siteAt} may answer of them. */
function namesOfPlaces(
  entities: readonly Entity[],
  steps: ReadonlyMap<string, readonly Step<Place>[]>,
): ReadonlySet<string> {
  const names = new Set(entities.map((entity) => parseEntity(entity)?.id ?? entity));
  for (const { value } of [...steps.values()].flat())
    for (const name of [value?.site, value?.device]) if (name !== undefined) names.add(name);
  return names;
}

function sharingIn(site: string, body: string): SiteSharing {
  const { zone = DEFAULT_ZONE, watchers = 1 } = parseRecordedBody('site', site, body);
  return { zone, watchers };
}

/** Of the entities and of what they are reached through: a link through a device, a channel through its recorder. */
function readPlaces(
  reader: PlaceReads,
  entities: readonly Entity[] | undefined,
  known: RecordedBefore,
): ReadonlyMap<string, readonly Step<Place>[]> {
  const steps = new Map<string, Step<Place>[]>();
  let wanted = entities;
  do {
    const next = new Set<Entity>();
    for (const { entity, seq, site, device, ...dated } of reader.namedPlaces({
      ...known,
      ...(wanted && { entities: wanted }),
    })) {
      append(steps, entity, { seq, fromMs: sinceMs(dated), value: placeOf(site, device) });
      if (device !== undefined) next.add(deviceEntity(device));
    }
    wanted = [...next].filter((entity) => !steps.has(entity));
  } while (entities !== undefined && wanted.length > 0);
  return steps;
}

function placeOf(site: string | undefined, device: string | undefined): Place | undefined {
  if (site === undefined && device === undefined) return undefined;
  return { ...(site !== undefined && { site }), ...(device !== undefined && { device }) };
}

const NO_VERSIONS: Versions<never> = [];

function createFolded<Value>(steps: ReadonlyMap<string, readonly Step<Value>[]>) {
  const known = new Map<string, Versions<Value>>();
  return (id: string): Versions<Value> => {
    const own = steps.get(id);
    if (!own) return NO_VERSIONS;
    const folded = known.get(id) ?? foldVersions(own);
    known.set(id, folded);
    return folded;
  };
}

/** What was recorded first also holds before, and what was said last after a removal. */
function sitesOf(placesOf: (entity: string) => Versions<Place>, entity: Entity): readonly SiteTime[] {
  const through = new Set<Entity>([entity]);
  for (const one of through)
    for (const { value } of placesOf(one))
      if (value.device !== undefined) through.add(deviceEntity(value.device));
  const turnsMs = [...through].flatMap((one) => placesOf(one).map(({ fromMs }) => fromMs));
  const times = [...new Set(turnsMs)]
    .sort((a, b) => a - b)
    .map((fromMs): SiteTime => ({ fromMs, site: siteAt(placesOf, entity, fromMs) }))
    .filter(({ site }, place, all) => site !== all[place - 1]?.site);
  const [first = { site: siteAt(placesOf, entity, 0) }, ...others] = times;
  return [{ fromMs: Number.NEGATIVE_INFINITY, site: first.site }, ...others];
}

/** A channel is where its recorder is, a link where the device is that tells of it; what stands nowhere is a place of its own. */
function siteAt(
  placesOf: (entity: string) => Versions<Place>,
  entity: Entity,
  atMs: number,
  hops = 0,
): string {
  const { site, device } = nearest(placesOf(entity), atMs) ?? {};
  const isThere = device !== undefined && placesOf(deviceEntity(device)).length > 0;
  if (isThere && hops < MOST_HOPS) return siteAt(placesOf, deviceEntity(device), atMs, hops + 1);
  return site ?? device ?? parseEntity(entity)?.id ?? entity;
}

/** From a link to a channel, and to its recorder. */
const MOST_HOPS = 2;

function append<Value>(byId: Map<string, Step<Value>[]>, id: string, step: Step<Value>): void {
  const own = byId.get(id);
  if (own) own.push(step);
  else byId.set(id, [step]);
}
