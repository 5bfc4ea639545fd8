export interface QueryRange {
  readonly fromMs: number;
  readonly toMs: number;
  readonly intervalMs: number;
}

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
] as const;

/** A duration of InfluxQL in its largest whole unit. */
export function durationText(ms: number): string {
  const [unit, unitMs] = UNITS.find(([, unitMs]) => ms % unitMs === 0) ?? (['ms', 1] as const);
  return `${ms / unitMs}${unit}`;
}

/** Replaces what Grafana's back end does, in panels and rules alike; everything else goes to InfluxDB as it is. */
export function expandMacros(query: string, { fromMs, toMs, intervalMs }: QueryRange): string {
  return query
    .replaceAll('$timeFilter', `time >= ${fromMs}ms and time <= ${toMs}ms`)
    .replaceAll('$interval', durationText(intervalMs))
    .replaceAll('$__interval_ms', String(intervalMs))
    .replaceAll('$__interval', durationText(intervalMs));
}
