import { parseDurationMs } from '../../core/time/units.ts';

/** Reads `90s`, `10m`, `2h30m`, `0s`; `undefined` when the text is none of these. */
export function parseSpanMs(text: string): number | undefined {
  if (!/^(?:\d+[a-z]+)+$/.test(text)) return undefined;
  let sumMs = 0;
  for (const part of text.match(/\d+[a-z]+/g) ?? []) {
    const partMs = parseDurationMs(part);
    if (partMs === undefined) return undefined;
    sumMs += partMs;
  }
  return Number.isSafeInteger(sumMs) ? sumMs : undefined;
}
