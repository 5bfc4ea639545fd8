import type { Counter } from 'prom-client';

/** A counter over all its labels, or over those that are wanted. */
export async function sumOf<Label extends string>(
  counter: Counter<Label>,
  isWanted: (labels: Partial<Record<Label, string | number>>) => boolean = () => true,
): Promise<number> {
  const { values } = await counter.get();
  return values.reduce((sum, { value, labels }) => (isWanted(labels) ? sum + value : sum), 0);
}
