/**
 * Grafana reads environment variables into titles, labels, names, policies and settings of contact points of provisioning files: `{{ $labels.x }}`
 * would become `{{ .x }}`. A dollar written twice stands for itself.
 */
export const doubleDollars = (text: string): string => text.replaceAll('$', '$$$$');

/** Doubles the dollars in every text of a value, keys included. */
export function doubleDollarsIn<Value>(value: Value): Value;
export function doubleDollarsIn(value: unknown): unknown {
  if (typeof value === 'string') return doubleDollars(value);
  if (Array.isArray(value)) return value.map(doubleDollarsIn);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [doubleDollars(key), doubleDollarsIn(member)]),
  );
}
