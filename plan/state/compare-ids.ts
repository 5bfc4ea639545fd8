/** Numbers within ids in the order of numbers: `2` before `10`. Ids that look alike to a reader still have an order. */
export function compareIds(a: string, b: string): number {
  return NUMERIC.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}

const NUMERIC = new Intl.Collator('en', { numeric: true });
