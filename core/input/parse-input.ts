import { z } from 'zod';
import type { Language } from '../language/language.ts';
import type { Said } from '../language/said.ts';
import { InputError } from './input-error.ts';

declare module 'zod' {
  interface GlobalMeta {
    /** Said where a schema does not take a value. */
    expected?: Said;
  }
}

/** What an action is asked for, checked whoever asks: a command, or a page with what a browser sent. @throws INPUT_INVALID */
export function parseInput<Schema extends z.core.$ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = z.safeParse(schema, input, { error: wordsIn('en') });
  if (parsed.success) return parsed.data;
  const inVietnamese = z.safeParse(schema, input, { error: wordsIn('vi') }).error?.issues ?? [];
  throw new InputError(
    parsed.error.issues.map((issue, index) => ({
      member: issue.path.join('.'),
      en: issue.message,
      vi: vietnameseOf(issue) ?? inVietnamese[index]?.message ?? issue.message,
    })),
  );
}

/** A check of ours says it in both languages. */
const vietnameseOf = (issue: z.core.$ZodIssue): string | undefined =>
  issue.code === 'custom' ? issue.params?.vi : undefined;

/** What a schema takes in its own words, else in those of the library. */
function wordsIn(language: Language): z.core.$ZodErrorMap {
  const library = z.locales[language]().localeError;
  return (issue) =>
    (issue.schema && z.globalRegistry.get(issue.schema)?.expected)?.[language] ?? library(issue);
}

/** A check that a value must pass, with what is said in both languages where it does not. */
export const must =
  <Value>(isGood: (value: Value) => boolean, en: string, vi: string) =>
  (value: Value, { addIssue }: z.RefinementCtx<Value>): void => {
    if (!isGood(value)) addIssue({ code: 'custom', message: en, params: { vi }, input: value });
  };
