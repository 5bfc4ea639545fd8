import { z } from 'zod';
import type {
  Agency,
  Area,
  Contact,
  Contract,
  Contractor,
  District,
  Programme,
} from '../../core/domain/inventory.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import type { Zone } from '../../core/time/zone.ts';
import { seenText, slug } from '../files/values.ts';

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

const name = seenText('a name').describe('Name for people.');
const nameEn = seenText('a name').describe('The same in English.');
const id = slug.describe('Stable identity.');
const reference = z.string({ error: 'expected an id' }).min(1, 'expected an id');
const choice = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, { error: `expected one of ${values.join(', ')}` });
/** Unquoted, YAML reads 00004 as the number 4. */
const code = (digits: number) =>
  z
    .string({ error: `expected a code of ${digits} digits in quotes` })
    .regex(new RegExp(`^\\d{${digits}}$`), `expected a code of ${digits} digits in quotes`)
    .meta({ value: `${digits} digits in quotes`, description: 'Code in the list of its version.' });
const degrees = (limit: number, which: string) =>
  z
    .number({ error: `expected a ${which} in degrees` })
    .min(-limit, `expected a ${which} from -${limit} to ${limit}`)
    .max(limit, `expected a ${which} from -${limit} to ${limit}`);

export function buildEntitySchemas(zone: Zone): EntitySchemas {
  const instant = instantIn(zone);
  const validity = {
    valid_from: instant.optional().describe('From when it exists.'),
    valid_to: instant.optional().describe('From when it no longer exists.'),
    successors: z
      .array(reference, { error: 'expected a list of ids' })
      .default([])
      .describe('Ids of those that took its place.'),
  };
  const period = { error: 'expected a date after valid_from', path: ['valid_to'] };
  const isPeriod = (entry: {
    readonly valid_from?: number | undefined;
    readonly valid_to?: number | undefined;
  }) => entry.valid_from === undefined || entry.valid_to === undefined || entry.valid_from < entry.valid_to;

  return {
    agency: z
      .strictObject({
        id,
        name,
        name_en: nameEn.optional(),
        kind: choice(['police', 'department', 'ward', 'district', 'other']),
        ...validity,
      })
      .refine(isPeriod, period)
      .transform(({ name_en, ...entry }) => omitUndefined({ ...renameValidity(entry), nameEn: name_en })),
    contractor: z
      .strictObject({
        id,
        name,
        kind: choice(['maintenance', 'hired-service', 'carrier']),
        hotline: seenText('a telephone number').optional().describe('Where to report a fault.'),
        ...validity,
      })
      .refine(isPeriod, period)
      .transform((entry) => omitUndefined(renameValidity(entry))),
    contract: z
      .strictObject({
        id,
        name,
        contractor: reference.describe('Who keeps devices working under it.'),
        agency: reference.optional().describe('Who ordered it.'),
        number: seenText('the number of the contract, in quotes')
          .optional()
          .describe('Its number, in quotes.'),
        from: instant.describe('From when it is in force.'),
        to: instant.optional().describe('From when it is no longer in force.'),
        sample: z
          .boolean({ error: 'expected true or false' })
          .default(false)
          .meta({ value: '`true`, `false`', description: 'Whether its figures are made up.' }),
        terms: z
          .record(z.string(), z.json({ error: 'expected terms that JSON can hold' }), {
            error: 'expected the terms, as keys with values',
          })
          .default({})
          .meta({
            value: 'keys with values',
            description: 'What was agreed: read by the statements of the contract.',
          }),
      })
      .refine(({ from, to }) => to === undefined || from < to, {
        error: 'expected a date after from',
        path: ['to'],
      })
      .transform(({ from, to, ...entry }) => omitUndefined({ ...entry, fromMs: from, toMs: to })),
    programme: z
      .strictObject({
        id,
        name,
        name_en: nameEn.optional(),
        task: z
          .string({ error: 'expected the number of a task of the plan, such as II.3' })
          .regex(/^[IVX]+\.\d+$/, 'expected the number of a task of the plan, such as II.3')
          .describe('Number of the task in the plan, such as II.3.'),
      })
      .transform(({ name_en, ...entry }) => omitUndefined({ ...entry, nameEn: name_en })),
    district: z
      .strictObject({
        id,
        code: code(3),
        name,
        name_en: nameEn,
        kind: choice(['quan', 'huyen', 'thi_xa']),
      })
      .transform(({ name_en, ...entry }) => ({ ...entry, nameEn: name_en })),
    area: (listVersion) =>
      z
        .strictObject({
          id,
          code: code(5),
          name,
          name_en: nameEn,
          kind: choice(['phuong', 'xa']),
          district: reference.describe('The former district it reports under.'),
          point: z
            .tuple([degrees(180, 'longitude'), degrees(90, 'latitude')], {
              error: 'expected [longitude, latitude]',
            })
            .meta({ value: '[longitude, latitude]', description: 'A point inside it, WGS 84.' }),
          ...validity,
        })
        .refine(isPeriod, period)
        .transform(({ name_en, point: [longitude, latitude], ...entry }) =>
          omitUndefined({ ...renameValidity(entry), listVersion, nameEn: name_en, longitude, latitude }),
        ),
    contact: z
      .strictObject({
        id,
        name,
        phone: seenText('a telephone number, in quotes').optional().describe('Telephone number, in quotes.'),
        email: z.email({ error: 'expected an e-mail address' }).optional().describe('E-mail address.'),
      })
      .transform((entry) => omitUndefined(entry)),
  };
}

function instantIn(zone: Zone) {
  const expected = 'expected a date such as 2025-07-01, or an instant such as 2025-10-01T08:00+07:00';
  return z
    .string({ error: expected })
    .transform((written, context) => {
      const atMs = zone.parseInstantMs(written);
      if (atMs !== undefined) return atMs;
      context.addIssue({ code: 'custom', message: expected });
      return z.NEVER;
    })
    .meta({ value: 'date or instant' });
}

function renameValidity<Entry extends { valid_from?: number | undefined; valid_to?: number | undefined }>({
  valid_from,
  valid_to,
  ...entry
}: Entry) {
  return { ...entry, validFromMs: valid_from, validToMs: valid_to };
}
