/**
 * A function that works each key out once.
 * @template Key, Value
 * @param {(key: Key) => Value} work
 * @returns {(key: Key) => Value}
 */
export function memo(work) {
  /** @type {Map<Key, Value>} */
  const known = new Map();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined || known.has(key)) return /** @type {Value} */ (found);
    const value = work(key);
    known.set(key, value);
    return value;
  };
}
