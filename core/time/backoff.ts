/**
 * How long to wait after so many failures in a row: twice as long each time, up to a limit. Half of it is chance, so that those who
 * lost the same server do not all come back in the same moment.
 */
export function backoffMs(
  failures: number,
  { firstMs, longestMs }: { readonly firstMs: number; readonly longestMs: number },
  random: () => number = Math.random,
): number {
  const wholeMs = Math.min(longestMs, firstMs * 2 ** Math.max(0, failures - 1));
  return Math.ceil(wholeMs * (0.5 + random() / 2));
}
