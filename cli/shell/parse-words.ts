import { InvalidArgumentError } from 'commander';
import type { z } from 'zod';
import { Name, Words } from '../../core/input/fields.ts';

/** Why something is done, or what bears it out: one line, of which a reader sees every character. */
export const parseWords = (text: string): string => parseBy(Words, text);

/** The name of a person, an account or a system. */
export const parseName = (text: string): string => parseBy(Name, text);

function parseBy(schema: z.ZodType<string>, text: string): string {
  const parsed = schema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError(parsed.error.issues[0]?.message ?? '');
}
