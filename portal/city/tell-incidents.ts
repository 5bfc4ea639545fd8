import { numberIncidents } from '../../alerts/incidents/actions/incident-number.ts';
import { type ListedIncident, withStates } from '../../alerts/incidents/actions/incident-state.ts';
import { messageTextsOf } from '../../alerts/notifications/messages/words/message-texts.ts';
import { tellIncidentId, type Words } from '../../alerts/notifications/messages/words/root-words.ts';
import { type ToldCity, tellCity } from '../../alerts/notifications/messages/words/told-city.ts';
import { deviceEntity, type Entity, linkEntity, parseEntity } from '../../core/domain/state.ts';
import type { Language } from '../../core/language/language.ts';
import type { IncidentSummary } from '../../ledger/record/incidents/incident-event.ts';
import type { Membership, StoredIncident } from '../../ledger/record/incidents/incident-reads.ts';
import type { CityView } from './city-view.ts';
import type { IncidentSource } from './incident-source.ts';
import { isToldRoot } from './is-told-root.ts';
import { entitiesOf, isWhole } from './visible-fleet.ts';

/** An incident as whoever asks may see it: its numbers are without what is withheld. */
export interface ToldIncident extends ListedIncident {
  /** Whether nothing of it is withheld. */
  readonly isWhole: boolean;
  /** What it is called on the telephone, such as `1124-07`. */
  readonly number?: string;
}

type Sources = Pick<IncidentSource, 'membershipsOf' | 'membersOf' | 'dutySteps' | 'openedBetween'>;

/** What of the city at one instant it takes to tell incidents. */
export type TellingView = Pick<CityView, 'atMs' | 'shown' | 'fleet' | 'areas'>;

export function tellIncidents(
  view: TellingView,
  source: Sources,
  incidents: readonly StoredIncident[],
): readonly ToldIncident[] {
  const city = publicCity(view, 'vi');
  // Of which the root is withheld, nothing is told, not even that they are there.
  const open = incidents.filter(({ summary }) => isToldRoot(view.fleet, view.shown.inventory, summary.root));
  const numbersOf = isWhole(view.fleet.sight)
    ? subtractHidden(view, source, open)
    : countSeen(view, source, open);
  const told = open.flatMap((incident) => {
    const numbers = numbersOf(incident);
    return numbers ? [{ incident, numbers }] : [];
  });
  const those = told.map(({ incident }) => incident);
  const numbered = numberIncidents(source, those, view.shown.settings.city.timeZone);
  const listed = withStates(those, source, view.atMs);
  return told.flatMap(({ incident, numbers }, index) => {
    const states = listed[index];
    const number = numbered.get(incident.id);
    const summary = summarize(incident.summary, numbers, { view, city });
    return states
      ? { ...states, summary, ...(number !== undefined && { number }), isWhole: numbers.isWhole }
      : [];
  });
}

/** The inventory by the same rule that pages follow: of another's scope a cause has its name still. */
export const publicCity = (
  { shown: { inventory, settings }, fleet }: TellingView,
  language: Language,
): ToldCity =>
  tellCity({
    ...{ inventory, language, timeZone: settings.city.timeZone },
    secretSites: fleet.sight.secret ? 'named' : 'withheld',
  });

/** The words of messages, of what everybody may know. */
export const publicWords = (view: TellingView, language: Language): Words => ({
  city: publicCity(view, language),
  texts: messageTextsOf(language),
});

/** Members of an incident, by kind and place. */
interface Members {
  now: number;
  readonly ever: Set<Entity>;
  cameras: number;
  readonly camerasByArea: Map<string, number>;
}

/** How many of an incident somebody may know of. */
interface Numbers extends Pick<IncidentSummary, 'camerasLost' | 'lostNow' | 'lostEver'> {
  readonly isWhole: boolean;
  readonly fallen: number;
  readonly lostIn: ReadonlyMap<string, number>;
}

type NumbersOf = (incident: StoredIncident) => Numbers | undefined;

