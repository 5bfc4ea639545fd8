import type { Roster, Shift } from '../../core/domain/alert-settings.ts';
import { WEEKDAYS } from '../../core/time/calendar.ts';
import type { Draft, Report } from '../draft/draft.ts';
import { flawOfContact } from './alert-references.ts';

/** Somebody is on duty at every instant, and can be reached where messages go to whoever is on duty. */
export function checkAlertRosters(draft: Draft, report: Report): void {
  const { settings, settingsYaml } = draft;
  const { rosters = new Map<string, Roster>(), recipients } = settings?.alerts ?? {};
  const reached = new Set([...(recipients?.values() ?? [])].map(({ email }) => email?.roster));
  for (const roster of rosters.values()) {
    const path = ['alerts', 'rosters', roster.id];
    const use = reached.has(roster.id) ? 'reached' : 'named';
    const flaws = new Set(contactsOf(roster).flatMap((contact) => flawOfContact(contact, use, draft) ?? []));
    for (const flaw of flaws) report.problem(settingsYaml.problem(path, flaw));
    const gap = roster.otherwise === undefined ? firstGap(roster.shifts) : undefined;
    if (gap === undefined) continue;
    const expected = 'expected otherwise, or shifts without dates for every hour of the week';
    report.problem(settingsYaml.problem(path, `${expected}, got nobody from ${gap} on`));
  }
}

const contactsOf = ({ shifts, otherwise }: Roster): readonly string[] => [
  ...shifts.map(({ contact }) => contact),
  ...(otherwise === undefined ? [] : [otherwise]),
];

const MINUTES_PER_DAY = 24 * 60;
const MINUTES_PER_WEEK = WEEKDAYS.length * MINUTES_PER_DAY;

/** A time of the week from which on nobody is on, such as `sat 12:00`; what has dates ends some day. */
function firstGap(shifts: readonly Shift[]): string | undefined {
  const isCovered = new Uint8Array(MINUTES_PER_WEEK);
  for (const { days, fromMinute, toMinute, fromDate, toDate } of shifts) {
    if (fromDate !== undefined || toDate !== undefined) continue;
    const length = toMinute > fromMinute ? toMinute - fromMinute : toMinute + MINUTES_PER_DAY - fromMinute;
    for (const day of days) {
      const start = WEEKDAYS.indexOf(day) * MINUTES_PER_DAY + fromMinute;
      for (let minute = start; minute < start + length; minute++) isCovered[minute % MINUTES_PER_WEEK] = 1;
    }
  }
  if (!isCovered.includes(0)) return undefined;
  // Where somebody goes home and nobody comes: a gap over the end of the week begins before it.
  const begin = isCovered.findIndex((covered, minute) => covered === 0 && isCovered.at(minute - 1) === 1);
  const gap = Math.max(begin, 0);
  const twoDigits = (count: number) => String(count).padStart(2, '0');
  const minuteOfDay = gap % MINUTES_PER_DAY;
  return `${WEEKDAYS[Math.floor(gap / MINUTES_PER_DAY)]} ${twoDigits(Math.floor(minuteOfDay / 60))}:${twoDigits(minuteOfDay % 60)}`;
}
