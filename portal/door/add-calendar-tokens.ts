import { AccountError } from '../../accounts/account-error.ts';
import { addToken, endToken } from '../../accounts/actions/tokens.ts';
import { ownName } from '../../accounts/own-name.ts';
import { calendarSectionTexts } from '../web/calendar-section.ts';
import type { AddAct } from './account-act.ts';
import { readForm } from './door-forms.ts';
import type { DoorOptions } from './door-options.ts';
import type { ShowAccount } from './send-account-page.ts';

const MOST_CALENDARS = 10;
const MOST_NAME = 80;
/** A calendar program is set up once a year. */
const GOOD_DAYS = 366;

/** Addresses by which calendar programs read one's own calendar: each shown once, and ended one by one. */
export function addCalendarTokens(add: AddAct, show: ShowAccount, options: DoorOptions): void {
  const { accountsAs, languageOf, pageUrl, placeOf } = options;
  const ownOf = (account: string) =>
    accountsAs('portal')
      .store.tokens.listOf(account)
      .filter(({ right }) => right === 'see-calendar');

  add('calendar/add', readForm, async ({ request, response, form, inmate }) => {
    const { id } = inmate.account;
    const name = ownName(form.name, MOST_NAME);
    const texts = { en: calendarSectionTexts('en'), vi: calendarSectionTexts('vi') };
    if (name === undefined)
      throw new AccountError('OWN_SETTING_REFUSED', { en: texts.en.noName, vi: texts.vi.noName });
    if (ownOf(id).length >= MOST_CALENDARS)
      throw new AccountError('OWN_SETTING_REFUSED', { en: texts.en.tooMany, vi: texts.vi.tooMany });
    const { secret } = await addToken(accountsAs(id), {
      ...{ account: id, name, right: 'see-calendar', days: GOOD_DAYS },
    });
    const place = placeOf(request);
    const origin = pageUrl() ?? (place.is === 'here' ? place.address.origin : place.url);
    const path = `/calendar/${secret}.ics?lang=${languageOf(request)}`;
    show(request, response, inmate, { newCalendar: new URL(path, origin).href });
    return true;
  });

  add('calendar/end', readForm, async ({ form, inmate }) => {
    const { id } = inmate.account;
    // Its own alone, and none that lets a program do more.
    if (ownOf(id).some((token) => token.id === form.secret)) await endToken(accountsAs(id), form.secret);
  });
}
