import { compareArcs, createOid, type Oid, parseArcs } from './oid.ts';
import type { SnmpValue } from './values.ts';

/** An object that an agent has, and how its value is read at an instant. */
export interface MibObject {
  readonly arcs: readonly number[];
  readonly read: (atMs: number) => SnmpValue;
}

/** Everything an agent shows, in the order of identifiers. */
export interface Mib {
  readonly find: (arcs: readonly number[]) => MibEntry | undefined;
  /** The first object behind `arcs`. */
  readonly after: (arcs: readonly number[]) => MibEntry | undefined;
  /** The one behind an entry, so that a walk need not search. */
  readonly next: (entry: MibEntry) => MibEntry | undefined;
}

export interface MibEntry {
  readonly oid: Oid;
  readonly read: MibObject['read'];
  readonly place: number;
}

/** Agents of one make show the same objects: their identifiers are kept once. */
export type OidPool = Map<string, Oid>;

export function buildMib(objects: readonly MibObject[], pool: OidPool): Mib {
  const sorted = objects.toSorted((a, b) => compareArcs(a.arcs, b.arcs));
  const entries: MibEntry[] = sorted.map(({ arcs, read }, place) => ({
    oid: pooled(arcs, pool),
    read,
    place,
  }));
  /** Place of the first entry that is not before `arcs`. */
  const lowerBound = (arcs: readonly number[]) => {
    let [low, high] = [0, entries.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareArcs(entries[middle]?.oid.arcs ?? [], arcs) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const isAt = (place: number, arcs: readonly number[]) =>
    compareArcs(entries[place]?.oid.arcs ?? [], arcs) === 0;
  return {
    find: (arcs) => {
      const place = lowerBound(arcs);
      return isAt(place, arcs) ? entries[place] : undefined;
    },
    after: (arcs) => {
      const place = lowerBound(arcs);
      return entries[isAt(place, arcs) ? place + 1 : place];
    },
    next: ({ place }) => entries[place + 1],
  };
}

function pooled(arcs: readonly number[], pool: OidPool): Oid {
  const key = arcs.join('.');
  const known = pool.get(key);
  if (known) return known;
  const oid = createOid(arcs);
  pool.set(key, oid);
  return oid;
}

/** A single object: `scalar('1.3.6.1.2.1.1.1', read)` is instance `.0`. */
export function scalar(base: string, read: MibObject['read']): MibObject {
  return { arcs: [...parseArcs(base), 0], read };
}

export type Column<Row> = readonly [number, (row: Row, atMs: number) => SnmpValue];

/** A table: one object for each column and row. */
export function table<Row>(
  entry: string,
  rows: readonly { readonly index: readonly number[]; readonly row: Row }[],
  columns: readonly Column<Row>[],
): MibObject[] {
  const base = parseArcs(entry);
  return columns.flatMap(([number, read]) =>
    rows.map(({ index, row }) => ({
      arcs: [...base, number, ...index],
      read: (atMs: number) => read(row, atMs),
    })),
  );
}
