import { Temporal } from 'temporal-polyfill';
import type { Interval } from '../../../core/time/intervals.ts';
import type { Duty } from '../../papers/calendar/gather-dates.ts';
import type { Dated } from '../../papers/questions/list-dates.ts';
import { type Html, html } from '../frame/html.ts';
import { clip, linkTo, type PageContext } from '../frame/page-context.ts';
import { renderLayout } from '../layout.ts';
import { calendarTexts } from '../messages/calendar-texts.ts';
import { dutyTitle, titleOf } from './describe-date.ts';
import { type PaperPage, partyName } from './paper-page.ts';

export interface CalendarShown {
  readonly month: Temporal.PlainYearMonth;
  readonly dates: readonly Dated[];
  /** Of the days of the list. */
  readonly duties: readonly Duty[];
  readonly hasDuties: boolean;
  /** From when to before when the list goes: the weeks to come, or another month. */
  readonly listed: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate };
}

const MOST_IN_DAY = 3;
const MOST_LISTED = 300;

/** A month as a table of days, the weeks to come as a list, and who is on duty. */
export function renderCalendarPage({ context }: PaperPage, shown: CalendarShown): Html {
  const texts = calendarTexts(context.messages.language);
  const { month, hasDuties } = shown;
  const path = (to: Temporal.PlainYearMonth) => linkTo(context, `/calendar?month=${to}`);
  return renderLayout(
    context,
    texts.heading,
    html`<section class="panel month" data-part="month"><header><h2>${texts.month(texts.months[month.month - 1] ?? '', String(month.year))}</h2>
<p><a href="${path(month.subtract({ months: 1 }))}">${texts.before}</a> · <a href="${path(month.add({ months: 1 }))}">${texts.after}</a></p></header>
<p class="small">${texts.about} <a href="${linkTo(context, '/account')}#calendar">${texts.own}</a></p>
${renderMonth(context, shown)}</section>
${renderList(context, shown)}
${hasDuties && renderDuties(context, shown)}`,
  );
}

function renderMonth(context: PageContext, { month, dates }: CalendarShown): Html {
  const texts = calendarTexts(context.messages.language);
  const first = month.toPlainDate({ day: 1 });
  const last = month.toPlainDate({ day: month.daysInMonth });
  const start = first.subtract({ days: first.dayOfWeek - 1 });
  const weeks = Math.ceil((start.until(last).days + 1) / 7);
  const today = dateAt(context, context.view.atMs);
  const byDay = Map.groupBy(
    dates.flatMap((dated) => daysOf(context, dated, start, start.add({ days: weeks * 7 }))),
    ({ day }) => day,
  );
  const cell = (day: Temporal.PlainDate): Html => {
    const own = byDay.get(day.toString()) ?? [];
    const rest = own.length - MOST_IN_DAY;
    return html`<td class="${day.month !== month.month && 'is-other'}${day.equals(today) && ' is-today'}"><b>${day.day}</b>${own.slice(0, MOST_IN_DAY).map(({ dated }) => renderShort(context, dated))}${rest > 0 && html`<span class="small">+${rest}</span>`}</td>`;
  };
  return html`<div class="scroll"><table class="calendar"><thead><tr>${texts.weekdays.map((name, day) => html`<th scope="col"><abbr title="${name}">${texts.shortWeekdays[day]}</abbr><span>${name}</span></th>`)}</tr></thead>
<tbody>${Array.from({ length: weeks }, (_, week) => html`<tr>${Array.from({ length: 7 }, (_, day) => cell(start.add({ days: week * 7 + day })))}</tr>`)}</tbody></table></div>`;
}

function renderShort(context: PageContext, dated: Dated): Html {
  const title = titleOf(dated, context.messages.language);
  const link = html`<a class="entry" href="${linkTo(context, dated.path)}" title="${title}">${clip(title, 60)}</a>`;
  return dated.isOff ? html`<del>${link}</del>` : link;
}

