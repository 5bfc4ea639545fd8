import { createIndexedMap, type IndexedMap } from './indexed-map.ts';
import { findPackedId, type PackedIds, packIds, readPackedId } from './packed-ids.ts';

/** A map in shared memory: a message to another thread carries it without a copy. Nobody writes to it any more. */
export interface PackedMap {
  readonly size: number;
  readonly ids: PackedIds;
  /** UTF-8 JSON of one value after the other. */
  readonly values: SharedArrayBuffer;
  /** Where the value of each index starts, and behind the last one where it ends. */
  readonly starts: Uint32Array<SharedArrayBuffer>;
}

/** Packs what JSON can hold, at most 4 GB of it, in its order. */
export function packMap(map: ReadonlyMap<string, unknown>): PackedMap {
  const starts = new Uint32Array(new SharedArrayBuffer(4 * (map.size + 1)));
  let end = 0;
  let index = 0;
  for (const value of map.values()) {
    end += Buffer.byteLength(JSON.stringify(value));
    starts[++index] = end;
  }
  const values = new SharedArrayBuffer(end);
  const bytes = Buffer.from(values);
  index = 0;
  for (const value of map.values()) bytes.write(JSON.stringify(value), starts[index++] ?? 0);
  return { size: map.size, ids: packIds([...map.keys()]), values, starts };
}

/** Values that were asked for last are kept decoded: so many as long as some look at every device every few seconds. */
const KEPT_VALUES = 131_072;

/**
 * Opens what {@link packMap} packed, in any thread. A value is decoded when it is asked for, and frozen: it is equal to
 * the one before, and mostly not the same object. An iteration
 * keeps none.
 */
export function openPackedMap<Value>({ size, ids, values, starts }: PackedMap): IndexedMap<Value> {
  const bytes = Buffer.from(values);
  const kept: { readonly index: number; readonly value: Value }[] = [];
  return createIndexedMap({
    size,
    indexOf: (id) => findPackedId(ids, id),
    idAt: (index) => (isPlace(index) ? readPackedId(ids, index) : undefined),
    at,
    *all() {
      for (let index = 0; index < size; index++) yield known(index) ?? decode(index);
    },
  });

  function isPlace(index: number): boolean {
    return index >= 0 && index < size;
  }

  function at(index: number): Value | undefined {
    if (!isPlace(index)) return undefined;
    const value = known(index) ?? decode(index);
    kept[index % KEPT_VALUES] = { index, value };
    return value;
  }

  function known(index: number): Value | undefined {
    const last = kept[index % KEPT_VALUES];
    return last?.index === index ? last.value : undefined;
  }

  function decode(index: number): Value {
    const value: Value = JSON.parse(bytes.toString('utf8', starts[index], starts[index + 1]));
    return Object.freeze(value);
  }
}
