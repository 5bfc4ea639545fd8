import { Temporal } from 'temporal-polyfill';

/** `2026-10-05 08:00`, with seconds where it has some: it can be typed in again. */
export function renderTime(atMs: number, timeZone: string): string {
  if (!Number.isFinite(atMs)) return '…';
  const local = Temporal.Instant.fromEpochMilliseconds(Math.trunc(atMs)).toZonedDateTimeISO(timeZone);
  const smallestUnit = local.second === 0 && local.millisecond === 0 ? 'minute' : 'second';
  return local.toPlainDateTime().toString({ smallestUnit }).replace('T', ' ');
}
