/** A map that forgets what was longest not asked for when it is full. */
export interface LruMap<Key, Value> {
  readonly get: (key: Key) => Value | undefined;
  readonly set: (key: Key, value: Value) => void;
  /** Gives the value out and keeps it no longer. */
  readonly take: (key: Key) => Value | undefined;
  readonly values: () => Iterable<Value>;
  readonly clear: () => void;
}

/** `onForget` is told of every value that is pushed out or replaced, not of those that are taken or cleared. */
export function createLruMap<Key, Value>(
  most: number,
  onForget: (value: Value) => void = () => undefined,
): LruMap<Key, Value> {
  // A Map keeps the order in which keys were set.
  const values = new Map<Key, Value>();
  const take = (key: Key) => {
    const value = values.get(key);
    values.delete(key);
    return value;
  };
  return {
    get: (key) => {
      const value = take(key);
      if (value !== undefined) values.set(key, value);
      return value;
    },
    set: (key, value) => {
      const replaced = take(key);
      values.set(key, value);
      if (replaced !== undefined) onForget(replaced);
      if (values.size <= most) return;
      for (const [oldest, forgotten] of values) {
        values.delete(oldest);
        onForget(forgotten);
        return;
      }
    },
    take,
    values: () => values.values(),
    clear: () => values.clear(),
  };
}
