/** Order of two OIDs, or of two tails of such: below zero where `left` comes first. */
export function compareOids(left: string, right: string): number {
  // An index of one number, as nearly all are.
  if (!left.includes('.') && !right.includes('.')) return Number(left) - Number(right);
  const [a, b] = [left.split('.'), right.split('.')];
  for (const [index, arc] of a.entries()) {
    const difference = Number(arc) - Number(b[index] ?? -1);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** What follows `root` in an OID beneath it; `undefined` where it is not beneath. */
export function tailOf(oid: string, root: string): string | undefined {
  return oid.startsWith(`${root}.`) ? oid.slice(root.length + 1) : undefined;
}
