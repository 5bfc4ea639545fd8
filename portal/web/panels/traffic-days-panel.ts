import { computePercentile, shareFrom } from '../../../availability/traffic/p95.ts';
import type { TrafficDay } from '../../../core/domain/traffic.ts';
import { type Html, html } from '../frame/html.ts';
import { describeP95 } from '../frame/p95-words.ts';
import type { PageContext } from '../frame/page-context.ts';

/** How many days are shown, the present one included. */
export const SHOWN_DAYS = 31;
/** From this share of the capacity on a line counts as busy. */
const BUSY_PERCENT = 90;

/** What a link carried by day, from the ledger: P95 of either direction, how long it was busy, how much it moved. */
export function renderTrafficDays(context: PageContext, days: readonly TrafficDay[]): Html {
  const { messages, formats } = context;
  const { linkPage } = messages;
  const byDate = [...Map.groupBy(days, ({ date }) => date)].sort(([a], [b]) => (a < b ? 1 : -1));
  return html`<section class="panel table traffic-days" data-part="days">
<header><h2>${linkPage.days(formats.count(SHOWN_DAYS))}</h2><p>${linkPage.p95Hint}</p></header>
${byDate.length === 0 && html`<p class="quiet">${linkPage.noDays}</p>`}
${
  byDate.length > 0 &&
  html`<div class="scroll"><table><thead><tr><th scope="col">${linkPage.day}</th><th scope="col" class="number">P95 · ${linkPage.incoming}</th><th scope="col" class="number">P95 · ${linkPage.outgoing}</th><th scope="col" class="number">${linkPage.busyShare}</th><th scope="col" class="number">${linkPage.volume}</th><th scope="col" class="number">${linkPage.samples}</th></tr></thead>
<tbody>${byDate.map(([date, ofDate]) => renderDay(context, date, ofDate))}</tbody></table></div>`
}
</section>`;
}

function renderDay(context: PageContext, date: string, days: readonly TrafficDay[]): Html {
  const { formats } = context;
  const incoming = days.filter(({ direction }) => direction === 'in');
  const outgoing = days.filter(({ direction }) => direction === 'out');
  const busy = Math.max(shareFrom(incoming, BUSY_PERCENT) ?? 0, shareFrom(outgoing, BUSY_PERCENT) ?? 0);
  const octets = days.reduce((sum, day) => sum + day.octets, 0);
  const samples = Math.max(sumOf(incoming), sumOf(outgoing));
  const [year = '', month = '', day = ''] = date.split('-');
  return html`<tr><td>${day}/${month}/${year}</td><td class="number">${describeP95(context, computePercentile(incoming, 95))}</td><td class="number">${describeP95(context, computePercentile(outgoing, 95))}</td><td class="number">${formats.percent(busy)}</td><td class="number">${formats.size(octets)}</td><td class="number">${formats.count(samples)}</td></tr>`;
}

const sumOf = (days: readonly TrafficDay[]) => days.reduce((sum, { samples }) => sum + samples, 0);
