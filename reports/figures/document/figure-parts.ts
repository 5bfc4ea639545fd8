import { z } from 'zod';

/** Milliseconds, of an instant (epoch) or of a length. */
export const Ms = z.int();
export const Count = z.int().nonnegative();
/** Whole đồng as decimal text: exact, however large. */
export const Vnd = z.string().regex(/^-?\d+$/);
/** Of what the inventory names, or a code of ours: part of the ids of figures, so that it has no full stop. */
export const RowId = z.string().regex(/^[\w:+-]+$/);
/** A day of the city, such as `2025-11-15`. */
export const DateText = z.iso.date();

/** For people, in both languages. */
export const Words = z.strictObject({ vi: z.string(), en: z.string() });

export const MISSING_CODES = [
  /** Nothing of the inventory is on record before the end of the window. */
  'no-inventory',
  /** The agency that the report is of was in charge of no device in the window. */
  'no-devices',
  /** Nothing was measured or imported in the window. */
  'no-measurements',
  /** No finding of any device is on record: nobody looked, or nothing was found. */
  'no-findings',
  'no-statements',
  'no-contracts',
  'no-traffic',
  'no-recorders',
  'no-targets',
  'no-plan',
  'no-year-before',
  /** The report is of a part of the city that this says nothing about. */
  'not-in-scope',
  /** Nobody asked for it. */
  'not-asked-for',
  /** The ledger could not be read for it. */
  'failed',
] as const;
export type MissingCode = (typeof MISSING_CODES)[number];

/** Instead of figures, where there are none: printed as "không có số liệu vì …", never as zero. */
export const Missing = z.strictObject({
  missing: z.strictObject({
    code: z.enum(MISSING_CODES),
    why: Words,
    /** Of an error, as it was thrown. */
    detail: z.string().optional(),
  }),
});
export type Missing = z.infer<typeof Missing>;

/** A section or table that may be missing. */
export const orMissing = <Shape extends z.ZodObject>(shape: Shape) => z.union([Missing, shape]);

export const isMissing = (part: object): part is Missing => 'missing' in part;

/** What has a name in the inventory; `none` where the inventory says nothing (an owner who is not yet determined). */
export const named = { id: RowId, name: z.string().optional() };
