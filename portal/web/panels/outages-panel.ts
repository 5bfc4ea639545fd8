import type { Outage } from '../../../availability/timelines/outages.ts';
import type { Entity } from '../../../core/domain/state.ts';
import type { Interval } from '../../../core/time/intervals.ts';
import { days } from '../../../core/time/units.ts';
import { compareOutages } from '../../api/list-outages.ts';
import type { OutageSource } from '../../city/recent-outages.ts';
import { describeEvidence } from '../frame/evidence-words.ts';
import { type Html, html } from '../frame/html.ts';
import { describeDuration, describeEdge, describeReason, type PageContext } from '../frame/page-context.ts';

const OUTAGE_DAYS = 7;
const MAX_OUTAGES = 20;

/** The outages of the last days or of one day, the latest first, each with what bears witness of it. */
export function renderOutages(
  context: PageContext,
  entity: Entity,
  { outages: source, day }: { readonly outages: OutageSource; readonly day: Interval | undefined },
): Html {
  const { messages, formats, view } = context;
  const { devicePage } = messages;
  const period = day ?? { fromMs: view.atMs - days(OUTAGE_DAYS), toMs: view.atMs };
  const outages = source({ ...period, entity }).toSorted(compareOutages);
  const heading = day
    ? messages.historyPage.outagesOf(formats.date(day.fromMs))
    : devicePage.outages(formats.count(OUTAGE_DAYS));
  const rest = outages.length - MAX_OUTAGES;
  return html`<section class="panel outages" data-part="outages" id="outages">
<header><h2>${heading}</h2><p>${formats.count(outages.length)}</p></header>
${outages.length === 0 && html`<p class="quiet">${devicePage.noOutages}</p>`}
${outages.length > 0 && html`<div class="scroll"><table class="stack"><thead><tr><th scope="col">${devicePage.from}</th><th scope="col">${devicePage.to}</th><th scope="col">${devicePage.lasting}</th><th scope="col">${devicePage.indicator}</th><th scope="col">${devicePage.reason}</th></tr></thead><tbody>${outages.slice(0, MAX_OUTAGES).map((outage) => renderOutage(context, outage))}</tbody></table></div>`}
${rest > 0 && html`<p class="rest">${messages.andMore(formats.count(rest))}</p>`}
</section>`;
}

function renderOutage(context: PageContext, outage: Outage): Html {
  const { messages, formats, view } = context;
  const { fromMs, afterMs, toMs, indicator, reason } = outage;
  const evidence = describeEvidence(context, outage);
  return html`<tr><td data-label="${messages.devicePage.from}" title="${describeEdge(context, fromMs, afterMs)}">${formats.fullTime(fromMs)}</td><td data-label="${messages.devicePage.to}">${toMs === undefined ? messages.devicePage.ongoing : formats.fullTime(toMs)}</td><td data-label="${messages.devicePage.lasting}">${describeDuration(context, (toMs ?? view.atMs) - fromMs)}</td><td data-label="${messages.devicePage.indicator}">${messages.indicators[indicator]}</td><td class="wide">${describeReason(context, reason)}${evidence && html`<p class="small">${messages.learnt.evidence.heading}: ${evidence}</p>`}</td></tr>`;
}
