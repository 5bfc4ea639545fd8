import type { Cause, CauseInput } from './cause.ts';
import { compareText, type VisibleDevice } from './visible-fleet.ts';

/** Fewer devices than this, dark together, say nothing about their ward. */
const MIN_DEVICES_OF_AREA = 3;
const MIN_DEVICES_OF_SITE = 2;

type Facts = Pick<CauseInput, 'fleet' | 'conditions'>;

/** A ward in which nothing answers any more, for more than one cause, is one cause: most likely its power. */
export function foldAreas(causes: readonly Cause[], facts: Facts): Cause[] {
  return foldPlaces(causes, facts, {
    kind: 'area',
    placeOf: ({ area }) => area.id,
    devicesOf: facts.fleet.devicesByArea,
    minDevices: MIN_DEVICES_OF_AREA,
    mayFold: () => true,
  });
}

/** A pole on which nothing answers any more is one cause. Lines and switches that are at fault keep their own. */
export function foldSites(causes: readonly Cause[], facts: Facts): Cause[] {
  return foldPlaces(causes, facts, {
    kind: 'site',
    placeOf: ({ site }) => site.id,
    devicesOf: facts.fleet.devicesBySite,
    minDevices: MIN_DEVICES_OF_SITE,
    mayFold: ({ origin, members }) => origin.kind === 'device' && members.length === 1,
  });
}

interface Folding {
  readonly kind: 'area' | 'site';
  readonly placeOf: (visible: VisibleDevice) => string;
  readonly devicesOf: ReadonlyMap<string, readonly VisibleDevice[]>;
  readonly minDevices: number;
  readonly mayFold: (cause: Cause) => boolean;
}

function foldPlaces(
  causes: readonly Cause[],
  { conditions }: Facts,
  { kind, placeOf, devicesOf, minDevices, mayFold }: Folding,
): Cause[] {
  const byPlace = new Map<string, Cause[]>();
  const kept: Cause[] = [];
  for (const cause of causes) {
    const place = mayFold(cause) ? commonPlace(cause, placeOf) : undefined;
    const inPlace = place === undefined ? kept : byPlace.get(place);
    if (inPlace) inPlace.push(cause);
    else if (place !== undefined) byPlace.set(place, [cause]);
  }
  for (const [id, inPlace] of byPlace) {
    const members = inPlace.flatMap((cause) => cause.members);
    const watched = (devicesOf.get(id) ?? []).filter(({ device }) => conditions.has(device.id));
    const isDark = members.length === watched.length && members.length >= minDevices;
    const folded = isDark && inPlace.length > 1 ? [joinCauses({ kind, id }, inPlace, members)] : inPlace;
    for (const cause of folded) kept.push(cause);
  }
  return kept;
}

/** The place that all members share; `undefined` where they do not, or where the place cannot be told. */
function commonPlace({ origin, members }: Cause, placeOf: Folding['placeOf']): string | undefined {
  const [first] = members;
  if (first === undefined || origin.kind === 'withheld') return undefined;
  const place = placeOf(first);
  return members.every((member) => placeOf(member) === place) ? place : undefined;
}

/** The place has been dark since its first device fell; the uncertainty of that edge goes with it. */
function joinCauses(
  origin: { kind: 'area' | 'site'; id: string },
  causes: readonly Cause[],
  members: readonly VisibleDevice[],
): Cause {
  const [first] = causes.toSorted((a, b) => (a.sinceMs ?? Infinity) - (b.sinceMs ?? Infinity));
  return {
    origin,
    ...(first?.sinceMs !== undefined && { sinceMs: first.sinceMs }),
    ...(first?.afterMs !== undefined && { afterMs: first.afterMs }),
    ...(first?.reason !== undefined && { reason: first.reason }),
    members: members.toSorted((a, b) => compareText(a.device.id, b.device.id)),
  };
}
