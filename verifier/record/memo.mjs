/**
 * A function that works each answer out once.
 * @template {any[]} Keys, Value
 * @param {(...keys: Keys) => Value} work
 * @returns {(...keys: Keys) => Value}
 */
export function memo(work) {
  const known = new Map();
  return (...keys) => {
    const name = keys.length > 1 ? keys.join('\n') : keys[0];
    if (!known.has(name)) known.set(name, work(...keys));
    return known.get(name);
  };
}
