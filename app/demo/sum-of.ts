import type { Counter } from 'prom-client';

/** A counter over all its labels. */
export async function sumOf(counter: Counter): Promise<number> {
  const { values } = await counter.get();
  return values.reduce((sum, { value }) => sum + value, 0);
}
