import { z } from 'zod';
import { INDICATORS } from '../core/state.ts';

/** What a reader of the figures of a contract must know, for people to be told in their language. */
export const SettlementWarning = z.discriminatedUnion('code', [
  /** Nothing of the contract was in service. */
  z.strictObject({ code: z.literal('covers-nothing') }),
  /** Instants at which terms or the contractor change: figures and money are by part. */
  z.strictObject({ code: z.literal('terms-changed'), atMs: z.array(z.int()) }),
  /** The contract is on record only since then: before that it is taken to have been the same. */
  z.strictObject({ code: z.literal('contract-recorded-late'), sinceMs: z.int() }),
  /** Of so many of so many nothing is known; the first few are named. */
  z.strictObject({
    code: z.literal('not-measured'),
    indicator: z.enum(INDICATORS),
    count: z.int(),
    of: z.int(),
    entities: z.array(z.string()),
  }),
  /** Not all of the period is on record yet. */
  z.strictObject({ code: z.literal('record-incomplete') }),
  /** A claim that is not decided yet. */
  z.strictObject({ code: z.literal('claim-pending'), claim: z.string() }),
  /** Breaches in a row are counted back to this period, whose statement is not issued. */
  z.strictObject({ code: z.literal('repeats-unknown-before'), period: z.string() }),
]);
export type SettlementWarning = z.infer<typeof SettlementWarning>;
