import type { State } from '../../../core/domain/state.ts';
import { type HistoryDay, measured, worstOf } from '../../city/history.ts';
import { type Html, html } from '../frame/html.ts';
import { describeDuration, linkTo, type PageContext } from '../frame/page-context.ts';
import { listPath } from './facets.ts';

/** A device or line over time. */
export interface History {
  /** The last year, the latest last. */
  readonly days: readonly HistoryDay[];
  readonly chosen: HistoryDay;
  /** Of the page, which a day is chosen on. */
  readonly path: string;
}

const MONTH_DAYS = 31;
/** Of the drawings, in their own units. */
const [WIDTH, LABEL, BAR, ROW, CELL] = [960, 96, 34, 9, 26];
/** An outage of a minute must still be seen. */
const MIN_WIDTH = 3;
const MAX_NAMED = 31;

/** A day, a month and a year as pictures: outages are marks, and lead to their day; what nobody measured is not drawn as up. */
export function renderHistory(context: PageContext, history: History): Html {
  const { messages } = context;
  const { historyPage } = messages;
  const { days, chosen, path } = history;
  const at = days.indexOf(chosen);
  const step = (day: HistoryDay | undefined, word: string) =>
    day && html`<a href="${pathTo(context, path, day)}">${word}</a>`;
  return html`<section class="panel history" data-part="history" id="history">
<header><h2>${historyPage.heading}</h2></header>
<h3>${historyPage.day(dateOf(context, chosen))} <span class="steps">${step(days[at - 1], `← ${historyPage.earlier}`)} ${step(days[at + 1], `${historyPage.later} →`)}</span></h3>
${drawDay(context, chosen)}
<p class="small">${describeDay(context, chosen)}</p>
<h3>${historyPage.month}</h3>
${drawMonth(context, history)}
<h3>${historyPage.year}</h3>
${drawYear(context, history)}
${renderKey(context)}
${renderNamed(context, history)}
</section>`;
}

const dateOf = ({ formats }: PageContext, { fromMs }: HistoryDay): string => formats.date(fromMs);

const pathTo = (context: PageContext, path: string, { date }: HistoryDay): string =>
  `${linkTo(context, listPath(path, { day: date }))}#outages`;

/** `hoạt động 23 giờ, mất 1 giờ (2 lần)`. */
function describeDay(context: PageContext, { ms, outages }: HistoryDay): string {
  const { historyPage } = context.messages;
  const lasting = (value: number) => describeDuration(context, value);
  const parts = [
    ms.up > 0 && historyPage.up(lasting(ms.up)),
    ms.degraded > 0 && historyPage.degraded(lasting(ms.degraded)),
    ms.down > 0 && historyPage.down(lasting(ms.down), context.formats.count(outages)),
    ms.unknown > 0 && historyPage.unmeasured(lasting(ms.unknown)),
  ].filter((part) => part !== false);
  return parts.length === 0 ? historyPage.nothingMeasured : parts.join(' · ');
}

const HOURS = [0, 3, 6, 9, 12, 15, 18, 21, 24];

function drawDay(context: PageContext, day: HistoryDay): Html {
  const label = `${dateOf(context, day)}: ${describeDay(context, day)}`;
  const marks = HOURS.map((hour) => {
    const x = LABEL + ((WIDTH - LABEL) * hour) / 24;
    return html`<path class="tick" d="M${x} 0V${BAR + 4}"/><text x="${x}" y="${BAR + 16}" class="${hour === 0 ? 'at-start' : hour === 24 && 'at-end'}">${hour}</text>`;
  });
  return html`<svg class="over-time is-day" viewBox="0 0 ${WIDTH} ${BAR + 20}" role="img" aria-label="${label}">${marks}${drawStretches(context, day, { y: 2, height: BAR - 4 })}</svg>`;
}

/** Where in a drawing. */
interface Row {
  readonly y: number;
  readonly height: number;
  readonly left?: number;
  readonly width?: number;
}

/** What lasts longest first, so that outages are on top. */
const IN_FRONT: readonly State[] = ['unknown', 'up', 'degraded', 'down'];

