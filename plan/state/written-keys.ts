import type { z } from 'zod';
import { parseValue } from '../../config/files/parse-value.ts';
import type { Json } from '../../core/text/canonical-json.ts';
import { isSameJson } from '../../core/text/canonical-json.ts';
import { PlanError } from './plan-error.ts';

/** What a person writes of an entry, `dost.date` by `2025-09-20`; an empty text takes the key away. */
export type WrittenKeys = ReadonlyMap<string, string>;

export interface WrittenEntry<Values> {
  readonly values: Values;
  /** Keys whose value another one took the place of, or nothing. */
  readonly overwritten: readonly string[];
  /** Keys that have another value than before, the overwritten ones included. */
  readonly changed: readonly string[];
}

/**
 * Puts what was written over what stands, and reads the whole with its schema.
 * @throws PLAN_REFUSED with everything that is wrong, each by its key.
 */
export function writeKeys<Values>(
  subject: string,
  standing: object,
  written: WrittenKeys,
  schema: z.ZodType<Values>,
): WrittenEntry<Values> {
  const before = flatten(standing);
  const after = new Map(before);
  for (const [key, text] of written) {
    if (text === '') after.delete(key);
    else after.set(key, readText(key, text));
  }
  const { value, flaws } = parseValue(unflatten(after), schema);
  if (value === undefined)
    throw new PlanError('PLAN_REFUSED', {
      en: flaws.map(({ path, message }) => `${subject}: ${path.join('.')}: ${message}`).join('\n'),
      vi: flaws
        .map(({ path, message }) => `${subject}: ${path.join('.')}: giá trị chưa đúng: ${message}`)
        .join('\n'),
    });
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (key) => !isSameJson(before.get(key), after.get(key)),
  );
  return { values: value, changed, overwritten: changed.filter((key) => before.has(key)) };
}

/** One level of keys within keys: `dost.date`. */
function flatten(entry: object): Map<string, Json> {
  const flat = new Map<string, Json>();
  for (const [key, value] of Object.entries(entry)) {
    if (isSection(value)) for (const [name, member] of Object.entries(value)) put(`${key}.${name}`, member);
    else put(key, value);
  }
  return flat;

  function put(key: string, value: unknown): void {
    if (typeof value === 'string' || typeof value === 'number') flat.set(key, value);
    // An empty list is what is there where nobody wrote one.
    if (Array.isArray(value) && value.length > 0) flat.set(key, value.map(String));
  }
}

const isSection = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function unflatten(flat: ReadonlyMap<string, Json>): Record<string, Json> {
  const entry: Record<string, Json> = {};
  const sections = new Map<string, Record<string, Json>>();
  for (const [key, value] of flat) {
    const dot = key.indexOf('.');
    if (dot < 0) {
      entry[key] = value;
      continue;
    }
    const name = key.slice(0, dot);
    const section = sections.get(name) ?? {};
    section[key.slice(dot + 1)] = value;
    sections.set(name, section);
    entry[name] = section;
  }
  return entry;
}

const NUMBERS: ReadonlySet<string> = new Set(['classes', 'units', 'attendees', 'cameras', 'year', 'percent']);
const LISTS: ReadonlySet<string> = new Set(['sites', 'devices']);
const DAYS: ReadonlySet<string> = new Set([
  'date',
  'until',
  'due',
  'since',
  'resolved',
  'asked',
  'milestone',
]);

/** What is no number or day stays a text, and the schema tells what was expected. */
function readText(key: string, text: string): Json {
  if (NUMBERS.has(key) && /^\d{1,15}$/.test(text)) return Number(text);
  if (LISTS.has(key)) return text.split(',').map((part) => part.trim());
  const isDay = DAYS.has(key.slice(key.indexOf('.') + 1)) || DAYS.has(key.split('.')[0] ?? '');
  const [, day = '', month = '', year = ''] = (isDay && /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text)) || [];
  return year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
