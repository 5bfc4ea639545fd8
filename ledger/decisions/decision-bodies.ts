import { z } from 'zod';
import type { Said } from '../../core/language/said.ts';
import type { Decision } from '../record/decisions.ts';
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

/** A step that no earlier step leads to. */
export const DOES_NOT_FOLLOW: Said = {
  en: 'it does not follow from the rows before it',
  vi: 'không tiếp theo các dòng trước đó',
};

/** @throws DECISION_UNREADABLE */
export function parseBody<Body>(row: Decision, schema: z.ZodType<Body>): Body {
  const { data, error, success } = schema.safeParse(row.body);
  if (success) return data;
  const [inEnglish, inVietnamese] = [error, schema.safeParse(row.body, VIETNAMESE).error].map(renderIssue);
  throw unreadable(row, { en: inEnglish ?? '', vi: inVietnamese ?? '' }, error);
}

const VIETNAMESE = { error: z.locales.vi().localeError };

/** The first that a schema has against a value, and where. */
function renderIssue(error: z.ZodError | undefined): string {
  const [issue] = error?.issues ?? [];
  return `${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'unknown'}`;
}

export function unreadable(
  { seq, id, action }: Pick<Decision, 'seq' | 'id' | 'action'>,
  why: Said,
  cause?: unknown,
): DecisionError {
  return new DecisionError(
    'DECISION_UNREADABLE',
    {
      en: `row ${seq} of the ledger (${action} of ${id}) cannot be read: ${why.en}; a newer camwatch may have written it`,
      vi: `không đọc được dòng ${seq} của sổ ghi (${action} của ${id}): ${why.vi}; có thể do camwatch mới hơn ghi`,
    },
    { cause },
  );
}
