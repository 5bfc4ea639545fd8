import { z } from 'zod';
import type { Agency, Area, Contact, Contract, Contractor, District, Programme } from '../core/inventory.ts';
import { omitUndefined } from './omit-undefined.ts';
import { slug } from './values.ts';
import type { Zone } from './zone.ts';

/** Schemas of the entries of the YAML files. Dates are midnight in the city's time zone. */
export interface EntitySchemas {
  readonly agency: z.ZodType<Agency>;
  readonly contractor: z.ZodType<Contractor>;
  readonly contract: z.ZodType<Contract>;
  readonly programme: z.ZodType<Programme>;
  readonly district: z.ZodType<District>;
  readonly area: (listVersion: string) => z.ZodType<Area>;
  readonly contact: z.ZodType<Contact>;
}

const text = (expected: string) => z.string({ error: `expected ${expected}` }).min(1, `expected ${expected}`);
const name = text('a name');
const reference = z.string({ error: 'expected an id' }).min(1, 'expected an id');
const choice = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, { error: `expected one of ${values.join(', ')}` });
/** Unquoted, YAML reads 00004 as the number 4. */
const code = (digits: number) =>
  z
    .string({ error: `expected a code of ${digits} digits in quotes` })
    .regex(new RegExp(`^\\d{${digits}}$`), `expected a code of ${digits} digits in quotes`);
const degrees = (limit: number, which: string) =>
  z
    .number({ error: `expected a ${which} in degrees` })
    .min(-limit, `expected a ${which} from -${limit} to ${limit}`)
    .max(limit, `expected a ${which} from -${limit} to ${limit}`);

export function buildEntitySchemas(zone: Zone): EntitySchemas {
  const instant = instantIn(zone);
  const validity = {
    valid_from: instant.optional(),
    valid_to: instant.optional(),
    successors: z.array(reference, { error: 'expected a list of ids' }).default([]),
  };
  const period = { error: 'expected a date after valid_from', path: ['valid_to'] };
  const isPeriod = (entry: {
    readonly valid_from?: number | undefined;
    readonly valid_to?: number | undefined;
  }) => entry.valid_from === undefined || entry.valid_to === undefined || entry.valid_from < entry.valid_to;

  return {
    agency: z
      .strictObject({
        id: slug,
        name,
        name_en: name.optional(),
        kind: choice(['police', 'department', 'ward', 'district', 'other']),
        ...validity,
      })
      .refine(isPeriod, period)
      .transform(({ name_en, ...entry }) => omitUndefined({ ...renameValidity(entry), nameEn: name_en })),
    contractor: z
      .strictObject({
        id: slug,
        name,
        kind: choice(['maintenance', 'hired-service', 'carrier']),
        hotline: text('a telephone number').optional(),
        ...validity,
      })
      .refine(isPeriod, period)
      .transform((entry) => omitUndefined(renameValidity(entry))),
    contract: z
      .strictObject({
        id: slug,
        name,
        contractor: reference,
        agency: reference.optional(),
        number: text('the number of the contract, in quotes').optional(),
        from: instant,
        to: instant.optional(),
        sample: z.boolean({ error: 'expected true or false' }).default(false),
        terms: z
          .record(z.string(), z.json({ error: 'expected terms that JSON can hold' }), {
            error: 'expected the terms, as keys with values',
          })
          .default({}),
      })
      .refine(({ from, to }) => to === undefined || from < to, {
        error: 'expected a date after from',
        path: ['to'],
      })
      .transform(({ from, to, ...entry }) => omitUndefined({ ...entry, fromMs: from, toMs: to })),
    programme: z
      .strictObject({
        id: slug,
        name,
        name_en: name.optional(),
        task: z
          .string({ error: 'expected the number of a task of the plan, such as II.3' })
          .regex(/^[IVX]+\.\d+$/, 'expected the number of a task of the plan, such as II.3'),
      })
      .transform(({ name_en, ...entry }) => omitUndefined({ ...entry, nameEn: name_en })),
    district: z
      .strictObject({
        id: slug,
        code: code(3),
        name,
        name_en: name,
        kind: choice(['quan', 'huyen', 'thi_xa']),
      })
      .transform(({ name_en, ...entry }) => ({ ...entry, nameEn: name_en })),
    area: (listVersion) =>
      z
        .strictObject({
          id: slug,
          code: code(5),
          name,
          name_en: name,
          kind: choice(['phuong', 'xa']),
          district: reference,
          point: z.tuple([degrees(180, 'longitude'), degrees(90, 'latitude')], {
            error: 'expected [longitude, latitude]',
          }),
          ...validity,
        })
        .refine(isPeriod, period)
        .transform(({ name_en, point: [longitude, latitude], ...entry }) =>
          omitUndefined({ ...renameValidity(entry), listVersion, nameEn: name_en, longitude, latitude }),
        ),
    contact: z
      .strictObject({
        id: slug,
        name,
        phone: text('a telephone number, in quotes').optional(),
        email: z.email({ error: 'expected an e-mail address' }).optional(),
      })
      .transform((entry) => omitUndefined(entry)),
  };
}

function instantIn(zone: Zone) {
  const expected = 'expected a date such as 2025-07-01, or an instant such as 2025-10-01T08:00+07:00';
  return z.string({ error: expected }).transform((written, context) => {
    const atMs = zone.parseInstantMs(written);
    if (atMs !== undefined) return atMs;
    context.addIssue({ code: 'custom', message: expected });
    return z.NEVER;
  });
}

function renameValidity<Entry extends { valid_from?: number | undefined; valid_to?: number | undefined }>({
  valid_from,
  valid_to,
  ...entry
}: Entry) {
  return { ...entry, validFromMs: valid_from, validToMs: valid_to };
}
