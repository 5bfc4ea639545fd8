import { z } from 'zod';

/** Schemas that the document has under their names. */
export const NAMED = z.registry<{ id: string; description?: string }>();

export const named = <Schema extends z.ZodType>(id: string, schema: Schema, description?: string): Schema => {
  NAMED.add(schema, { id, ...(description !== undefined && { description }) });
  return schema;
};

export const Instant = named(
  'Instant',
  z.object({ iso: z.string().describe('ISO 8601 in the time zone of the city'), ms: z.int() }),
  'An instant, written twice: to be read, and as epoch milliseconds.',
);
export const Count = z.int().min(0);
export const Text = z.string().nullable();
export const Place = named('Place', z.object({ id: z.string(), name: z.string() }));

/** One page of a list: `next` is the cursor of the one after it. */
export const pageOf = <Item extends z.ZodType, More extends z.ZodRawShape>(item: Item, more: More) =>
  z.object({
    at: Instant,
    ...more,
    total: Count.describe('on all pages'),
    items: z.array(item),
    next: Text.describe('cursor of the next page; null on the last'),
  });
