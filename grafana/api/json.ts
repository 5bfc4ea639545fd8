import type { Json } from '../../core/text/canonical-json.ts';

export type JsonObject = Readonly<Record<string, Json | undefined>>;

/** What JSON makes of a value: without functions and `undefined`, as it goes over the wire. */
export function toJsonObject(value: unknown): JsonObject {
  return asObject(JSON.parse(JSON.stringify(value)));
}

/** The value where it is an object, else an empty one: answers of servers are looked at, never trusted. */
export function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

export function asObjects(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