/** The states of a time, side by side. */
export function drawStretches(
  context: PageContext,
  { segments, fromMs, toMs }: Pick<HistoryDay, 'segments' | 'fromMs' | 'toMs'>,
  { y, height, left = LABEL, width: room = WIDTH - LABEL }: Row,
): readonly Html[] {
  const scale = room / (toMs - fromMs);
  return segments
    .map((segment) => ({ ...segment, state: measured(segment.state) }))
    .toSorted((a, b) => IN_FRONT.indexOf(a.state) - IN_FRONT.indexOf(b.state))
    .map(({ state, ...segment }) => {
      const width = Math.max((segment.toMs - segment.fromMs) * scale, state === 'down' ? MIN_WIDTH : 0);
      const x = Math.min(left + (segment.fromMs - fromMs) * scale, left + room - width);
      const { messages, formats } = context;
      const word = state === 'unknown' ? messages.historyPage.unmeasuredWord : messages.states[state];
      return html`<rect class="is-${state}" x="${round(x)}" y="${y}" width="${round(width)}" height="${height}"><title>${word}: ${formats.time(segment.fromMs)} – ${formats.time(segment.toMs)}</title></rect>`;
    });
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** A row for each day. */
function drawMonth(context: PageContext, { days, path }: History): Html {
  const { messages, formats } = context;
  const shown = days.slice(-MONTH_DAYS);
  const rows = shown.map((day, place) => {
    const y = place * (ROW + 2);
    const bar = html`<text class="at-end ${(shown.length - 1 - place) % 5 !== 0 && 'is-minor'}" x="${LABEL - 8}" y="${y + ROW - 1}">${formats.date(day.fromMs).slice(0, 5)}</text>${drawStretches(context, day, { y, height: ROW })}`;
    return asLink(context, { day, path, content: bar });
  });
  return html`<svg class="over-time is-month" viewBox="0 0 ${WIDTH} ${shown.length * (ROW + 2)}" role="group" aria-label="${messages.historyPage.month}">${rows}</svg>`;
}

/** A row for each month, a cell for each day. */
function drawYear(context: PageContext, { days, path }: History): Html {
  const { historyPage } = context.messages;
  const months = [...Map.groupBy(days, ({ date }) => date.slice(0, 7))];
  const rows = months.map(([month, own], place) => {
    const y = place * CELL;
    const name = `${historyPage.months[Number(month.slice(5)) - 1] ?? ''} ${month.slice(2, 4)}`;
    const cells = own.map((day) => drawCell(context, { day, path, y }));
    return html`<text class="at-end ${(months.length - 1 - place) % 2 !== 0 && 'is-minor'}" x="${LABEL - 8}" y="${y + CELL - 9}">${name}</text>${cells}`;
  });
  return html`<svg class="over-time is-year" viewBox="0 0 ${WIDTH} ${months.length * CELL}" role="group" aria-label="${historyPage.year}">${rows}</svg>`;
}

function drawCell(
  context: PageContext,
  { day, path, y }: { day: HistoryDay; path: string; y: number },
): Html {
  const width = (WIDTH - LABEL) / MONTH_DAYS;
  const number = Number(day.date.slice(8));
  const x = LABEL + (number - 1) * width;
  const state = worstOf(day);
  const title = `${dateOf(context, day)}: ${describeDay(context, day)}`;
  const content = html`<rect class="${state === undefined ? 'is-none' : `is-${state}`}" x="${round(x)}" y="${y}" width="${round(width - 2)}" height="${CELL - 3}" rx="2"><title>${title}</title></rect>${state === 'down' && html`<text class="mark" x="${round(x + width / 2 - 1)}" y="${y + CELL - 9}">${number}</text>`}`;
  return asLink(context, { day, path, content });
}

/** Only what has outages leads to them. */
const asLink = (
  context: PageContext,
  { day, path, content }: { readonly day: HistoryDay; readonly path: string; readonly content: Html },
): Html =>
  day.outages === 0
    ? content
    : html`<a href="${pathTo(context, path, day)}" aria-label="${dateOf(context, day)}: ${describeDay(context, day)}">${content}</a>`;

const KEY: readonly State[] = ['up', 'degraded', 'down', 'unknown'];

const renderKey = ({ messages }: PageContext): Html =>
  html`<ul class="key">${KEY.map((state) => html`<li><svg class="over-time" viewBox="0 0 12 12" aria-hidden="true"><rect class="is-${state}" width="12" height="12"/></svg>${state === 'unknown' ? messages.historyPage.unmeasuredWord : messages.states[state]}</li>`)}</ul>`;

/** The same as text, for print and for whoever does not see the pictures. */
function renderNamed(context: PageContext, { days, path }: History): Html {
  const { messages, formats } = context;
  const { historyPage } = messages;
  const named = days.filter(({ outages }) => outages > 0).toReversed();
  const rest = named.length - MAX_NAMED;
  return html`<details data-key="days"><summary>${historyPage.withOutages}: ${formats.count(named.length)}</summary>${named.length === 0 && html`<p class="quiet">${historyPage.noOutages}</p>`}<ul class="named">${named.slice(0, MAX_NAMED).map((day) => html`<li><a href="${pathTo(context, path, day)}">${dateOf(context, day)}</a> ${describeDay(context, day)}</li>`)}</ul>${rest > 0 && html`<p class="rest">${messages.andMore(formats.count(rest))}</p>`}</details>`;
}
