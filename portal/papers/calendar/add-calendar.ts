import type { Express } from 'express';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { parseParameters } from '../../api/parameters.ts';
import { searchOf } from '../../api/search-of.ts';
import { need } from '../../door/need.ts';
import { LookParameters } from '../../web/frame/look.ts';
import { renderCalendarPage } from '../../web/papers/calendar-page.ts';
import { orNotFound, type PapersOptions, pageFor, readerOf, sendPage } from '../at-papers.ts';
import { gatherDates, gatherDuties } from './gather-dates.ts';

/** The weeks that are told from today on. */
const WEEKS = 5;
/** Of the next days: two weeks of two turns a day. */
const MOST_DUTIES = 28;

/** The calendar as a page: of the month now the weeks to come, of another month all of it. */
export function addCalendar(app: Express, options: PapersOptions): void {
  const { papers, visitorOf, deskOf } = options;
  app.get('/calendar', need('see-contracts', visitorOf), async (request, response) => {
    const asked = parseParameters(searchOf(request), {
      ...LookParameters,
      month: z
        .string()
        .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'expected a month such as 2026-11')
        .optional(),
    });
    const who = readerOf(visitorOf(request));
    const { atMs, shown } = deskOf(request).sources.view();
    const { timeZone } = shown.settings.city;
    const today = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone).toPlainDate();
    const month =
      asked.month === undefined ? today.toPlainYearMonth() : Temporal.PlainYearMonth.from(asked.month);
    const isNow = month.equals(today.toPlainYearMonth());
    const from = isNow ? today : month.toPlainDate({ day: 1 });
    const to = isNow ? today.add({ weeks: WEEKS }) : from.add({ months: 1 });
    const within = {
      fromMs: from.toZonedDateTime(timeZone).epochMilliseconds,
      toMs: to.toZonedDateTime(timeZone).epochMilliseconds,
    };
    const dates = await orNotFound(gatherDates(papers, who));
    const path = asked.month === undefined ? '/calendar' : `/calendar?month=${asked.month}`;
    sendPage(
      response,
      renderCalendarPage(pageFor(request, path, options), {
        ...{ month, dates, listed: { from, to } },
        duties: gatherDuties(shown, who, within).slice(0, isNow ? MOST_DUTIES : undefined),
        hasDuties: who.scope === 'city' && (shown.settings.alerts?.rosters?.size ?? 0) > 0,
      }),
    );
  });
}
