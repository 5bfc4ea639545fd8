import { z } from 'zod';
import { EXCUSE_CAUSES } from '../../core/domain/contract-terms.ts';
import { DeedSchema, EntitiesSchema, FilesSchema } from './decision-bodies.ts';
import { PartySchema } from './party.ts';

/** `camwatch claim file`: what is asked for, with the deadlines that the terms gave at that time. */
export const Filed = z.object({
  contract: z.string().min(1),
  cause: z.enum(EXCUSE_CAUSES),
  fromMs: z.int(),
  toMs: z.int(),
  /** Of a power cut: when the power was off, where that is more than what is claimed. */
  cut: z.object({ fromMs: z.int(), toMs: z.int() }).optional(),
  entities: EntitiesSchema,
  /** How they were chosen, for people. */
  selector: z.string(),
  by: PartySchema,
  /** Whom the claim blames. */
  against: z.array(PartySchema).default([]),
  evidence: z.string().min(1),
  /** When it came in, which may be before it was put on record. */
  receivedMs: z.int(),
  decideByMs: z.int(),
  /** For how long a party that was asked has time to answer. */
  hearForMs: z.int(),
  files: FilesSchema,
});
export type FiledClaim = z.input<typeof Filed>;

/** A party was asked what it says to the claim. */
export const Asked = z.object({ party: PartySchema, by: PartySchema, files: FilesSchema });

/** What a party says to the claim. */
export const Heard = z.object({
  party: PartySchema,
  by: PartySchema,
  says: z.string().min(1),
  files: FilesSchema,
});
export type HeardParty = z.input<typeof Heard>;

/** How much of the claim is accepted, which is all of it, a part, or nothing. */
export const Decided = DeedSchema.extend({
  verdict: z.enum(['accepted', 'rejected']),
  /** Of an accepted claim: what is accepted. */
  fromMs: z.int().optional(),
  toMs: z.int().optional(),
  entities: EntitiesSchema.optional(),
  /** Of a power cut: when the power went off and came back, where the decision says it. */
  cut: z.object({ fromMs: z.int().optional(), toMs: z.int().optional() }).optional(),
  /** Whose figures change by it, as far as was known at the decision. */
  affected: z.array(PartySchema).default([]),
});
export type DecidedClaim = z.input<typeof Decided>;

export const Withdrawn = DeedSchema;
