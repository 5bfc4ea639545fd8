import { z } from 'zod';
import { MONEY_TYPES } from '../../core/domain/contract-terms.ts';
import { ByType, Vnd } from '../statements/money-schema.ts';

export const ASSUMPTIONS = ['unknown-up', 'unknown-down', 'claims-accepted', 'claim-accepted'] as const;
export type AssumptionName = (typeof ASSUMPTIONS)[number];

/** What would be due if something had been otherwise, with everything else as it is. */
const Case = z.strictObject({
  assume: z.enum(ASSUMPTIONS),
  /** `claim:7`, of one that is pending. */
  claim: z.string().optional(),
  byType: ByType,
  total: Vnd,
});

/** A money line that some case changes; one that only a case has is not due as it is. */
const Line = z.strictObject({
  /** Of the period, from 1. */
  part: z.int(),
  /** Its number in the figures. */
  line: z.int().optional(),
  rule: z.string(),
  type: z.enum(MONEY_TYPES),
  entity: z.string().optional(),
  ref: z.string().optional(),
  payable: Vnd,
  /** What would be payable in each of the cases. */
  cases: z.array(Vnd),
});

/** What the money of a statement hangs on: unknown time, and claims that are not decided. */
export const HangsOn = z.strictObject({ cases: z.array(Case), lines: z.array(Line) });
export type HangsOn = z.infer<typeof HangsOn>;
export type HangsOnCase = HangsOn['cases'][number];
export type HangsOnLine = HangsOn['lines'][number];
