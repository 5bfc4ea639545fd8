import { z } from 'zod';

/**
 * Schemas of what a maker profile says of one object of a device. An OID may hold one `*`: it stands for the index of the
 * rows of a table, as in `1.3.6.1.4.1.50001.1.241.1.3.*`.
 */

const OID = /^\d+(\.\d+)+$/;
const OID_OR_ROWS = /^\d+(\.\d+)+(\.\*(\.\d+)*)?$/;

export const oid = z
  .string({ error: 'expected an OID in digits, such as 1.3.6.1.2.1.1.5.0' })
  .regex(OID, 'expected an OID in digits, such as 1.3.6.1.2.1.1.5.0');

const oidOrRows = z
  .string({ error: 'expected an OID in digits, with * for the index of a row' })
  .regex(OID_OR_ROWS, 'expected an OID in digits, with * for the index of a row');

/** A group that holds repeats or alternatives, repeated itself: one text of a device's would take it longer than anybody lives. */
const REPEATED_REPEATS = /\((?:[^()\\]|\\.)*[*+{|](?:[^()\\]|\\.)*\)+[*+{]/;

/** A regular expression; what it is held against has at most 200 characters. */
export const pattern = z.string({ error: 'expected a regular expression' }).transform((text, context) => {
  if (REPEATED_REPEATS.test(text)) {
    const message = 'expected a regular expression without a repeated group of repeats or alternatives';
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  }
  try {
    return new RegExp(text, 'u');
  } catch (error) {
    const message = `expected a regular expression (${error instanceof Error ? error.message : String(error)})`;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  }
});

const NO_SOURCE = { error: 'expected an OID in digits, or keys with oid' };

/** A text, or the first group of `pattern` in it. */
export const textSource = z.union(
  [
    oidOrRows.transform((place) => ({ oid: place, pattern: undefined })),
    z.strictObject({ oid: oidOrRows, pattern }),
  ],
  NO_SOURCE,
);
export type TextSource = z.output<typeof textSource>;

/** `unit` is that of a bare number: one that stands behind the number goes first. `absent`: there is nothing to measure. */
export const numberSource = z.union(
  [
    oidOrRows.transform((place) => ({ oid: place, unit: undefined, scale: 1, absent: [] as string[] })),
    z.strictObject({
      oid: oidOrRows,
      unit: z.string({ error: 'expected a unit such as MB' }).optional(),
      scale: z.number({ error: 'expected a number such as 0.1' }).default(1),
      absent: z
        .array(z.union([z.string(), z.number()], { error: 'expected a text or a number' }).transform(String))
        .default([]),
    }),
  ],
  NO_SOURCE,
);
export type NumberSource = z.output<typeof numberSource>;

/** A state, by what the device writes for it; what is not in the map is unknown. */
export function stateSource<const States extends readonly [string, ...string[]]>(states: States) {
  const state = z.enum(states, { error: `expected one of ${states.join(', ')}` });
  return z.strictObject({
    oid: oidOrRows,
    map: z.record(z.string(), state).transform((map) => new Map(Object.entries(map))),
  });
}

interface Place {
  readonly oid: string;
}

/** Values that belong together stand in rows, all of them, or none does. */
export function areAlike(places: Readonly<Record<string, Place | undefined>>): boolean {
  const kinds = Object.values(places).map((place) => place?.oid.includes('*'));
  return new Set(kinds.filter((kind) => kind !== undefined)).size === 1;
}
export const ALIKE = 'expected at least one OID, and * in all of them or in none';
