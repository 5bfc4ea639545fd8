import { isOpenRoot } from '../../alerts/incidents/engine/is-open-root.ts';
import { messageTextsOf } from '../../alerts/notifications/messages/words/message-texts.ts';
import { tellIncidentId, type Words } from '../../alerts/notifications/messages/words/root-words.ts';
import { type ToldCity, tellCity } from '../../alerts/notifications/messages/words/told-city.ts';
import { deviceEntity, type Entity, linkEntity, parseEntity } from '../../core/domain/state.ts';
import type { Language } from '../../core/language/language.ts';
import { type PersonAct, standingAcknowledgements } from '../../ledger/decisions/acknowledgements.ts';
import type { IncidentSummary } from '../../ledger/record/incidents/incident-event.ts';
import type { StoredIncident } from '../../ledger/record/incidents/incident-reads.ts';
import type { CityView } from './city-view.ts';
import type { IncidentSource } from './incident-source.ts';

export const INCIDENT_STATES = ['open', 'acknowledged', 'resolved'] as const;
export type IncidentState = (typeof INCIDENT_STATES)[number];

/** An incident as everybody may see it: its numbers are without what is withheld. */
export interface ToldIncident extends StoredIncident {
  readonly state: IncidentState;
  readonly acknowledged: readonly PersonAct[];
}

type Sources = Pick<IncidentSource, 'membershipsOf' | 'acknowledgingSteps'>;

export function tellIncidents(
  view: CityView,
  source: Sources,
  incidents: readonly StoredIncident[],
): readonly ToldIncident[] {
  const city = publicCity(view, 'vi');
  // Of which the root is withheld, nothing is told, not even that they are there.
  const visible = incidents.filter(({ summary }) => isOpenRoot(summary.root, view.shown.inventory));
  const hiddenIn = findHidden(view, source, visible);
  const standing = standingAcknowledgements(source.acknowledgingSteps(visible.map(({ id }) => id)));
  return visible.map((incident) => {
    const acknowledged = standing.get(incident.id) ?? [];
    const summary = withoutHidden(incident.summary, hiddenIn.get(incident.id), { view, city });
    return { ...incident, summary, acknowledged, state: stateOf(incident, acknowledged) };
  });
}

/** The inventory by the same rule that pages follow. */
export const publicCity = ({ shown: { inventory, settings } }: CityView, language: Language): ToldCity =>
  tellCity({ inventory, language, timeZone: settings.city.timeZone, secretSites: 'withheld' });

/** The words of messages, of what everybody may know. */
export const publicWords = (view: CityView, language: Language): Words => ({
  city: publicCity(view, language),
  texts: messageTextsOf(language),
});

function stateOf({ resolvedMs }: StoredIncident, acknowledged: readonly PersonAct[]): IncidentState {
  if (resolvedMs !== undefined) return 'resolved';
  return acknowledged.length > 0 ? 'acknowledged' : 'open';
}

/** What of an incident is withheld, by kind and place. */
interface Hidden {
  now: number;
  readonly ever: Set<Entity>;
  cameras: number;
  readonly camerasByArea: Map<string, number>;
}

/** Asked from their side: what is withheld is little, and an incident may have 100,000 members. */
function findHidden(
  { fleet, shown: { inventory } }: CityView,
  { membershipsOf }: Sources,
  incidents: readonly StoredIncident[],
): ReadonlyMap<string, Hidden> {
  const hiddenIn = new Map<string, Hidden>();
  if (incidents.length === 0) return hiddenIn;
  const ids = new Set(incidents.map(({ id }) => id));
  const oldestMs = incidents.reduce(
    (oldest, { openedMs }) => Math.min(oldest, openedMs),
    Number.MAX_SAFE_INTEGER,
  );
  const entities = [...fleet.withheldDevices.map(deviceEntity), ...fleet.withheldLinks.map(linkEntity)];
  if (entities.length === 0) return hiddenIn;
  for (const { incident, entity, leftMs } of membershipsOf(entities, oldestMs)) {
    if (!ids.has(incident)) continue;
    const hidden = hiddenIn.get(incident) ?? {
      now: 0,
      ever: new Set(),
      cameras: 0,
      camerasByArea: new Map(),
    };
    hiddenIn.set(incident, hidden);
    hidden.ever.add(entity);
    if (leftMs !== undefined) continue;
    hidden.now += 1;
    const device = inventory.devices.get(parseEntity(entity)?.id ?? '');
    if (!entity.startsWith('device:') || device?.kind !== 'camera') continue;
    hidden.cameras += 1;
    const area = inventory.sites.get(device.site)?.area;
    if (area !== undefined) hidden.camerasByArea.set(area, (hidden.camerasByArea.get(area) ?? 0) + 1);
  }
  return hiddenIn;
}

function withoutHidden(
  summary: IncidentSummary,
  hidden: Hidden | undefined,
  { view, city }: { readonly view: CityView; readonly city: ToldCity },
): IncidentSummary {
  const { root, leftFrom, areas, blindSpots, ...rest } = summary;
  const told = leftFrom === undefined ? undefined : tellIncidentId(leftFrom, city);
  const total = (area: string) => view.areas.get(area)?.byKind.camera.total;
  return {
    ...rest,
    root:
      root.kind === 'common'
        ? { ...root, fallen: Math.max(1, root.fallen - (hidden?.ever.size ?? 0)) }
        : root,
    ...(told !== undefined && { leftFrom: told }),
    camerasLost: atLeastNone(summary.camerasLost - (hidden?.cameras ?? 0)),
    lostNow: atLeastNone(summary.lostNow - (hidden?.now ?? 0)),
    lostEver: atLeastNone(summary.lostEver - (hidden?.ever.size ?? 0)),
    // Of the cameras that the page counts in the ward.
    areas: areas.flatMap(({ area, lost, of }) => {
      const left = lost - (hidden?.camerasByArea.get(area) ?? 0);
      return left > 0 ? [{ area, lost: left, of: Math.max(left, total(area) ?? of) }] : [];
    }),
    blindSpots: blindSpots.filter(({ kind, name }) => kind === 'area' || city.site(name) !== undefined),
  };
}

const atLeastNone = (count: number): number => Math.max(0, count);
