import { z } from 'zod';
import { INDICATORS } from '../../core/domain/state.ts';

/** What a reader of the figures of a contract must know, for people to be told in their language. */
export const SettlementWarning = z.discriminatedUnion('code', [
  /** Nothing of the contract was in service. */
  z.strictObject({ code: z.literal('covers-nothing') }),
  /** Instants at which terms or the contractor change: figures and money are by part. */
  z.strictObject({ code: z.literal('terms-changed'), atMs: z.array(z.int()) }),
  /** The contract is on record only since then. By version 1 of the rules, absent, it is taken to have been the same before. */
  z.strictObject({
    code: z.literal('contract-recorded-late'),
    sinceMs: z.int(),
    before: z.enum(['settled', 'left-out']).optional(),
  }),
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
  /** A claim that came in later after the end of its outage than the contract allows. */
  z.strictObject({ code: z.literal('filed-late'), claim: z.string(), dueMs: z.int(), atMs: z.int() }),
  /** A decision that came later than the contract gives for it. */
  z.strictObject({ code: z.literal('decided-late'), claim: z.string(), dueMs: z.int(), atMs: z.int() }),
  /** A claim whose time for a decision is over, and that has none. */
  z.strictObject({ code: z.literal('decision-overdue'), claim: z.string(), dueMs: z.int() }),
  /** A party that answered to a claim after its time to answer. */
  z.strictObject({
    code: z.literal('heard-late'),
    claim: z.string(),
    party: z.string(),
    dueMs: z.int(),
    atMs: z.int(),
  }),
  /** Planned work that was announced later than the contract asks for. */
  z.strictObject({ code: z.literal('announced-late'), work: z.string(), dueMs: z.int(), atMs: z.int() }),
  /** Breaches in a row are counted back to this period, whose statement is not issued. */
  z.strictObject({ code: z.literal('repeats-unknown-before'), period: z.string() }),
]);
export type SettlementWarning = z.infer<typeof SettlementWarning>;
