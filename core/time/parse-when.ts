import { parseDurationMs } from './units.ts';
import type { Zone } from './zone.ts';

/** Reads `2025-10-01`, `2025-10-01T08:00+07:00`, or `24h` for a day ago; `undefined` when the text is none of these. */
export function parseWhenMs(text: string, zone: Zone, nowMs: number): number | undefined {
  const agoMs = parseDurationMs(text);
  return agoMs === undefined ? zone.parseInstantMs(text) : nowMs - agoMs;
}
