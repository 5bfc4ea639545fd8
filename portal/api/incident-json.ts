import { viewRoot } from '../../alerts/notifications/messages/words/root-view.ts';
import { deviceEntity, linkEntity } from '../../core/domain/state.ts';
import { seconds } from '../../core/time/units.ts';
import { renderActingParty } from '../../ledger/decisions/acknowledgements.ts';
import type { CityView } from '../city/city-view.ts';
import { publicCity, type ToldIncident } from '../city/tell-incidents.ts';
import { timeWriter } from './time-writer.ts';

/** An incident as the API tells it. Who acknowledged is an organisation: accounts and notes are persons' and not told. */
export function describeIncident(view: CityView, incident: ToldIncident) {
  const time = timeWriter(view);
  const { id, number = null, state, summary, openedMs, resolvedMs, updatedMs, acknowledged } = incident;
  return {
    id,
    number,
    state,
    severity: summary.severity,
    service: summary.service,
    root: describeRoot(view, incident),
    since: time(summary.sinceMs),
    opened: time(openedMs),
    resolved: time(resolvedMs),
    updated: time(updatedMs),
    times_opened: summary.times,
    flapping: summary.isFlapping,
    planned_work: summary.isMuted,
    left_from: summary.leftFrom ?? null,
    cameras_lost: summary.camerasLost,
    lost_now: summary.lostNow,
    lost_ever: summary.lostEver,
    areas: summary.areas.map(({ area, lost, of }) => ({
      id: area,
      name: view.shown.inventory.areas.get(area)?.name ?? null,
      cameras_lost: lost,
      cameras_total: of,
    })),
    blind_spots: summary.blindSpots.map(({ kind, name }) => ({
      kind,
      id: name,
      name: nameOfSpot(view, kind, name),
    })),
    acknowledged: acknowledged.map(({ party, atMs }) => ({
      party: renderActingParty(party),
      at: time(atMs),
    })),
  };
}

function nameOfSpot(
  { shown: { inventory } }: CityView,
  kind: 'area' | 'junction',
  id: string,
): string | null {
  return (kind === 'area' ? inventory.areas : inventory.sites).get(id)?.name ?? null;
}

function describeRoot(view: CityView, { summary: { root } }: ToldIncident) {
  const time = timeWriter(view);
  const { device, link, site, area } = viewRoot(root, publicCity(view, 'vi'));
  const place = { area: area ?? null };
  switch (root.kind) {
    case 'collector':
      return {
        kind: root.kind,
        id: root.collector,
        ...(root.clockDoubt && { clock_off_seconds: Math.round(root.clockDoubt.offMs / seconds(1)) }),
      };
    case 'entity':
      if (root.port !== undefined) {
        return { kind: 'port', id: root.port, link: root.entity, name: device?.name ?? null, ...place };
      }
      return link
        ? { kind: 'link', id: linkEntity(link.id), name: link.name, ...place }
        : { kind: 'device', id: root.entity, name: device?.name ?? null, ...place };
    case 'common':
      return {
        kind: root.kind,
        by: root.by,
        id: root.by === 'switch' ? deviceEntity(root.name) : root.name,
        name: device?.name ?? site?.name ?? view.shown.inventory.areas.get(area ?? '')?.name ?? null,
        what: root.what,
        fallen: root.fallen,
        first: time(root.firstMs),
        last: time(root.lastMs),
        ...place,
      };
  }
}
