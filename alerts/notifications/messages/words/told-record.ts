import type { Device, Inventory, Link, Site } from '../../../../core/domain/inventory.ts';
import type { RevisionKind } from '../../../../core/domain/revision.ts';
import { parseEntity } from '../../../../core/domain/state.ts';
import type { Language } from '../../../../core/language/language.ts';
import { parseRecordedBody, type RecordedKinds } from '../../../../ledger/history/recorded-bodies.ts';
import type { IncidentRoot, IncidentSummary } from '../../../../ledger/record/incidents/incident-event.ts';
import type { LedgerReader } from '../../../../ledger/record/ledger-reader.ts';
import { type ToldCity, tellCity } from './told-city.ts';

interface Wanted {
  readonly incidents: readonly IncidentSummary[];
  readonly entities?: readonly string[];
}

interface ToldRecordOptions {
  readonly language: Language;
  readonly timeZone: string;
}

/**
 * What is on record of the devices and links that are named, and of all organisations and wards: the names of a large
 * city need not be read for a list of twenty. What is gone keeps the last name it had.
 */
export function readToldCity(reader: LedgerReader, wanted: Wanted, options: ToldRecordOptions): ToldCity {
  const inventory = readInventory(reader, wanted);
  // Whoever may read the ledger may read where a site is.
  return tellCity({ ...options, inventory, secretSites: 'named' });
}

function readInventory(reader: LedgerReader, { incidents, entities = [] }: Wanted): Inventory {
  const names = { device: new Set<string>(), link: new Set<string>(), site: new Set<string>() };
  for (const entity of [...incidents.flatMap(({ root }) => entityOf(root) ?? []), ...entities]) {
    const parsed = parseEntity(entity);
    if (parsed) names[parsed.kind].add(parsed.id);
  }
  for (const { root, blindSpots } of incidents) {
    if (root.kind === 'common' && root.by === 'site') names.site.add(root.name);
    for (const spot of blindSpots) if (spot.kind === 'junction') names.site.add(spot.name);
  }
  const links = readLast(reader, 'link', [...names.link]);
  for (const { far } of links.values()) addEnd(far, names);
  const devices = readLast(reader, 'device', [...names.device]);
  for (const { site } of devices.values()) names.site.add(site);
  return {
    agencies: readLast(reader, 'agency'),
    contractors: readLast(reader, 'contractor'),
    contracts: readLast(reader, 'contract'),
    districts: readLast(reader, 'district'),
    areas: readLast(reader, 'area'),
    sites: readLast(reader, 'site', [...names.site]) satisfies ReadonlyMap<string, Site>,
    devices: devices satisfies ReadonlyMap<string, Device>,
    links: links satisfies ReadonlyMap<string, Link>,
    calendars: new Map(),
    programmes: new Map(),
    contacts: new Map(),
    handovers: [],
  };
}

function entityOf(root: IncidentRoot): string | undefined {
  if (root.kind === 'entity') return root.entity;
  return root.kind === 'common' && root.by === 'switch' ? `device:${root.name}` : undefined;
}

function addEnd(far: Link['far'], names: { readonly device: Set<string>; readonly site: Set<string> }): void {
  if (far.startsWith('device:')) names.device.add(far.slice('device:'.length));
  else names.site.add(far.slice('site:'.length));
}

function readLast<Kind extends RevisionKind>(
  reader: LedgerReader,
  kind: Kind,
  ids?: readonly string[],
): ReadonlyMap<string, RecordedKinds[Kind]> {
  const last = new Map<string, RecordedKinds[Kind]>();
  for (const { id, body } of reader.revisions({ kind, ...(ids && { ids }) }))
    if (body !== undefined) last.set(id, parseRecordedBody(kind, id, body));
  return last;
}
