import type { Json } from './canonical-json.ts';

/** The value as JSON, without a copy. Throws on what JSON cannot hold, which would be a bug in a schema. */
export function toJson(value: unknown): Json {
  if (isJson(value)) return value;
  throw new TypeError('expected a value that JSON can hold');
}

function isJson(value: unknown): value is Json {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return false;
  if (Array.isArray(value)) return value.every(isJson);
  return Object.values(value).every((member) => member === undefined || isJson(member));
}
