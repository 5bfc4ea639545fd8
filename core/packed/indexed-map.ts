/** A map whose entries also have numbers, in its order from 0: what columns keep in place of ids and values. */
export interface IndexedMap<Value> extends ReadonlyMap<string, Value> {
  readonly indexOf: (id: string) => number | undefined;
  readonly idAt: (index: number) => string | undefined;
  readonly at: (index: number) => Value | undefined;
  /** One member of a value, which costs less than all of it where that would have to be decoded. */
  readonly memberAt: <Name extends keyof Value>(index: number, name: Name) => Value[Name] | undefined;
}

/** What an {@link IndexedMap} is made of. */
export interface IndexedSource<Value>
  extends Pick<IndexedMap<Value>, 'indexOf' | 'idAt' | 'at'>,
    Partial<Pick<IndexedMap<Value>, 'memberAt'>> {
  readonly size: number;
  /** Every value once, in order. */
  readonly all: () => Iterable<Value>;
}

/** `map` itself where its entries have numbers already, as those of a shared inventory have. */
export function indexMap<Value>(map: ReadonlyMap<string, Value>): IndexedMap<Value> {
  if (isIndexed(map)) return map;
  const ids = [...map.keys()];
  const indexes = new Map(ids.map((id, index) => [id, index]));
  return createIndexedMap({
    size: ids.length,
    indexOf: (id) => indexes.get(id),
    idAt: (index) => ids[index],
    at: (index) => {
      const id = ids[index];
      return id === undefined ? undefined : map.get(id);
    },
    all: () => map.values(),
  });
}

const isIndexed = <Value>(map: ReadonlyMap<string, Value>): map is IndexedMap<Value> => 'indexOf' in map;

/**
 * `map` with what `derive` makes of its values, each time that they are asked for.
 * @param changes Whether it may make another of this member.
 */
export function deriveMap<Value>(
  map: ReadonlyMap<string, Value>,
  derive: (value: Value) => Value,
  changes: (name: keyof Value) => boolean = () => true,
): IndexedMap<Value> {
  const base = indexMap(map);
  const at = (index: number) => {
    const value = base.at(index);
    return value === undefined ? undefined : derive(value);
  };
  return createIndexedMap({
    ...{ size: base.size, indexOf: base.indexOf, idAt: base.idAt, at },
    memberAt: (index, name) => (changes(name) ? at(index)?.[name] : base.memberAt(index, name)),
    all: () => base.values().map(derive),
  });
}

/** `map` with another value for each id, made when it is asked for. */
export function mapValues<From, To>(
  map: ReadonlyMap<string, From>,
  make: (value: From) => To,
): IndexedMap<To> {
  const base = indexMap(map);
  return createIndexedMap({
    size: base.size,
    indexOf: base.indexOf,
    idAt: base.idAt,
    at: (index) => {
      const value = base.at(index);
      return value === undefined ? undefined : make(value);
    },
    *all() {
      for (const value of base.values()) yield make(value);
    },
  });
}

export function createIndexedMap<Value>(source: IndexedSource<Value>): IndexedMap<Value> {
  const { size, indexOf, idAt, at, all, memberAt = (index, name) => at(index)?.[name] } = source;
  const map: IndexedMap<Value> = {
    ...{ size, indexOf, idAt, at, memberAt },
    has: (id) => indexOf(id) !== undefined,
    get: (id) => {
      const index = indexOf(id);
      return index === undefined ? undefined : at(index);
    },
    keys,
    values,
    entries,
    [Symbol.iterator]: entries,
    forEach: (tell) => {
      for (const [id, value] of entries()) tell(value, id, map);
    },
  };
  return map;

  function* keys(): Generator<string, undefined> {
    for (let index = 0; index < size; index++) yield idAt(index) ?? '';
  }

  function* values(): Generator<Value, undefined> {
    yield* all();
  }

  function* entries(): Generator<[string, Value], undefined> {
    let index = 0;
    for (const value of all()) yield [idAt(index++) ?? '', value];
  }
}
