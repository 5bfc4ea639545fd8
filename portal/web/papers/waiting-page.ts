import { Temporal } from 'temporal-polyfill';
import { dateText } from '../../../core/language/date-text.ts';
import type { Waiting, WaitingMatter } from '../../papers/gather-waiting.ts';
import { type Html, html } from '../frame/html.ts';
import { describeDuration, linkTo, type PageContext } from '../frame/page-context.ts';
import { renderLayout } from '../layout.ts';
import { handoverTexts } from '../messages/handover-texts.ts';
import { waitingTexts } from '../messages/waiting-texts.ts';
import { titleOf } from './describe-date.ts';
import { HANDOVERS_PATH } from './handovers-page.ts';
import { lettersPath } from './letters-page.ts';
import type { PaperPage } from './paper-page.ts';
import { planTexts } from './plan-names.ts';

const MOST_MATTERS = 30;
const DAY_MS = 86_400_000;

/** What waits for whoever looks, what is overdue first. The start page has its list. */
export function renderWaitingPage({ context }: PaperPage, waiting: Waiting): Html {
  const texts = waitingTexts(context.messages.language);
  const matters = waiting.matters
    .slice(0, MOST_MATTERS)
    .map((matter) => renderMatter(context, matter, waiting.nowMs));
  const rest = waiting.matters.length - MOST_MATTERS;
  const lines = [...matters, ...renderCounts(context, waiting)];
  return renderLayout(
    context,
    texts.heading,
    html`<section class="panel waiting" data-part="waiting"><header><h2>${texts.heading}</h2></header><div data-charts>${
      lines.length === 0
        ? html`<p class="quiet">${texts.none}</p>`
        : html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`
    }${rest > 0 && html`<p class="rest"><a href="${linkTo(context, '/calendar')}">${context.messages.andMore(context.formats.count(rest))}</a></p>`}</div></section>`,
  );
}

function renderMatter(context: PageContext, { dated, dueMs }: WaitingMatter, nowMs: number): Html {
  const { language } = context.messages;
  const title = html`<a href="${linkTo(context, dated.path)}">${titleOf(dated, language)}</a>`;
  if ('date' in dated.when) return html`${title} ${renderDays(context, dated.when.date, nowMs)}`;
  return html`${title} ${renderLeft(context, dueMs - nowMs)}`;
}

/** A deadline of an instant, in hours where it is near. */
function renderLeft(context: PageContext, leftMs: number): Html {
  const texts = waitingTexts(context.messages.language);
  const time = describeDuration(context, Math.abs(leftMs));
  return leftMs < 0
    ? html`<b class="clock is-late">${texts.overdue(time)}</b>`
    : html`<b class="${leftMs < DAY_MS && 'clock is-late'}">${texts.left(time)}</b>`;
}

/** A deadline of a day is over with the day. */
function renderDays(context: PageContext, date: string, nowMs: number): Html {
  const { formats, messages } = context;
  const texts = waitingTexts(messages.language);
  const today = Temporal.PlainDate.from(formats.iso(nowMs).slice(0, 10));
  const left = today.until(Temporal.PlainDate.from(date), { largestUnit: 'day' }).days;
  if (left === 0) return html`<b class="clock is-late">${texts.today}</b>`;
  const time = texts.days(formats.count(Math.abs(left)));
  return left < 0
    ? html`<b class="clock is-late">${texts.overdue(time)}</b>`
    : html`<b>${texts.left(time)}</b>`;
}

/** What is counted, and not due one by one. */
function renderCounts(context: PageContext, { toIssue, plan, nowMs }: Waiting): readonly Html[] {
  const { formats, messages } = context;
  const { language } = messages;
  const texts = waitingTexts(language);
  const { handIn } = planTexts(language);
  const {
    forms,
    report,
    letters = 0,
    lettersYear,
    opinions = 0,
    asked,
    opinionDays = 0,
    handovers = 0,
  } = plan ?? {};
  const link = (path: string, text: string) => html`<a href="${linkTo(context, path)}">${text}</a>`;
  const isOwnDone = forms?.own === 'complete' || forms?.own === 'nothing-to-report';
  const formsPath = `/plan/forms?year=${forms?.year}`;
  const ofForms = (): Html[] => {
    if (!forms) return [];
    const { year, untilDate, missing, total, own } = forms;
    const [number, day] = [String(year), dateText(untilDate)];
    const left = renderDays(context, untilDate, nowMs);
    if (own !== undefined)
      return isOwnDone ? [] : [html`${link(formsPath, texts.ownForm(handIn[own], number, day))} ${left}`];
    if (missing === 0) return [];
    const text = texts.forms(formats.count(missing), formats.count(total), number, day);
    return [html`${link(formsPath, text)} ${left}`];
  };
  return [
    ...(toIssue > 0 ? [link('/statements?state=draft', texts.toIssue(formats.count(toIssue)))] : []),
    ...ofForms(),
    ...(letters > 0 && lettersYear !== undefined
      ? [link(lettersPath(lettersYear), texts.letters(formats.count(letters)))]
      : []),
    ...(handovers > 0 ? [link(HANDOVERS_PATH, handoverTexts(language).asked(formats.count(handovers)))] : []),
    ...(opinions > 0
      ? [link('/plan/registers/site', texts.opinions(formats.count(opinions), formats.count(opinionDays)))]
      : []),
    ...(asked && asked.sites > 0
      ? [link('/plan#waiting', texts.asked(formats.count(asked.sites), formats.count(asked.days)))]
      : []),
    ...(report && formats.iso(nowMs).slice(0, 10) <= report.untilDate
      ? [
          html`${link('/reports', texts.report(String(report.year), dateText(report.untilDate)))} ${renderDays(context, report.untilDate, nowMs)}`,
        ]
      : []),
  ];
}
