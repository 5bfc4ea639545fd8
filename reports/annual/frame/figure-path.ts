import type { Json } from '../../../core/text/canonical-json.ts';

/**
 * Finds what an id of a figure leads to: names of members, of lists the `id` of their members, `*` for all of them.
 * Empty where there is nothing; more than one only with `*`.
 */
export type FindFigure = (path: string) => readonly Json[];

/** Looks up in the sections of sealed figures; lists are indexed once, since they may have 100,000 rows. */
export function createFindFigure(sections: Json): FindFigure {
  const indexes = new WeakMap<readonly Json[], ReadonlyMap<string, Json>>();
  const indexOf = (list: readonly Json[]): ReadonlyMap<string, Json> => {
    const known = indexes.get(list);
    if (known) return known;
    const index = new Map(list.flatMap((item) => rowId(item).map((id): [string, Json] => [id, item])));
    indexes.set(list, index);
    return index;
  };
  const step = (node: Json, name: string): readonly Json[] => {
    if (isList(node)) {
      if (name === '*') return node;
      const found = indexOf(node).get(name);
      return found === undefined ? [] : [found];
    }
    if (node === null || typeof node !== 'object') return [];
    if (name === '*') return Object.values(node).filter((member) => member !== undefined);
    const member = Object.hasOwn(node, name) ? node[name] : undefined;
    return member === undefined ? [] : [member];
  };
  return (path) =>
    path
      .split('.')
      .map(undot)
      .reduce((nodes: readonly Json[], name) => nodes.flatMap((node) => step(node, name)), [sections]);
}

/** Some ids have a full stop of their own (`II.3`): in a path it is written U+2024. */
const undot = (name: string): string => name.replaceAll('\u2024', '.');

function rowId(item: Json): readonly string[] {
  if (item === null || typeof item !== 'object' || isList(item)) return [];
  return typeof item.id === 'string' ? [item.id] : [];
}

const isList = (node: Json): node is readonly Json[] => Array.isArray(node);