function renderList(context: PageContext, { dates, listed }: CalendarShown): Html {
  const texts = calendarTexts(context.messages.language);
  const due = dates
    .flatMap((dated) => daysOf(context, dated, listed.from, listed.to).slice(0, 1))
    .sort((a, b) => (a.day === b.day ? startOf(a.dated) - startOf(b.dated) : a.day < b.day ? -1 : 1));
  const rest = due.length - MOST_LISTED;
  return html`<section class="panel table calendar-list" data-part="dates"><header><h2>${texts.list}</h2><p>${dateText(context, listed.from)} – ${dateText(context, listed.to.subtract({ days: 1 }))}</p></header>
${
  due.length === 0
    ? html`<p class="quiet">${texts.none}</p>`
    : html`<div class="scroll"><table class="stack"><thead><tr>${texts.head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>${due.slice(0, MOST_LISTED).map(({ day, dated }) => renderRow(context, day, dated))}</tbody></table></div>`
}
${rest > 0 && html`<p class="rest">${context.messages.andMore(context.formats.count(rest))}</p>`}</section>`;
}

function renderRow(context: PageContext, day: string, dated: Dated): Html {
  const { formats, messages } = context;
  const texts = calendarTexts(messages.language);
  const [, ofTime, , ofWhose] = texts.head;
  const { when, whose, isOff, kind, text } = dated;
  const time = 'date' in when ? '–' : timeText(context, when);
  const title = html`<a href="${linkTo(context, dated.path)}">${titleOf(dated, messages.language)}</a>`;
  return html`<tr><td><b>${dayText(context, Temporal.PlainDate.from(day))}</b></td><td data-label="${ofTime}">${time}</td><td class="wide">${isOff ? html`<del>${title}</del> ${texts.off}` : title}${kind === 'work' && text !== undefined && html`<br><span>${clip(text, 200)}</span>`}</td><td data-label="${ofWhose}">${whose.length === 0 ? texts.everybody : whose.slice(0, MOST_IN_DAY).map((party, index) => html`${index > 0 && ', '}${partyName(context, party)}`)}${whose.length > MOST_IN_DAY && html` ${messages.andMore(formats.count(whose.length - MOST_IN_DAY))}`}</td></tr>`;
}

/** The day stands beside it. */
function timeText({ formats }: PageContext, { fromMs, toMs }: Interval): string {
  const from = formats.shortTime(fromMs, fromMs);
  if (toMs === fromMs) return from;
  return formats.date(fromMs) === formats.date(toMs)
    ? `${from}–${formats.shortTime(toMs, toMs)}`
    : formats.range(fromMs, toMs);
}

function renderDuties(context: PageContext, { duties }: CalendarShown): Html {
  const { formats, messages, view } = context;
  const texts = calendarTexts(messages.language);
  return html`<section class="panel table duties" data-part="duties"><header><h2>${texts.duty}</h2></header>
${
  duties.length === 0
    ? html`<p class="quiet">${texts.noDuty}</p>`
    : html`<ul class="turns">${duties.slice(0, MOST_LISTED).map((duty) => html`<li${duty.fromMs <= view.atMs && view.atMs < duty.toMs && html` class="is-today"`}>${formats.range(duty.fromMs, duty.toMs)} <b>${dutyTitle(duty, view.shown.inventory, messages.language)}</b></li>`)}</ul>`
}</section>`;
}

/** The days on which something is, of those that are shown. */
function daysOf(
  context: PageContext,
  dated: Dated,
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
): readonly { readonly day: string; readonly dated: Dated }[] {
  const { when } = dated;
  const [first, last] =
    'date' in when
      ? [Temporal.PlainDate.from(when.date), Temporal.PlainDate.from(when.date)]
      : [dateAt(context, when.fromMs), dateAt(context, Math.max(when.fromMs, when.toMs - 1))];
  const days: { day: string; dated: Dated }[] = [];
  let day = Temporal.PlainDate.compare(first, from) < 0 ? from : first;
  for (; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    if (Temporal.PlainDate.compare(day, to) >= 0) break;
    days.push({ day: day.toString(), dated });
  }
  return days;
}

const startOf = ({ when }: Dated): number => ('date' in when ? 0 : when.fromMs);

const dateAt = ({ view }: PageContext, atMs: number): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(atMs)
    .toZonedDateTimeISO(view.shown.settings.city.timeZone)
    .toPlainDate();

const dateText = ({ formats, view }: PageContext, date: Temporal.PlainDate): string =>
  formats.date(date.toZonedDateTime(view.shown.settings.city.timeZone).epochMilliseconds);

const dayText = (context: PageContext, date: Temporal.PlainDate): string => {
  const { weekdays, day } = calendarTexts(context.messages.language);
  return day(weekdays[date.dayOfWeek - 1] ?? '', dateText(context, date));
};
