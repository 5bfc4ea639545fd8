import { createHash } from 'node:crypto';
import type { Contractor } from '../../../core/domain/inventory.ts';
import { cleanLine, knownLine } from '../../../core/text/clean-line.ts';
import { seconds } from '../../../core/time/units.ts';
import type { IncidentSummary } from '../../../ledger/record/incidents/incident-event.ts';
import type { NamedSome } from '../../../ledger/record/outbox/occasion.ts';
import { addressesOf } from './addresses.ts';
import {
  type BriefFacts,
  type EntitiesFacts,
  type IncidentFacts,
  MOST_LISTED,
  type PartyFacts,
  type RootFacts,
} from './facts.ts';
import type { Writing } from './incident-rows.ts';
import type { ComposeOptions } from './words/compose-options.ts';
import { totalCameras } from './words/incident-words.ts';
import { optionally } from './words/next-steps.ts';
import { type RootView, viewRoot } from './words/root-view.ts';
import { nameEntity, nameRoot, tellIncidentId } from './words/root-words.ts';

const HASH_DIGITS = 16;

/** Tells incidents apart without telling what they are about. */
export const referenceOf = (id: string): string =>
  createHash('sha256').update(id).digest('hex').slice(0, HASH_DIGITS);

export function incidentFacts(
  incident: IncidentSummary,
  writing: Writing,
  options: ComposeOptions,
  endMs?: number,
): IncidentFacts {
  const { city, texts } = writing;
  const view = viewRoot(incident.root, city);
  const { areas, blindSpots } = view.what === 'withheld' ? { areas: [], blindSpots: [] } : incident;
  return {
    ...briefFacts(incident, writing),
    times_opened: incident.times,
    is_flapping: incident.isFlapping,
    is_muted: incident.isMuted,
    areas: areas
      .toSorted((a, b) => b.lost - a.lost)
      .slice(0, MOST_LISTED)
      .map(({ area, lost, of }) => ({ id: cleanLine(area), name: city.areaName(area), lost, of })),
    areas_count: areas.length,
    blind_spots: blindSpots.slice(0, MOST_LISTED).map(({ kind, name }) => ({
      kind,
      name: kind === 'area' ? city.areaName(name) : cleanLine(city.site(name)?.name ?? texts.unnamedSite),
    })),
    blind_spots_count: blindSpots.length,
    ...partyFacts(view),
    links: addressesOf(incident, view, writing, options, endMs),
  };
}

export function briefFacts(incident: IncidentSummary, writing: Writing): BriefFacts {
  const { city, formats } = writing;
  const view = viewRoot(incident.root, city);
  return {
    ...present({
      id: tellIncidentId(incident.id, city),
      back: optionally(incident.backMs, formats.iso),
      acknowledged_by: optionally(incident.acknowledgedBy, city.personName),
      cameras_total: totalCameras(incident, view),
      cameras_behind: incident.behind?.cameras,
    }),
    reference: referenceOf(incident.id),
    severity: incident.severity,
    service: incident.service,
    root: rootFacts(incident, view, writing),
    since: formats.iso(incident.sinceMs),
    opened: formats.iso(incident.openedMs),
    cameras_lost: incident.camerasLost,
    lost_now: incident.lostNow,
    lost_ever: incident.lostEver,
  };
}

function rootFacts({ root }: IncidentSummary, view: RootView, writing: Writing): RootFacts {
  const name = nameRoot(view, writing);
  const { formats } = writing;
  if (view.what === 'withheld') return { kind: 'withheld', name };
  switch (root.kind) {
    case 'collector':
      return {
        kind: 'collector',
        id: cleanLine(root.collector),
        name,
        ...(root.clockDoubt && { clock_off_seconds: Math.round(root.clockDoubt.offMs / seconds(1)) }),
      };
    case 'entity':
      if (root.port !== undefined) return { kind: 'port', id: cleanLine(root.port), name };
      return { kind: view.link ? 'link' : 'device', id: cleanLine(root.entity), name };
    case 'common': {
      const { by, fallen, of, firstMs, lastMs } = root;
      const [first, last] = [formats.iso(firstMs), formats.iso(lastMs)];
      return { kind: 'common', name, by, fallen, of, first, last };
    }
  }
}

function partyFacts({ site, link, carrier, carrierHotline, dutyContact, contractors, contracts }: RootView) {
  return {
    ...present({
      site: site && {
        id: cleanLine(site.id),
        name: cleanLine(site.name),
        area: cleanLine(site.area),
        ...present({
          address: knownLine(site.address),
          cabinet: knownLine(site.cabinet),
          latitude: site.latitude,
          longitude: site.longitude,
        }),
      },
      circuit: knownLine(link?.circuit),
      carrier: carrier && partyOf(carrier, carrierHotline),
      duty_contact: dutyContact && {
        name: cleanLine(dutyContact.name),
        ...present({ phone: knownLine(dutyContact.phone) }),
      },
    }),
    contractors: contractors.slice(0, MOST_LISTED).map((one) => partyOf(one, one.hotline)),
    contracts: contracts.slice(0, MOST_LISTED).map(({ id, number, name }) => ({
      id: cleanLine(id),
      name: cleanLine(name),
      ...present({ number: knownLine(number) }),
    })),
  };
}

const partyOf = ({ id, name }: Contractor, hotline: string | undefined): PartyFacts => ({
  id: cleanLine(id),
  name: cleanLine(name),
  ...present({ hotline: knownLine(hotline) }),
});

export function entitiesFacts({ some, count }: NamedSome, writing: Writing): EntitiesFacts {
  const named = some.slice(0, MOST_LISTED).flatMap((entity) => {
    const name = nameEntity(entity, writing);
    return name === undefined ? [] : [{ id: cleanLine(entity), name }];
  });
  return { some: named, count };
}

type Present<Given> = { readonly [Key in keyof Given]?: Exclude<Given[Key], undefined> };

/** Without what is not known. */
export function present<Given extends object>(given: Given): Present<Given>;
export function present(given: object): object {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
