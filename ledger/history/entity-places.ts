import { z } from 'zod';
import { parseEntity } from '../../core/domain/state.ts';
import type { LedgerReader } from '../record/ledger-reader.ts';
import type { NamesAt } from './entity-names.ts';

type Reader = Pick<LedgerReader, 'revisions'>;

/** What a revision of any of them may say. */
const Body = z.object({
  name: z.string().optional(),
  site: z.string().optional(),
  address: z.string().optional(),
  area: z.string().optional(),
  secrecy: z.string().optional(),
});
type Body = z.infer<typeof Body>;

/**
 * Where devices stood, as far as their names do not say it already: site, address and ward. Of a site that is `restricted` the
 * ward alone. Only those that have a name are told a place of: secret sites have neither.
 */
export function readEntityPlaces(
  reader: Reader,
  names: ReadonlyMap<string, string>,
  at: NamesAt,
): ReadonlyMap<string, string> {
  const deviceIds = [...names.keys()].flatMap((entity) => {
    const parsed = parseEntity(entity);
    return parsed?.kind === 'device' ? [parsed.id] : [];
  });
  const read = (kind: 'device' | 'site' | 'area', ids: readonly string[]) => bodiesAt(reader, kind, ids, at);
  const devices = read('device', deviceIds);
  const sites = read('site', valuesOf(devices, 'site'));
  const areas = read('area', valuesOf(sites, 'area'));
  return new Map(
    deviceIds.flatMap((id) => {
      const site = sites.get(devices.get(id)?.site ?? '');
      const place = site && placeOf(names.get(`device:${id}`) ?? '', site, areas.get(site.area ?? '')?.name);
      return place ? [[`device:${id}`, place] as const] : [];
    }),
  );
}

function placeOf(name: string, site: Body, area: string | undefined): string {
  const parts = site.secrecy === 'restricted' ? [area] : [site.name, site.address, area];
  let told = name.toLowerCase();
  return parts
    .filter((part) => {
      const isNew = part !== undefined && part !== '' && !told.includes(part.toLowerCase());
      if (isNew) told += ` ${part.toLowerCase()}`;
      return isNew;
    })
    .join(', ');
}

const valuesOf = (bodies: ReadonlyMap<string, Body>, key: 'site' | 'area'): readonly string[] => [
  ...new Set([...bodies.values()].flatMap((body) => body[key] ?? [])),
];

/** What was recorded first also holds before. */
function bodiesAt(
  reader: Reader,
  kind: 'device' | 'site' | 'area',
  ids: readonly string[],
  { atMs, recordedBeforeMs }: NamesAt,
): ReadonlyMap<string, Body> {
  const found = new Map<string, Body>();
  if (ids.length === 0) return found;
  for (const { id, fromMs, body } of reader.revisions({ kind, ids, recordedBeforeMs }))
    if (body !== undefined && (fromMs <= atMs || !found.has(id))) found.set(id, Body.parse(JSON.parse(body)));
  return found;
}
