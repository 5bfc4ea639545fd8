import ical, { ICalEventStatus } from 'ical-generator';
import { Temporal } from 'temporal-polyfill';
import { hours } from '../../../core/time/units.ts';

/** What a calendar program is told of one matter. */
export interface CalendarEvent {
  /** The same for as long as it is the same matter. */
  readonly id: string;
  /** A whole day, an instant, or a stretch. */
  readonly when: { readonly fromMs: number; readonly toMs: number } | { readonly date: string };
  readonly title: string;
  readonly text?: string | undefined;
  readonly isOff: boolean;
  readonly changedMs?: number | undefined;
  /** Where more of it is to be seen. */
  readonly url?: string | undefined;
}

export interface CalendarOptions {
  readonly name: string;
  readonly timeZone: string;
  readonly nowMs: number;
}

/** As iCalendar (RFC 5545), by the clock of the city. What is off is told as cancelled. */
export function calendarFile(
  events: readonly CalendarEvent[],
  { name, timeZone, nowMs }: CalendarOptions,
): string {
  const zone = steadyZone(events, timeZone);
  const calendar = ical({
    ...{ name, prodId: { company: 'camwatch', product: 'camwatch' }, ttl: hours(1) / 1_000 },
    // Named by each event: with one of the calendar, stamps would be no instants.
    ...(zone !== undefined && { timezone: { name: null, generator: () => zone } }),
  });
  for (const { id, when, title, text, isOff, changedMs, url } of events)
    calendar.createEvent({
      id: `${id}@camwatch`,
      ...timesOf(when, zone === undefined ? 'UTC' : timeZone),
      ...(zone !== undefined && !('date' in when) && { timezone: timeZone }),
      // By it a program tells which of two is the later one.
      stamp: new Date(changedMs ?? nowMs),
      ...(changedMs !== undefined && { lastModified: new Date(changedMs) }),
      sequence: isOff ? 1 : 0,
      summary: title,
      ...(text !== undefined && { description: text }),
      ...(url !== undefined && { url }),
      status: isOff ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
  // Each line ends so, the last one too.
  return `${calendar.toString().trimEnd()}\r\n`;
}

function timesOf(when: CalendarEvent['when'], timeZone: string) {
  if ('date' in when) {
    const start = Temporal.PlainDate.from(when.date);
    return { start, end: start.add({ days: 1 }), allDay: true };
  }
  const start = wallTime(when.fromMs, timeZone);
  return when.toMs > when.fromMs ? { start, end: wallTime(when.toMs, timeZone) } : { start };
}

const wallTime = (atMs: number, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone);

/** The zone as a program reads it; `undefined` where its clock is put forward or back within the calendar: times are those of UTC then. */
function steadyZone(events: readonly CalendarEvent[], timeZone: string): string | undefined {
  const times = events.flatMap(({ when }) => ('date' in when ? [] : [when.fromMs, when.toMs]));
  const [first = 0, last = 0] = [
    times.reduce((a, b) => Math.min(a, b), times[0] ?? 0),
    times.reduce((a, b) => Math.max(a, b), times[0] ?? 0),
  ];
  const start = wallTime(first, timeZone);
  const change = start.getTimeZoneTransition('next');
  if (change && change.epochMilliseconds <= last) return undefined;
  const offset = start.offset.replace(':', '');
  return [
    ...['BEGIN:VTIMEZONE', `TZID:${timeZone}`, 'BEGIN:STANDARD', 'DTSTART:19700101T000000'],
    ...[`TZOFFSETFROM:${offset}`, `TZOFFSETTO:${offset}`, 'END:STANDARD', 'END:VTIMEZONE'],
  ].join('\r\n');
}
