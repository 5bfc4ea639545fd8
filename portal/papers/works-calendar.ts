import ical, { ICalEventStatus } from 'ical-generator';
import type { WorkListed } from './questions/list-works.ts';

/** Planned work as a calendar (RFC 5545), for whoever plans by one. */
export function worksCalendar(
  works: readonly WorkListed[],
  {
    name,
    nowMs,
    nameOf,
  }: { readonly name: string; readonly nowMs: number; readonly nameOf: (work: WorkListed) => string },
): string {
  const calendar = ical({ name, prodId: { company: 'camwatch', product: 'camwatch' } });
  for (const work of works)
    calendar.createEvent({
      id: `work-${work.id}@camwatch`,
      start: new Date(work.interval.fromMs),
      end: new Date(work.interval.toMs),
      stamp: new Date(nowMs),
      summary: nameOf(work),
      description: work.reason,
      status: work.state === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
  return calendar.toString();
}
