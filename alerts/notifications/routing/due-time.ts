import type { AlertRecipient } from '../../../core/domain/alert-settings.ts';
import type { Severity } from '../../../ledger/record/incidents/incident-event.ts';
import { createOpenHours, dateAt, midnightMs } from './city-time.ts';

/** When a message is sent: at once, or held until its recipient wants one, with what else came by then. */
export interface Due {
  readonly state: 'waiting' | 'held';
  readonly dueMs: number;
}

export interface DueTime {
  readonly newsAt: (atMs: number, severity: Severity) => Due;
  /** What nobody acknowledged waits for hours, and for no digest. */
  readonly escalationAt: (atMs: number, severity: Severity) => Due;
}

export function createDueTime(
  { hours, digestMs, always }: Pick<AlertRecipient, 'hours' | 'digestMs' | 'always'>,
  timeZone: string,
): DueTime {
  const open = createOpenHours(hours, timeZone);
  const hold = (atMs: number, dueMs: number): Due => ({ state: dueMs > atMs ? 'held' : 'waiting', dueMs });
  const within = (wantedMs: (atMs: number) => number) => (atMs: number, severity: Severity) =>
    hold(atMs, always.includes(severity) ? atMs : open.nextOpenMs(wantedMs(atMs)));
  return {
    newsAt: within((atMs) => (digestMs === undefined ? atMs : nextDigestMs(atMs, digestMs, timeZone))),
    escalationAt: within((atMs) => atMs),
  };
}

/** The next of those that are so far apart, counted from midnight, or from the Monday of the week where it is more than a day. */
function nextDigestMs(atMs: number, digestMs: number, timeZone: string): number {
  const date = dateAt(atMs, timeZone);
  const isWithinDay = digestMs <= DAY_MS;
  const first = isWithinDay ? date : date.subtract({ days: date.dayOfWeek - 1 });
  const startMs = midnightMs(first, timeZone);
  const nextStartMs = midnightMs(first.add({ days: isWithinDay ? 1 : 7 }), timeZone);
  const passed = Math.floor((atMs - startMs) / digestMs) + 1;
  return Math.min(startMs + passed * digestMs, nextStartMs);
}

const DAY_MS = 86_400_000;
