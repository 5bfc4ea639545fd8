import { days, hours, minutes, seconds } from '../../core/time/units.ts';

const UNIT_MS: Readonly<Record<string, number>> = {
  s: seconds(1),
  m: minutes(1),
  h: hours(1),
  d: days(1),
  w: days(7),
};

/**
 * An instant as a dashboard writes it (`now`, `now-6h`, `now-1M/M`), in epoch ms. Whole days, months and years are those
 * of UTC; `undefined` where it is no such text.
 */
export function parseRelativeTime(text: string, nowMs: number, edge: 'from' | 'to'): number | undefined {
  const [whole, sign, count = '1', unit = '', rounded] =
    /^now(?:([+-])(\d+)([smhdwMy]))?(?:\/([smhdwMy]))?$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const movedMs = sign === undefined ? nowMs : move(nowMs, Number(`${sign}${count}`), unit);
  if (rounded === undefined) return movedMs;
  const beginMs = beginOf(movedMs, rounded);
  return edge === 'from' ? beginMs : move(beginMs, 1, rounded) - 1;
}

/** Length of a text such as `1h`, which a panel may have instead of the dashboard's range. */
export const parseSpan = (text: string, nowMs: number): number | undefined => {
  const fromMs = parseRelativeTime(text.startsWith('now') ? text : `now-${text}`, nowMs, 'from');
  return fromMs === undefined ? undefined : nowMs - fromMs;
};

function move(atMs: number, count: number, unit: string): number {
  const unitMs = UNIT_MS[unit];
  if (unitMs !== undefined) return atMs + count * unitMs;
  const date = new Date(atMs);
  return date.setUTCMonth(date.getUTCMonth() + count * (unit === 'y' ? 12 : 1));
}

function beginOf(atMs: number, unit: string): number {
  const date = new Date(atMs);
  if (unit === 'y') return Date.UTC(date.getUTCFullYear(), 0);
  if (unit === 'M') return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
  if (unit === 'w') {
    const sinceMonday = (date.getUTCDay() + 6) % 7;
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() - sinceMonday);
  }
  const unitMs = UNIT_MS[unit] ?? 1;
  return Math.floor(atMs / unitMs) * unitMs;
}
