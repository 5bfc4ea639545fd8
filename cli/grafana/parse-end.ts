import { parseWhenMs } from '../../core/time/parse-when.ts';
import type { Zone } from '../../core/time/zone.ts';

export const END_EXPECTED = 'an instant such as 2025-10-01T08:00+07:00, or a time such as 10m';

/** Where what is asked for ends: now, then, or so long ago; `undefined` when the text is none of these. */
export function parseEnd(text: string | undefined, zone: Zone): number | undefined {
  const nowMs = Date.now();
  return text === undefined ? nowMs : parseWhenMs(text, zone, nowMs);
}
