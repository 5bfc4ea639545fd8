import { canonicalJson } from '../sealed/canonical.mjs';

/** Rules 12.9: what a restatement says became of the figures of the statement that it replaces. */

/** By what an item of a list is named: the first group whose first member it has. */
const NAMES = [
  'rule entity ref',
  'ref',
  'seq',
  'incident',
  'entity',
  'target',
  'kind rules',
  'label',
  'fromMs',
  'owner cause',
].map((group) => group.split(' '));

/** @typedef {{ where: string, old?: string, new?: string }} Changed */

/** @param {any} old @param {any} now @param {string[]} [path] @returns {Changed[]} */
export function differencesOf(old, now, path = []) {
  const [before, after] = [membersOf(old), membersOf(now)];
  if (!before || !after || Array.isArray(old) !== Array.isArray(now))
    return old === now ? [] : [{ where: path.join(' › '), ...told('old', old), ...told('new', now) }];
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names.flatMap((name) => differencesOf(before.get(name), after.get(name), [...path, name]));
}

/** Members of an object, or items of a list by their names. @returns {Map<string, any> | undefined} */
function membersOf(value) {
  if (value === null || typeof value !== 'object') return undefined;
  if (!Array.isArray(value)) return new Map(Object.entries(value).filter(([name]) => name !== 'line'));
  const items = new Map();
  for (const [index, item] of value.entries()) {
    const name = nameOf(item, index + 1);
    items.set(items.has(name) ? `${name} (${index + 1})` : name, item);
  }
  return items;
}

/** @param {any} item @param {number} place */
function nameOf(item, place) {
  if (item === null || typeof item !== 'object') return textOf(item);
  const [first] = NAMES.filter(([key]) => item[key] !== undefined);
  if (first?.[0] === 'fromMs') return new Date(item.fromMs).toISOString();
  const said = first?.map((key) => item[key]).filter((value) => value !== undefined);
  return said ? said.map(textOf).join(' · ') : String(place);
}

const told = (side, value) => (value === undefined ? {} : { [side]: textOf(value) });

const textOf = (value) => (typeof value === 'string' ? value : canonicalJson(value));
