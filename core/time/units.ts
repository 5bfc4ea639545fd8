/** Durations are integer milliseconds, and every name that holds one ends in `Ms`. */
export const seconds = (count: number): number => count * 1_000;
export const minutes = (count: number): number => seconds(count * 60);
export const hours = (count: number): number => minutes(count * 60);
export const days = (count: number): number => hours(count * 24);

const MS_PER_UNIT_LARGEST_FIRST: ReadonlyMap<string, number> = new Map([
  ['d', days(1)],
  ['h', hours(1)],
  ['m', minutes(1)],
  ['s', seconds(1)],
  ['ms', 1],
]);

/** Reads `250ms`, `30s`, `5m`, `1h` or `30d`; `undefined` when the text is none of these. */
export function parseDurationMs(text: string): number | undefined {
  const [, count, unit = ''] = /^(\d+)([a-z]+)$/.exec(text) ?? [];
  const msPerUnit = MS_PER_UNIT_LARGEST_FIRST.get(unit);
  if (msPerUnit === undefined) return undefined;
  const durationMs = Number(count) * msPerUnit;
  return Number.isSafeInteger(durationMs) ? durationMs : undefined;
}

/** The shortest text that {@link parseDurationMs} reads back as the same duration. */
export function formatDurationMs(durationMs: number): string {
  for (const [unit, msPerUnit] of MS_PER_UNIT_LARGEST_FIRST) {
    if (durationMs >= msPerUnit && durationMs % msPerUnit === 0) return `${durationMs / msPerUnit}${unit}`;
  }
  return `${durationMs}ms`;
}

const BYTES_PER_UNIT: ReadonlyMap<string, number> = new Map([
  ['kB', 1e3],
  ['MB', 1e6],
  ['GB', 1e9],
  ['TB', 1e12],
]);

/** Reads `500MB` or `20GB` (powers of ten); `undefined` when the text is neither. */
export function parseSizeBytes(text: string): number | undefined {
  const [, count, unit = ''] = /^(\d+)([kMGT]B)$/.exec(text) ?? [];
  const bytesPerUnit = BYTES_PER_UNIT.get(unit);
  return bytesPerUnit === undefined ? undefined : Number(count) * bytesPerUnit;
}

const BITS_PER_SECOND_PER_UNIT: ReadonlyMap<string, number> = new Map([
  ['kbit/s', 1e3],
  ['Mbit/s', 1e6],
  ['Gbit/s', 1e9],
]);

/** Reads `100Mbit/s`, as capacities of links are written; `undefined` when the text is no capacity. */
export function parseBitRate(text: string): number | undefined {
  const [, count, unit = ''] = /^(\d+)\s*([kMG]bit\/s)$/.exec(text) ?? [];
  const perUnit = BITS_PER_SECOND_PER_UNIT.get(unit);
  return perUnit === undefined ? undefined : Number(count) * perUnit;
}

/** The shortest text that {@link parseBitRate} reads back as the same rate (whole kbit/s). */
export function formatBitRate(bitsPerSecond: number): string {
  for (const [unit, perUnit] of [...BITS_PER_SECOND_PER_UNIT].reverse()) {
    if (bitsPerSecond >= perUnit && bitsPerSecond % perUnit === 0) return `${bitsPerSecond / perUnit}${unit}`;
  }
  return `${bitsPerSecond / 1e3}kbit/s`;
}
