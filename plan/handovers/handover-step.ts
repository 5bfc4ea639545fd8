import { z } from 'zod';
import { FilesSchema } from '../../ledger/decisions/decision-bodies.ts';
import { PartySchema } from '../../ledger/decisions/party.ts';
import { day } from '../definition/plan-values.ts';

/**
 * Rows of `handover:<number>`: `proposed` by the agency whose devices they are, then one of `accepted` and `refused` by the agency
 * that is to have them, or `withdrawn` by whoever proposed it. Nothing else follows.
 */
export const HandoverProposed = z.object({
  to: z.string().min(1),
  /** From its beginning on, by the clock of the city. */
  day,
  devices: z.array(z.string().min(1)).min(1),
  /** The paper that both signed. */
  document: z.string().min(1),
  note: z.string().min(1).optional(),
  by: z.templateLiteral(['agency:', z.string().min(1)]),
  files: FilesSchema,
});

export const HANDOVER_ANSWERS = ['accepted', 'refused', 'withdrawn'] as const;
export type HandoverAnswer = (typeof HANDOVER_ANSWERS)[number];

export const HandoverAnswered = z.object({
  by: PartySchema,
  reason: z.string().min(1).optional(),
  files: FilesSchema,
});
