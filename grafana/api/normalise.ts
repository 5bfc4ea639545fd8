import type { Json } from '../../core/text/canonical-json.ts';
import { isObject, type JsonObject } from './json.ts';

/**
 * What a server adds or leaves out without meaning anything is gone afterwards: keys that are null, empty text, an empty
 * list or an empty object. `false` and `0` stay: they are said on purpose.
 */
export function withoutEmpty(body: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(body).flatMap(([key, value]) => {
      const kept = prune(value);
      return isEmpty(kept) ? [] : [[key, kept]];
    }),
  );
}

function prune(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((member) => prune(member) ?? null);
  return isObject(value) ? withoutEmpty(value) : value;
}

function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
}

export function withoutKeys(body: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([key]) => !keys.includes(key)));
}

/** `body` with what the server puts in where nothing is said. */
export function withDefaults(body: JsonObject, defaults: JsonObject): JsonObject {
  return {
    ...defaults,
    ...Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)),
  };
}
