import { deviceEntity, type Indicator, isLost } from '../../../core/domain/state.ts';
import { valueAt } from '../../../core/time/versions.ts';
import type { Missing } from '../document/figure-parts.ts';
import type { FiguresInput } from '../document/figures-input.ts';
import type { BlindFigures, BlindPlaces } from '../document/inventory-figures.ts';
import { missing } from '../document/missing-words.ts';
import { holdsAt, isSecret, type PlacedDevice } from '../document/placed-devices.ts';
import type { LastState, LastStates } from './last-states.ts';

type Input = Pick<FiguresInput, 'inventory' | 'window' | 'scope' | 'reader' | 'recordedBeforeMs' | 'given'>;

/** A camera in service, and whether it shows anything; `sinceMs` where it is down. */
interface Camera {
  readonly placed: PlacedDevice;
  readonly works: 'yes' | 'no' | 'unknown';
  readonly sinceMs?: number;
}

/** Places that nobody saw at the end of the window, since every camera in service there was down, and for how long. */
export function buildBlind(
  input: Input,
  placed: readonly PlacedDevice[],
  states: LastStates,
): BlindFigures | Missing {
  const atMs = lastWatchedMs(input);
  if (atMs === undefined) return missing('no-measurements');
  const endMs = input.window.toMs - 1;
  const cameras = placed
    .filter(({ entry, device }) => entry.kind === 'camera' && holdsAt(device.service, endMs))
    .map((camera) => look(input, camera, states.get(camera.device.id) ?? []));
  const site = (is: (camera: Camera) => boolean) =>
    findPlaces(input, cameras.filter(is), ({ site: own }) => own);
  return {
    atMs,
    area: findPlaces(input, cameras, ({ area }) => area),
    junction: site(({ placed: { site: own } }) => own?.kind === 'junction'),
    site: site(() => true),
    ...(input.scope.kind !== 'agency' && countWithoutCamera(input, cameras)),
  };
}

function lastWatchedMs({ reader, window, recordedBeforeMs }: Input): number | undefined {
  let lastMs: number | undefined;
  for (const { toMs } of reader.coverage({ ...window, recordedBeforeMs }))
    lastMs = Math.max(lastMs ?? 0, Math.min(toMs, window.toMs));
  return lastMs;
}

/** What must not be down where a camera shows something. */
const RUNGS: readonly Indicator[] = ['reach', 'stream', 'image'];

function look(input: Input, placed: PlacedDevice, states: readonly LastState[]): Camera {
  const rungs = states.filter(({ indicator }) => RUNGS.includes(indicator));
  const down = rungs.filter(isLost);
  if (down.length > 0) {
    const since = down.map((state) => downSinceMs(input, placed, state));
    return { placed, works: 'no', sinceMs: Math.min(...since) };
  }
  const isSeen = rungs.some(({ state }) => state === 'up' || state === 'degraded');
  return { placed, works: isSeen ? 'yes' : 'unknown' };
}

/** A change of reason does not begin a new outage. */
function downSinceMs(
  { reader, recordedBeforeMs }: Input,
  { device }: PlacedDevice,
  { indicator, atMs }: LastState,
): number {
  let sinceMs = atMs;
  for (;;) {
    const before = reader.changeBefore(deviceEntity(device.id), indicator, sinceMs, { recordedBeforeMs });
    if (before?.state !== 'down') return sinceMs;
    sinceMs = before.atMs;
  }
}

interface Place {
  readonly id: string;
  readonly name: string;
}

function findPlaces(
  { given }: Input,
  cameras: readonly Camera[],
  placeOf: (placed: PlacedDevice) => Place | undefined,
): BlindPlaces {
  const places = Map.groupBy(cameras, ({ placed }) => placeOf(placed)?.id);
  // What stands nowhere is a matter of the inventory.
  places.delete(undefined);
  const own = [...places.values()];
  const blind = own.filter((all) => all.every(({ works }) => works === 'no'));
  const shown = blind.filter((all) => given.secretSites === 'include' || !isSecretPlace(all, placeOf));
  const rows = shown
    .flatMap((all) => {
      const [first] = all;
      const place = first && placeOf(first.placed);
      if (!place) return [];
      const sinceMs = Math.max(...all.map((camera) => camera.sinceMs ?? 0));
      return [{ id: place.id, name: place.name, cameras: all.length, sinceMs }];
    })
    .sort((a, b) => a.sinceMs - b.sinceMs || (a.id < b.id ? -1 : 1));
  const listed = rows.slice(0, given.mostListed);
  return {
    places: own.length,
    blind: blind.length,
    unproven: own.filter((all) => !blind.includes(all) && all.every(({ works }) => works !== 'yes')).length,
    rows: listed,
    secretLeftOut: blind.length - shown.length,
    notListed: rows.length - listed.length,
  };
}

/** The name of a ward tells nothing of a site in it. */
function isSecretPlace(
  all: readonly Camera[],
  placeOf: (placed: PlacedDevice) => Place | undefined,
): boolean {
  return all.some(({ placed }) => placeOf(placed) === placed.site && isSecret(placed));
}

/** Nothing is said where no ward of that time is on record: none without a camera is not all with one. */
function countWithoutCamera(
  { inventory, window }: Input,
  cameras: readonly Camera[],
): Pick<BlindFigures, 'areasWithoutCamera'> {
  const atMs = window.toMs - 1;
  const seen = new Set(cameras.map(({ placed }) => placed.area?.id));
  const inForce = inventory.areas
    .values()
    .map((versions) => valueAt(versions, atMs))
    .filter((area) => area && (area.validFromMs ?? atMs) <= atMs && (area.validToMs ?? atMs + 1) > atMs)
    .toArray();
  if (inForce.length === 0) return {};
  return { areasWithoutCamera: inForce.filter((area) => !seen.has(area?.id)).length };
}
