import { z } from 'zod';
import { PURPOSES } from '../../../core/domain/inventory.ts';
import { Count, DateText, Ms, RowId } from './figure-parts.ts';
import { FIGURES_FORMATS } from './figures-format.ts';

/** Of what the figures are. */
export const FiguresScope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('city') }),
  z.strictObject({ kind: z.literal('agency'), agency: RowId }),
  /** The whole city in one month, such as `2025-03`. */
  z.strictObject({ kind: z.literal('month'), month: z.string().regex(/^\d{4}-\d{2}$/) }),
]);

/** `[fromMs, toMs)`, whole days of the city. */
export const FiguresWindow = z.strictObject({
  fromMs: Ms,
  toMs: Ms,
  firstDate: DateText,
  /** Printed as "số liệu tính đến hết ngày …". */
  lastDate: DateText,
  days: Count,
  /** `part`: less than eleven months, which the report must say. */
  length: z.enum(['year', 'part', 'month']),
});

/** What the plan asks for; of the settings, and sealed with the figures, since they are compared with it. */
export const PlanTargets = z.strictObject({
  cameras: Count,
  ptz: Count.optional(),
  fixed: Count.optional(),
  byPurpose: z
    .array(z.strictObject({ id: RowId, purposes: z.array(z.enum(PURPOSES)), target: Count }))
    .optional(),
});

/** What does not come from the ledger: with the same of it, the same ledger gives the same figures. */
export const GivenSettings = z.strictObject({
  targets: PlanTargets.optional(),
  /** Least coverage, in millionths, with which a device or agency is among the worst and best. */
  minimumCoveragePpm: z.int(),
  /** How many are listed of the worst, the best, and of examples. */
  mostListed: z.int(),
  /** Whether devices and sites of secret places are named in lists; where left out, they are counted. */
  secretSites: z.enum(['leave-out', 'include']),
});

export const FiguresHeader = {
  format: z.enum(FIGURES_FORMATS),
  /** Such as `city:2025`, `agency:so-xay-dung:2025`, `month:2025-03`. */
  id: z.string().regex(/^[\w:+-]+$/),
  year: z.int(),
  city: z.strictObject({ name: z.string(), timeZone: z.string() }),
  scope: FiguresScope,
  window: FiguresWindow,
  /** The report is due before this day, and the window closes before it; absent of a monthly one. */
  deadline: DateText.optional(),
  /** Only what was recorded before is counted: the same question gives the same figures ever after. */
  recordedBeforeMs: Ms,
  software: z.strictObject({ name: z.literal('camwatch'), version: z.string().regex(/^[\w.+-]{1,64}$/) }),
  /** The last row of the chain that was recorded before, and how many rows of each table there were up to it. */
  ledger: z.strictObject({ headSeq: Count, headHash: z.string(), rows: z.record(z.string(), Count) }),
  given: GivenSettings,
  signer: z.strictObject({ publicKey: z.string(), fingerprint: z.string() }),
};

export type FiguresScope = z.infer<typeof FiguresScope>;
export type FiguresWindow = z.infer<typeof FiguresWindow>;
export type PlanTargets = z.infer<typeof PlanTargets>;
export type GivenSettings = z.infer<typeof GivenSettings>;
