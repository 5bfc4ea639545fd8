import type { SiteKind } from '../../core/domain/inventory.ts';
import type { State } from '../../core/domain/state.ts';
import { UNDETERMINED } from '../api/parameters.ts';
import type { CityView } from './city-view.ts';
import type { SiteIndex, SitesOf } from './site-index.ts';
import { siteGroup } from './site-states.ts';
import { compareText, isWhole } from './visible-fleet.ts';

/** Wards come before sites. */
export const BLIND_PLACES = ['area', 'site'] as const;

/**
 * All cameras in service are lost; none is known to work and of some nothing is known; of a ward: none is in service, the inventory
 * has none at all.
 */
export const BLIND_STATES = ['lost', 'unknown', 'out-of-service', 'no-camera'] as const;
export type BlindState = (typeof BLIND_STATES)[number];

/** A ward or site where no camera is known to work, of those that whoever asks may see. */
export interface BlindSpot {
  readonly place: (typeof BLIND_PLACES)[number];
  readonly id: string;
  readonly state: BlindState;
  /** In service: all of them are `down` or `unknown`. */
  readonly cameras: number;
  readonly down: number;
  readonly unknown: number;
  readonly outOfService: number;
  /** When the last of them was lost or not known any more; absent where nothing was ever known of any. */
  readonly sinceMs: number | undefined;
  readonly area: string;
  readonly district: string;
  /** Of a site. */
  readonly kind: SiteKind | undefined;
  /** Whose cameras they are. */
  readonly agencies: readonly string[];
  /** Those that its lost cameras are in, what lost most first. */
  readonly incidents: readonly string[];
  /** Whether some are lost for a cause that is withheld. */
  readonly isCauseWithheld: boolean;
}

/** Made ready when somebody first asks; gathered once for each view. */
export type BlindSpotsOf = (view: CityView) => Promise<() => readonly BlindSpot[]>;

export function createBlindSpots(sitesOf: SitesOf): BlindSpotsOf {
  let cameras: { readonly index: SiteIndex; readonly placed: PlacedCameras } | undefined;
  let kept: { readonly view: CityView; readonly spots: readonly BlindSpot[] } | undefined;
  return async (view) => {
    const index = await sitesOf(view);
    return () => {
      if (cameras?.index !== index) cameras = { index, placed: placeCameras(view, index) };
      if (kept?.view !== view) kept = { view, spots: gatherBlindSpots(view, cameras.placed) };
      return kept.spots;
    };
  };
}

/** Whole wards first, then sites, then wards without a camera; what is known to be lost first, then what has most cameras, then the eldest. */
export function gatherBlindSpots(
  view: CityView,
  { cameras, areas, sites }: PlacedCameras,
): readonly BlindSpot[] {
  const causeOf = readCauses(view);
  return [areas, sites].flatMap((places) => findBlind(view, cameras, places, causeOf)).sort(compareRanks);
}

export type SpotKey = Pick<BlindSpot, 'place' | 'state' | 'cameras' | 'sinceMs' | 'id'>;

export const compareSpots = (a: SpotKey, b: SpotKey): number => compareRanks(a, b) || compareText(a.id, b.id);

/** Places are gathered in the order of their ids, and stay in it. */
const compareRanks = (a: SpotKey, b: SpotKey): number =>
  rankOf(a) - rankOf(b) ||
  BLIND_STATES.indexOf(a.state) - BLIND_STATES.indexOf(b.state) ||
  b.cameras - a.cameras ||
  (a.sinceMs ?? Number.MAX_SAFE_INTEGER) - (b.sinceMs ?? Number.MAX_SAFE_INTEGER);

const rankOf = ({ place, cameras }: SpotKey): number => {
  if (place === 'site') return 1;
  return cameras > 0 ? 0 : 2;
};

/** The wards or the sites of a city, by number in the order of their ids. */
interface Places {
  readonly size: number;
  /** Where each camera is. */
  readonly of: Int32Array;
  /** Whether it is told of where there is no camera in service. */
  readonly isToldEmpty: boolean;
  readonly tell: (
    number: number,
  ) => Pick<BlindSpot, 'place' | 'id' | 'area' | 'district' | 'kind'> | undefined;
}

/** The visible cameras by place in the columns, with where each is: as long as the inventory stays. */
export interface PlacedCameras {
  readonly cameras: Int32Array;
  readonly areas: Places;
  readonly sites: Places;
}

export function placeCameras(view: CityView, index: SiteIndex): PlacedCameras {
  const { devices, columns } = view.fleet;
  const { groups, group } = columns;
  const areas = listAreas(view);
  const numbers = new Map(areas.map(({ id }, number) => [id, number]));
  const areaOfGroup = groups.map(({ area }) => numbers.get(area ?? '') ?? -1);
  const places = Int32Array.from(devices.keys()).filter(
    (place) => groups[group[devices[place] ?? -1] ?? -1]?.kind === 'camera',
  );
  const cameras = places.map((place) => devices[place] ?? -1);
  return {
    cameras,
    areas: {
      ...{ size: areas.length, isToldEmpty: true },
      of: cameras.map((device) => areaOfGroup[group[device] ?? -1] ?? -1),
      tell: (number) => {
        const { id, district } = areas[number] ?? {};
        if (id === undefined || district === undefined) return undefined;
        return { place: 'area', id, area: id, district, kind: undefined };
      },
    },
    sites: {
      ...{ size: index.ids.length, isToldEmpty: false },
      of: places.map((place) => index.siteOf[place] ?? -1),
      tell: (number) => {
        const where = siteGroup(index, number);
        return where && { place: 'site', id: index.ids[number] ?? '', ...where };
      },
    },
  };
}

