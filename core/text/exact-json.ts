import type { Json } from './canonical-json.ts';

/**
 * A value of ours as JSON without any loss: whole đồng as decimal text, sets as sorted lists, maps as objects. What is
 * absent or infinite is left out.
 */
export function exactJson(value: unknown): Json | undefined {
  if (typeof value === 'bigint') return `${value}`;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  if (value instanceof Map) return exactMembers(value);
  if (value instanceof Set) return exactList([...value].sort());
  if (Array.isArray(value)) return exactList(value);
  return typeof value === 'object' ? exactMembers(Object.entries(value)) : undefined;
}

/** The same of an object or a map, whose keys are texts. */
export function exactMembers(entries: Iterable<readonly [unknown, unknown]>): Record<string, Json> {
  const members: Record<string, Json> = {};
  for (const [key, member] of entries) {
    const json = exactJson(member);
    if (json !== undefined) members[String(key)] = json;
  }
  return members;
}

const exactList = (values: readonly unknown[]): Json[] =>
  values.flatMap((value) => {
    const json = exactJson(value);
    return json === undefined ? [] : [json];
  });
