import type { NoticeWishes } from '../../accounts/notices.ts';
import { createOpenHours, type OpenHours } from '../../alerts/notifications/routing/city-time.ts';
import type { Shown } from '../city/city-view.ts';

/** When somebody wants to be told, by the clock of the city; holidays are those of all of its calendars. */
export function noticeHours(
  { hours }: Pick<NoticeWishes, 'hours'>,
  { settings, inventory }: Shown,
): OpenHours {
  const holidays =
    hours?.isOffOnHolidays === true
      ? [...inventory.calendars.values()].flatMap((calendar) => calendar.holidays)
      : [];
  return createOpenHours(hours && [hours], settings.city.timeZone, holidays);
}
