import { deviceEntity, type Entity } from '../../core/domain/state.ts';
import type { LedgerReader } from '../record/ledger-reader.ts';
import type { PlaceReads } from '../record/places.ts';
import { parseRecordedBody } from './recorded-bodies.ts';

/** Devices and links that two collectors were ever to watch at once: at such a site, or reached through what is. */
export function readTwiceWatched(reader: Pick<LedgerReader, 'revisions'> & PlaceReads): ReadonlySet<Entity> {
  const sites = new Set<string>();
  for (const { id, body } of reader.revisions({ kind: 'site' }))
    if (body !== undefined && (parseRecordedBody('site', id, body).watchers ?? 1) > 1) sites.add(id);
  const found = new Set<Entity>();
  if (sites.size === 0) return found;
  const behind = new Map<Entity, Entity[]>();
  for (const { entity, site, device } of reader.namedPlaces()) {
    if (site !== undefined && sites.has(site)) found.add(entity);
    if (device !== undefined)
      behind.set(deviceEntity(device), [...(behind.get(deviceEntity(device)) ?? []), entity]);
  }
  // A set takes in what is added while it is gone through.
  for (const one of found) for (const entity of behind.get(one) ?? []) found.add(entity);
  return found;
}