/** Asked from their side: what is withheld is little, and an incident may have 100,000 members. */
function subtractHidden(view: TellingView, source: Sources, incidents: readonly StoredIncident[]): NumbersOf {
  const { withheldDevices, withheldLinks } = view.fleet;
  const entities = [...withheldDevices.map(deviceEntity), ...withheldLinks.map(linkEntity)];
  const hiddenIn = sortMembers(view, incidents, joinedBy(source, incidents, entities));
  return ({ id, summary: { camerasLost, lostNow, lostEver, areas, root } }) => {
    const hidden = hiddenIn.get(id);
    return {
      isWhole: hidden === undefined,
      camerasLost: atLeastNone(camerasLost - (hidden?.cameras ?? 0)),
      lostNow: atLeastNone(lostNow - (hidden?.now ?? 0)),
      lostEver: atLeastNone(lostEver - (hidden?.ever.size ?? 0)),
      fallen: root.kind === 'common' ? Math.max(1, root.fallen - (hidden?.ever.size ?? 0)) : 0,
      lostIn: new Map(
        areas.map(({ area, lost }) => [area, lost - (hidden?.camerasByArea.get(area) ?? 0)] as const),
      ),
    };
  };
}

/** Of an incident in which somebody has nothing, they are told nothing. */
function countSeen(view: TellingView, source: Sources, incidents: readonly StoredIncident[]): NumbersOf {
  const { fleet } = view;
  const size = incidents.reduce((sum, { summary }) => sum + summary.lostEver, 0);
  // Whichever are fewer: members, or what is seen.
  const members =
    size < fleet.devices.length
      ? [...source.membersOf(incidents.map(({ id }) => id))].filter(({ entity }) => fleet.isVisible(entity))
      : joinedBy(source, incidents, [...entitiesOf(fleet)]);
  const seenIn = sortMembers(view, incidents, members);
  return ({ id, summary }) => {
    const seen = seenIn.get(id);
    if (!seen) return undefined;
    return {
      isWhole: seen.ever.size === summary.lostEver,
      camerasLost: seen.cameras,
      lostNow: seen.now,
      lostEver: seen.ever.size,
      fallen: seen.ever.size,
      lostIn: seen.camerasByArea,
    };
  };
}

function joinedBy(
  { membershipsOf }: Sources,
  incidents: readonly StoredIncident[],
  entities: readonly Entity[],
): Iterable<Membership> {
  if (incidents.length === 0 || entities.length === 0) return [];
  return membershipsOf(
    entities,
    incidents.reduce((oldest, { openedMs }) => Math.min(oldest, openedMs), Number.MAX_SAFE_INTEGER),
  );
}

function sortMembers(
  { fleet: { columns } }: TellingView,
  incidents: readonly StoredIncident[],
  memberships: Iterable<Membership>,
): ReadonlyMap<string, Members> {
  const ids = new Set(incidents.map(({ id }) => id));
  const membersOf = new Map<string, Members>();
  for (const { incident, entity, leftMs } of memberships) {
    if (!ids.has(incident)) continue;
    const members = membersOf.get(incident) ?? {
      now: 0,
      ever: new Set(),
      cameras: 0,
      camerasByArea: new Map(),
    };
    membersOf.set(incident, members);
    members.ever.add(entity);
    if (leftMs !== undefined) continue;
    members.now += 1;
    const { kind, id = '' } = parseEntity(entity) ?? {};
    const group = kind === 'device' ? columns.groups[columns.group[columns.indexOf(id)] ?? -1] : undefined;
    if (group?.kind !== 'camera') continue;
    members.cameras += 1;
    const { area } = group;
    if (area !== undefined) members.camerasByArea.set(area, (members.camerasByArea.get(area) ?? 0) + 1);
  }
  return membersOf;
}

function summarize(
  { root, leftFrom, areas, blindSpots, ...rest }: IncidentSummary,
  { camerasLost, lostNow, lostEver, fallen, lostIn }: Numbers,
  { view, city }: { readonly view: TellingView; readonly city: ToldCity },
): IncidentSummary {
  const isAll = isWhole(view.fleet.sight);
  const told = leftFrom === undefined || !isAll ? undefined : tellIncidentId(leftFrom, city);
  const total = (area: string) => view.areas.get(area)?.byKind.camera.total;
  return {
    ...rest,
    ...{ camerasLost, lostNow, lostEver },
    root: root.kind === 'common' ? { ...root, fallen } : root,
    ...(told !== undefined && { leftFrom: told }),
    // Of the cameras that the page counts in the ward.
    areas: areas.flatMap(({ area, of }) => {
      const left = lostIn.get(area) ?? 0;
      return left > 0 ? [{ area, lost: left, of: Math.max(left, total(area) ?? of) }] : [];
    }),
    // Whether a place is blind, a part of its cameras does not say.
    blindSpots: isAll
      ? blindSpots.filter(({ kind, name }) => kind === 'area' || city.site(name) !== undefined)
      : [],
  };
}

const atLeastNone = (count: number): number => Math.max(0, count);
