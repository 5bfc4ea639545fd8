import { z } from 'zod';
import type { Decision } from '../ledger/decision-reads.ts';
import { DecisionError } from './decision-error.ts';
import { PartySchema } from './party.ts';

/** Parts that rows of planned work and of claims have in common. Keys that later versions add are passed over. */
export const EntitySchema = z.templateLiteral([z.enum(['device', 'link']), ':', z.string().min(1)]);
export const EntitiesSchema = z.array(EntitySchema).min(1);
export const FilesSchema = z
  .array(z.object({ name: z.string(), sha256: z.string(), sizeBytes: z.int() }))
  .default([]);

/** Who did something on whose behalf, and why. */
export const DeedSchema = z.object({ by: PartySchema, reason: z.string().min(1), files: FilesSchema });

/** When a step was put on record, and by which account. */
export interface Recorded {
  readonly seq: number;
  readonly recordedMs: number;
  readonly author: string;
}

export const recordedOf = ({ seq, recordedMs, author }: Decision): Recorded => ({ seq, recordedMs, author });

/** @throws DECISION_UNREADABLE */
export function parseBody<Body>(row: Decision, schema: z.ZodType<Body>): Body {
  const { data, error, success } = schema.safeParse(row.body);
  if (success) return data;
  const [issue] = error.issues;
  throw unreadable(row, `${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'unknown'}`, error);
}

export function unreadable(
  { seq, id, action }: Pick<Decision, 'seq' | 'id' | 'action'>,
  why: string,
  cause?: unknown,
): DecisionError {
  return new DecisionError(
    'DECISION_UNREADABLE',
    {
      en: `row ${seq} of the ledger (${action} of ${id}) cannot be read: ${why}; a newer camwatch may have written it`,
      vi: `không đọc được dòng ${seq} của sổ ghi (${action} của ${id}): ${why}; có thể do camwatch mới hơn ghi`,
    },
    { cause },
  );
}
