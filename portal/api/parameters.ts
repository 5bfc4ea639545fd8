import { z } from 'zod';
import { DEVICE_KINDS, type Inventory } from '../../core/domain/inventory.ts';
import { INDICATORS } from '../../core/domain/state.ts';
import { isPartySeen } from '../city/parties-seen.ts';
import type { VisibleFleet } from '../city/visible-fleet.ts';
import { quote, RequestError } from './request-error.ts';

export const MAX_LIMIT = 500;
const DEFAULT_LIMIT = 100;

/** Filter value for devices whose owner is not yet determined. */
export const UNDETERMINED = 'undetermined';

/**
 * Reads the query of a request against a strict schema: nothing is ignored, nothing is guessed.
 * @throws RequestError that names every parameter at fault, with what was expected and what was got.
 */
export function parseParameters<Shape extends z.ZodRawShape>(
  search: URLSearchParams,
  shape: Shape,
): z.output<z.ZodObject<Shape>> {
  const names = Object.keys(shape);
  const problems: string[] = [];
  for (const name of new Set(search.keys())) {
    if (!names.includes(name)) {
      const expected = names.length > 0 ? `expected one of ${names.join(', ')}` : 'expected none';
      problems.push(`${quote(name)}: is not a known parameter, ${expected}`);
    } else if (search.getAll(name).length > 1) {
      problems.push(`${name}: expected once, got ${search.getAll(name).length} times`);
    }
  }
  const values = new Map(search.entries().filter(([name]) => names.includes(name)));
  const parsed = z.object(shape).safeParse(Object.fromEntries(values));
  for (const { path, message } of parsed.error?.issues ?? []) {
    const name = String(path[0]);
    problems.push(`${name}: ${message}, got ${quote(values.get(name) ?? '')}`);
  }
  if (!parsed.success || problems.length > 0) throw new RequestError('PORTAL_PARAMETER', problems.join('; '));
  return parsed.data;
}

export const limitParameter = z
  .string()
  .regex(/^\d{1,6}$/, `expected a number from 1 to ${MAX_LIMIT}`)
  .transform(Number)
  .refine((limit) => limit >= 1 && limit <= MAX_LIMIT, `expected a number from 1 to ${MAX_LIMIT}`)
  .default(DEFAULT_LIMIT)
  .describe(`how many, ${MAX_LIMIT} at most`);

/** Epoch milliseconds, or ISO 8601 with an offset. */
export const instantParameter = z
  .string()
  .transform((text, context) => {
    const atMs = /^\d{1,14}$/.test(text) ? Number(text) : parseIso(text);
    if (Number.isSafeInteger(atMs)) return atMs;
    context.addIssue({
      code: 'custom',
      message: 'expected epoch milliseconds, or an instant with its offset such as 2026-11-25T10:32:00+07:00',
    });
    return z.NEVER;
  })
  .optional()
  .describe('epoch milliseconds, or ISO 8601 with an offset');

/** What names of places and parties are looked up in. */
export type KnownNames = Pick<Inventory, 'agencies' | 'districts' | 'areas' | 'contractors'>;
export interface KnownIn {
  readonly shown: { readonly inventory: KnownNames };
  /** What whoever asks may see; absent where nobody asks. */
  readonly fleet?: VisibleFleet;
}

/**
 * The filters that devices and outages have in common; names that the inventory does not know are refused, and so are parties
 * that have nothing in what is seen: whether there are others is nobody's business.
 */
export function filterParameters({ shown: { inventory }, fleet }: KnownIn) {
  const isSeen = (party: 'agency' | 'contractor', id: string) =>
    fleet === undefined || isPartySeen(fleet, party, id);
  return {
    agency: z
      .string()
      .refine(
        (id) => id === UNDETERMINED || (inventory.agencies.has(id) && isSeen('agency', id)),
        `expected the id of an agency, or ${UNDETERMINED}`,
      )
      .optional(),
    district: knownId(inventory.districts, 'a former district, such as ba-dinh').optional(),
    area: knownId(inventory.areas, 'a ward or commune').optional(),
    contractor: z
      .string()
      .refine(
        (id) => inventory.contractors.has(id) && isSeen('contractor', id),
        'expected the id of a contractor',
      )
      .optional(),
    kind: oneOf(DEVICE_KINDS).optional(),
    indicator: oneOf(INDICATORS).optional(),
  };
}

export function oneOf<const Names extends readonly string[]>(names: Names) {
  return z.enum(names, { error: `expected one of ${names.join(', ')}` });
}

function knownId(members: ReadonlyMap<string, unknown>, what: string) {
  return z.string().refine((id) => members.has(id), `expected the id of ${what}`);
}

/** A `+` in a query means a space, and everybody forgets to write `%2B`. */
function parseIso(text: string): number {
  const withPlus = text.replace(/ (?=\d\d:\d\d$)/, '+');
  return z.iso.datetime({ offset: true }).safeParse(withPlus).success ? Date.parse(withPlus) : Number.NaN;
}