/** Those of today; to whoever sees a part of the city, those where something of it stands. */
function listAreas({ fleet, shown: { inventory }, atMs }: CityView) {
  const { groups, group } = fleet.columns;
  const seen = new Set(fleet.devices.values().map((device) => groups[group[device] ?? -1]?.area));
  return [...inventory.areas.values()]
    .filter(
      ({ id, validFromMs = 0, validToMs = Number.POSITIVE_INFINITY }) =>
        seen.has(id) || (isWhole(fleet.sight) && validFromMs <= atMs && atMs < validToMs),
    )
    .sort((a, b) => compareText(a.id, b.id));
}

/** How many cameras of a place work, are down, unknown, not in service. */
const SLOTS = 4;
const [WORKS, DOWN, UNKNOWN, OUT] = [0, 1, 2, 3];
const SLOT_OF: Readonly<Record<State, number>> = { up: WORKS, degraded: WORKS, down: DOWN, unknown: UNKNOWN };

type CauseOf = (device: number) => number;

function findBlind(
  view: CityView,
  cameras: Int32Array,
  places: Places,
  causeOf: CauseOf,
): readonly BlindSpot[] {
  const tally = countCameras(view, cameras, places);
  const at = (place: number, slot: number) => tally[place * SLOTS + slot] ?? 0;
  const isBlind = (place: number) =>
    at(place, WORKS) === 0 && (places.isToldEmpty || at(place, DOWN) + at(place, UNKNOWN) > 0);
  const blind = Uint8Array.from({ length: places.size }, (_, place) => Number(isBlind(place)));
  const more = readBlind(view, cameras, places, { blind, causeOf });
  const { incidents } = view.downNow();
  return Array.from(blind).flatMap((one, place): readonly BlindSpot[] => {
    const where = one === 1 ? places.tell(place) : undefined;
    if (where === undefined) return [];
    const [down, unknown, outOfService] = [at(place, DOWN), at(place, UNKNOWN), at(place, OUT)];
    const causes = more.causes.get(place) ?? [];
    return [
      {
        ...where,
        state: stateOf(down, unknown, outOfService),
        ...{ cameras: down + unknown, down, unknown, outOfService },
        sinceMs: more.sinceMs[place] || undefined,
        agencies: more.agencies[place] ?? [],
        incidents: causes.toSorted((a, b) => a - b).flatMap((cause) => incidents[cause]?.id ?? []),
        isCauseWithheld: causes.includes(WITHHELD),
      },
    ];
  });
}

function stateOf(down: number, unknown: number, outOfService: number): BlindState {
  if (unknown > 0) return 'unknown';
  if (down > 0) return 'lost';
  return outOfService > 0 ? 'out-of-service' : 'no-camera';
}

function countCameras({ stateAt }: CityView, cameras: Int32Array, { size, of }: Places): Uint32Array {
  const tally = new Uint32Array(size * SLOTS);
  for (let camera = 0; camera < cameras.length; camera++) {
    const place = of[camera] ?? -1;
    if (place < 0) continue;
    const state = stateAt(cameras[camera] ?? -1);
    const cell = place * SLOTS + (state === undefined ? OUT : SLOT_OF[state]);
    tally[cell] = (tally[cell] ?? 0) + 1;
  }
  return tally;
}

interface Blind {
  /** 1 for those that are. */
  readonly blind: Uint8Array;
  readonly causeOf: CauseOf;
}

/** Of blind places alone: since when, whose, why. Most have one agency, which they share. */
function readBlind(
  { fleet, stateAt, sinceAt }: CityView,
  cameras: Int32Array,
  { size, of }: Places,
  { blind, causeOf }: Blind,
) {
  const { groups, group } = fleet.columns;
  const agencyOfGroup = groups.map(({ agency = UNDETERMINED }) => agency);
  const alone = new Map(agencyOfGroup.map((agency) => [agency, [agency]] as const));
  const sinceMs = new Float64Array(size);
  const agencies: (readonly string[])[] = [];
  const causes = new Map<number, number[]>();
  for (let camera = 0; camera < cameras.length; camera++) {
    const place = of[camera] ?? -1;
    if (blind[place] !== 1) continue;
    const device = cameras[camera] ?? -1;
    const agency = agencyOfGroup[group[device] ?? -1] ?? UNDETERMINED;
    const known = agencies[place];
    if (known === undefined) agencies[place] = alone.get(agency) ?? [agency];
    else if (!known.includes(agency)) agencies[place] = [...known, agency].sort(compareText);
    sinceMs[place] = Math.max(sinceMs[place] ?? 0, sinceAt(device) ?? 0);
    const cause = stateAt(device) === 'down' ? causeOf(device) : NO_CAUSE;
    if (cause === NO_CAUSE) continue;
    const told = causes.get(place);
    if (told === undefined) causes.set(place, [cause]);
    else if (!told.includes(cause)) told.push(cause);
  }
  return { sinceMs, agencies, causes };
}

const WITHHELD = -1;
const NO_CAUSE = -2;

/** By device: the place of its incident in the list, that it is withheld, or nothing. */
function readCauses(view: CityView): CauseOf {
  const { incidents, withheld } = view.downNow();
  const causes = new Int32Array(view.fleet.columns.size).fill(NO_CAUSE);
  for (const device of withheld) causes[device] = WITHHELD;
  for (const [number, { lost }] of incidents.entries()) for (const device of lost) causes[device] = number;
  return (device) => causes[device] ?? NO_CAUSE;
}
