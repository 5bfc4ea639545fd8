import type { z } from 'zod';
import { isDatabasePlace } from '../../core/domain/record-place.ts';
import { nearestWay } from '../../core/text/nearest-way.ts';
import { suggestName } from '../../core/text/suggest-name.ts';

export type Path = readonly PropertyKey[];

/** One thing that is wrong with a value, at a path within it. */
export interface Flaw {
  readonly path: Path;
  /** `expected …, got …` */
  readonly message: string;
  /** Whether the key itself is wrong, or what stands there. */
  readonly part: 'key' | 'value';
  /** What was probably meant, printed at the end. */
  readonly suggestion?: string | undefined;
}

/** Reads a value with a schema: the value, or everything that is wrong with it. */
export function parseValue<Value>(
  value: unknown,
  schema: z.ZodType<Value>,
): { readonly value: Value | undefined; readonly flaws: readonly Flaw[] } {
  const parsed = schema.safeParse(value, { error: describeIssue });
  if (parsed.success) return { value: parsed.data, flaws: [] };
  const flaws = parsed.error.issues
    .flatMap(nearestWay)
    .flatMap(perKey)
    .map((issue) => withGot(value, issue));
  return { value: undefined, flaws };
}

/** A flaw whose message says only what was expected, with what stands there in `root` and what was probably meant. */
export function withGot(root: unknown, { path, message, part, suggestion }: Flaw): Flaw {
  const value = part === 'key' ? '' : got(valueAt(root, path), path);
  const hint = suggestion === undefined ? '' : ` (did you mean ${suggestion}?)`;
  return { path, part, message: `${message}${value}${hint}` };
}

const KNOWN_KEYS = 'expected a known key (';

/** For `strictObject`: what its unknown keys are told, so that they can be told which one was meant. */
export function namingKeys(shape: Readonly<Record<string, unknown>>) {
  return (issue: z.core.$ZodRawIssue): string | undefined =>
    issue.code === 'unrecognized_keys' ? `${KNOWN_KEYS}${Object.keys(shape).join(', ')})` : undefined;
}

/** Zod reports unknown keys on the object that holds them; people want the key itself. Its value may be a secret. */
function perKey(issue: z.core.$ZodIssue): readonly Flaw[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      message: unknownKey(key, issue.message),
      part: 'key',
    }));
  }
  // A wrong key of a record: the message about the key itself stands inside.
  if (issue.code === 'invalid_key') {
    return issue.issues.map(({ message }) => ({
      path: issue.path,
      message: `${message}, got ${JSON.stringify(issue.path.at(-1))}`,
      part: 'key',
    }));
  }
  return [{ path: issue.path, message: issue.message, part: 'value', suggestion: suggestionOf(issue) }];
}

/** Schemas that know better names put one into the parameters of their issue. */
function suggestionOf(issue: z.core.$ZodIssue): string | undefined {
  const suggestion: unknown = issue.code === 'custom' ? issue.params?.suggestion : undefined;
  return typeof suggestion === 'string' ? suggestion : undefined;
}

function unknownKey(key: string, expected: string): string {
  const got = JSON.stringify(key);
  if (!expected.startsWith(KNOWN_KEYS)) return `expected a known key, got ${got}`;
  const known = expected.slice(KNOWN_KEYS.length, -1).split(', ');
  const suggested = suggestName(key, known);
  return suggested === undefined
    ? `${expected}, got ${got}`
    : `expected a known key, got ${got} (did you mean ${suggested}?)`;
}

/** Words for issues whose schema has none of its own. */
function describeIssue(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type')
    return `expected ${EXPECTED_TYPES.get(issue.expected) ?? issue.expected}`;
  return issue.code === 'invalid_value' ? `expected one of ${issue.values.join(', ')}` : undefined;
}

const EXPECTED_TYPES: ReadonlyMap<string, string> = new Map([
  ['string', 'a text'],
  ['number', 'a number'],
  ['int', 'a whole number'],
  ['boolean', 'true or false'],
  ['array', 'a list'],
  ['object', 'keys with values'],
  ['record', 'keys with values'],
]);

/** An address may carry a token or a password. */
const SECRET_KEY = /password|secret|token|credential|^url$/i;

function got(value: unknown, path: Path): string {
  if (value === undefined || value === null) return ', got nothing';
  if (SECRET_KEY.test(String(path.at(-1))) || isDatabasePlace(String(value))) return ', got [redacted]';
  if (Array.isArray(value)) return ', got a list';
  return typeof value === 'object' ? ', got keys with values' : `, got ${JSON.stringify(value)}`;
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null) return undefined;
    return Reflect.get(value, key);
  }, root);
}
