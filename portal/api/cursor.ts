import { z } from 'zod';

/** Longer ones were never handed out. */
const MAX_LENGTH = 2_000;

/** Of the year 9999: those after it, and those before 1970, were never handed out, and the farthest have no date. */
const LAST_MS = Date.UTC(10_000, 0) - 1;

/** An instant within a key. */
export const cursorInstant = z.int().min(0).max(LAST_MS);

/** Where the next page goes on: the sort key of the last item, opaque to the caller. */
export function renderCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** Reads back what {@link renderCursor} made for a key of this shape. */
export function cursorParameter<Key extends z.ZodType>(key: Key) {
  return z
    .string()
    .transform((text, context): z.output<Key> => {
      const parsed = key.safeParse(parseCursor(text));
      if (parsed.success) return parsed.data;
      context.addIssue({ code: 'custom', message: 'expected a cursor of an earlier answer' });
      return z.NEVER;
    })
    .optional()
    .describe('`next` of the page before');
}

function parseCursor(text: string): unknown {
  if (text.length > MAX_LENGTH) return undefined;
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return undefined;
  }
}
