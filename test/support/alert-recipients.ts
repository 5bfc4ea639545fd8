import type { AlertRecipient, Roster, Shift } from '#core/domain/alert-settings.ts';
import { type DayWindow, WEEKDAYS } from '#core/time/calendar.ts';

export const HANOI_ZONE = 'Asia/Ho_Chi_Minh';

/** `2026-11-25 07:00` by the clock of Hanoi, a Wednesday. */
export const inHanoi = (text: string): number => Date.parse(`${text.replace(' ', 'T')}+07:00`);

export const clockOfHanoi = (atMs: number): string =>
  new Date(atMs + 7 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

/** Somebody who is told everything at once, with whatever the test cares about. */
export function recipient(id: string, given: Partial<AlertRecipient> = {}): AlertRecipient {
  return {
    id,
    name: id,
    language: 'vi',
    email: { addresses: [`${id}@example.org`], contacts: [] },
    filter: {},
    always: ['critical'],
    mostPerHour: 20,
    escalation: [],
    ...given,
  };
}

export const recipientsOf = (...recipients: readonly AlertRecipient[]): ReadonlyMap<string, AlertRecipient> =>
  new Map(recipients.map((one) => [one.id, one]));

/** `07:00-19:00`, on all days or some. */
export function hoursOf(text: string, days: DayWindow['days'] = WEEKDAYS): DayWindow {
  const [fromMinute = 0, toMinute = 0] = text.split('-').map((clock) => {
    const [hour = 0, minute = 0] = clock.split(':').map(Number);
    return hour * 60 + minute;
  });
  return { days, fromMinute, toMinute };
}

export const shift = (contact: string, hours: string, given: Partial<Shift> = {}): Shift => ({
  contact,
  ...hoursOf(hours),
  ...given,
});

export const rosterOf = (shifts: readonly Shift[], otherwise?: string): Roster => ({
  id: 'desk',
  shifts,
  ...(otherwise !== undefined && { otherwise }),
});
