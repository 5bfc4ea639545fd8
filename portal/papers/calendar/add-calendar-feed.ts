import type { Express, Request } from 'express';
import type { Door } from '../../../accounts/actions/account-context.ts';
import { whichToken } from '../../../accounts/actions/tokens.ts';
import type { Language } from '../../../core/language/language.ts';
import { nameIn } from '../../../core/language/name-in.ts';
import { days } from '../../../core/time/units.ts';
import { RequestError } from '../../api/request-error.ts';
import type { Shown } from '../../city/city-view.ts';
import { calendarTexts } from '../../web/messages/calendar-texts.ts';
import { dutyTitle, titleOf } from '../../web/papers/describe-date.ts';
import { nameParty } from '../../web/papers/paper-page.ts';
import { orNotFound, readerOf } from '../at-papers.ts';
import type { PaperDesk } from '../paper-desk.ts';
import type { Dated } from '../questions/list-dates.ts';
import { type CalendarEvent, calendarFile } from './calendar-file.ts';
import { type Duty, gatherDates, gatherDuties } from './gather-dates.ts';

export interface CalendarFeedOptions {
  readonly papers: PaperDesk;
  readonly door: Door;
  readonly shown: () => Shown;
  readonly languageOf: (request: Request) => Language;
  readonly nowMs: () => number;
}

const FILE = /^(?<secret>[\w-]{20,100})\.ics$/;
const DUTIES_BEFORE_MS = days(7);
const DUTIES_AFTER_MS = days(60);

/** The calendar of an account for programs that cannot log in: by an address that has a token in it, good for this alone. */
export function addCalendarFeed(
  app: Express,
  { papers, door, shown, languageOf, nowMs }: CalendarFeedOptions,
): void {
  app.get('/calendar/:file', async (request, response) => {
    const { secret = '' } = FILE.exec(request.params.file)?.groups ?? {};
    const found = whichToken(door, secret);
    if (found?.token.right !== 'see-calendar')
      throw new RequestError('PORTAL_NOT_FOUND', 'there is no such calendar, or its address was ended');
    const who = readerOf({ account: found.account });
    const [now, language, atMs] = [shown(), languageOf(request), nowMs()];
    const dates = await orNotFound(gatherDates(papers, who));
    const duties = gatherDuties(now, who, { fromMs: atMs - DUTIES_BEFORE_MS, toMs: atMs + DUTIES_AFTER_MS });
    const { city, alerts } = now.settings;
    const events = [
      ...dates.map((dated) => eventOf(dated, now, language)),
      ...duties.map((duty) => eventOfDuty(duty, now, language)),
    ].map((event) => ({
      ...event,
      ...(alerts?.pageUrl !== undefined && { url: new URL(event.url ?? '/calendar', alerts.pageUrl).href }),
    }));
    const { heading, file } = calendarTexts(language);
    const name = `${heading} · ${nameIn(language, city)}`;
    response
      .attachment(`${file}.ics`)
      .type('text/calendar')
      .send(calendarFile(events, { name, timeZone: city.timeZone, nowMs: atMs }));
  });
}

function eventOf(dated: Dated, { inventory }: Shown, language: Language): CalendarEvent {
  const { id, when, isOff, changedMs, path, text, whose, kind } = dated;
  const names = whose.map((party) => nameParty(party, inventory, language)).join(', ');
  const lines = [...(names === '' ? [] : [names]), ...(kind === 'work' && text !== undefined ? [text] : [])];
  return {
    ...{ id, when, title: titleOf(dated, language), isOff, url: path },
    ...(lines.length > 0 && { text: lines.join('\n') }),
    ...(changedMs !== undefined && { changedMs }),
  };
}

function eventOfDuty(duty: Duty, { inventory }: Shown, language: Language): CalendarEvent {
  const { roster, fromMs, toMs } = duty;
  const title = dutyTitle(duty, inventory, language);
  return { id: `duty-${roster}-${fromMs}`, when: { fromMs, toMs }, title, isOff: false };
}
