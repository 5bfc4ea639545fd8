import { z } from 'zod';
import type { LedgerReader } from '../record/ledger-reader.ts';

/** An instant of the inventory, and one of the record. */
export interface NamesAt {
  readonly atMs: number;
  readonly recordedBeforeMs: number;
}

type Reader = Pick<LedgerReader, 'revisions'>;
type PlaceKind = (typeof PLACE_KINDS)[number];

/** In the order in which they lead to each other. */
const PLACE_KINDS = ['link', 'device', 'site'] as const;

/**
 * What devices and lines (`device:ID`, `link:ID`) were called. Those that ever stood at a secret site, or led to one, are
 * left out: nobody is told of such a place by a name.
 */
export function readEntityNames(
  reader: Reader,
  entities: readonly string[],
  at: NamesAt,
): ReadonlyMap<string, string> {
  const known = new Map<string, Place>();
  for (const kind of PLACE_KINDS) {
    const prefix = `${kind}:`;
    const leadingOn = [...known.values()].flatMap(({ leadsTo }) => [...leadsTo]);
    const ids = new Set([...entities, ...leadingOn].filter((place) => place.startsWith(prefix)));
    readPlaces(reader, { kind, ids: [...ids].map((place) => place.slice(prefix.length)) }, { at, known });
  }
  const isSecret = (place: string): boolean => {
    const { isSecret: isItself = false, leadsTo = [] } = known.get(place) ?? {};
    return isItself || [...leadsTo].some(isSecret);
  };
  return new Map(
    entities.flatMap((entity) => {
      const name = known.get(entity)?.name;
      return name === undefined || isSecret(entity) ? [] : [[entity, name]];
    }),
  );
}

interface Place {
  name: string | undefined;
  isSecret: boolean;
  /** Of lines their ends, of devices their sites: all that there ever were. */
  readonly leadsTo: Set<string>;
}

/** What a revision of any of them may say. */
const Body = z.object({
  name: z.string().optional(),
  secrecy: z.string().optional(),
  site: z.string().optional(),
  near: z.string().optional(),
  far: z.string().optional(),
});

/** What was recorded first also holds before. */
function readPlaces(
  reader: Reader,
  { kind, ids }: { readonly kind: PlaceKind; readonly ids: readonly string[] },
  { at, known }: { readonly at: NamesAt; readonly known: Map<string, Place> },
): void {
  if (ids.length === 0) return;
  for (const { id, fromMs, body } of reader.revisions({ kind, ids, recordedBeforeMs: at.recordedBeforeMs })) {
    if (body === undefined) continue;
    const { name, secrecy, site, near, far } = Body.parse(JSON.parse(body));
    const place = known.get(`${kind}:${id}`) ?? { name, isSecret: false, leadsTo: new Set() };
    known.set(`${kind}:${id}`, place);
    if (fromMs <= at.atMs) place.name = name;
    if (secrecy === 'secret') place.isSecret = true;
    const ways = [site === undefined ? undefined : `site:${site}`, near, far];
    for (const way of ways) if (way !== undefined) place.leadsTo.add(way);
  }
}
