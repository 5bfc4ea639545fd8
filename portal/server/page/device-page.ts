import type { LiveStatus } from '../../../core/sinks.ts';
import { deviceEntity } from '../../../core/state.ts';
import { days } from '../../../core/units.ts';
import type { Outage } from '../../../settlement/outages.ts';
import { compareOutages, type OutageSource } from '../api/list-outages.ts';
import { type Html, html } from '../html.ts';
import type { VisibleDevice } from '../visible-fleet.ts';
import { renderHealthStrip } from './health-strip.ts';
import { renderIcon } from './icons.ts';
import { renderLayout } from './layout.ts';
import { describeMeasurements } from './measurements.ts';
import {
  clip,
  describeDuration,
  describeEdge,
  describeReason,
  linkTo,
  nameOf,
  type PageContext,
} from './page-context.ts';
import { renderUpstreams } from './upstreams.ts';

const OUTAGE_DAYS = 7;
const MAX_OUTAGES = 20;
/** From this share of contradictory probes on, a device flaps. */
const FLAPPING_RATIO = 0.25;

/** Everything known of one device: state by indicator, the way to it, its last outages. */
export function renderDevicePage(context: PageContext, visible: VisibleDevice, outages: OutageSource): Html {
  return renderLayout(
    context,
    clip(visible.device.name),
    html`${renderHealthStrip(context)}
<div class="columns is-two">
${renderFacts(context, visible)}
${renderIndicators(context, visible)}
${renderUpstreams(context, visible)}
${renderOutages(context, visible, outages)}
</div>`,
  );
}

function renderFacts(context: PageContext, { device, site, area, district }: VisibleDevice): Html {
  const { messages, view } = context;
  const { devicePage } = messages;
  const { agencies, contractors } = view.shown.inventory;
  const agency = device.agency === undefined ? undefined : agencies.get(device.agency);
  const contractor = device.contractor === undefined ? undefined : contractors.get(device.contractor);
  const condition = view.conditions.get(device.id);
  const channel = device.channelOf && view.fleet.deviceById.get(device.channelOf.recorder);
  const facts: [string, Html][] = [
    [
      devicePage.kind,
      html`${messages.oneOfKind[device.kind]}${channel && html` (${devicePage.channel(String(device.channelOf?.channel ?? ''), clip(channel.device.name))})`}`,
    ],
    [devicePage.site, html`<bdi>${clip(site.name)}</bdi>, ${nameOf(context, area)}`],
    [
      messages.district,
      html`<a href="${linkTo(context, `/?district=${encodeURIComponent(district.id)}`)}">${nameOf(context, district)}</a>`,
    ],
    [devicePage.agency, html`${agency ? nameOf(context, agency) : devicePage.agencyUndetermined}`],
    [devicePage.contractor, html`${contractor ? clip(contractor.name) : devicePage.none}`],
  ];
  return html`<section class="panel facts" data-part="facts">
<header><h2><bdi>${clip(device.name)}</bdi></h2><p>${clip(device.id)}</p></header>
${condition ? html`<p class="verdict is-${condition.state}">${renderIcon(condition.state)}${messages.states[condition.state]}${condition.reason !== undefined && html` <span>${describeReason(context, condition.reason)}</span>`}</p>` : html`<p class="quiet">${devicePage.notInService}</p>`}
<dl>${facts.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>
</section>`;
}

function renderIndicators(context: PageContext, { device }: VisibleDevice): Html {
  const { messages, view } = context;
  const { devicePage } = messages;
  const statuses = view.conditions.has(device.id) ? view.statusesOf(device.id) : [];
  return html`<section class="panel indicators" data-part="indicators">
<header><h2>${devicePage.indicator}</h2></header>
${statuses.length === 0 && html`<p class="quiet">${devicePage.noStatus}</p>`}
${statuses.map((status) => renderIndicator(context, status))}
</section>`;
}

function renderIndicator(context: PageContext, status: LiveStatus): Html {
  const { messages, formats, view } = context;
  const { devicePage } = messages;
  const { indicator, state, reason, sinceMs, afterMs, lastProbeMs, flapRatio = 0 } = status;
  const measured = describeMeasurements(context, status.measurements);
  return html`<div class="indicator">
<p class="verdict is-${state}">${renderIcon(state)}<b>${messages.indicators[indicator]}</b> ${messages.states[state]}${reason !== undefined && html` <span>${describeReason(context, reason)}</span>`}${flapRatio >= FLAPPING_RATIO && html` <em>${devicePage.flapping}</em>`}</p>
<p class="small">${messages.since(formats.fullTime(sinceMs))} (${describeDuration(context, view.atMs - sinceMs)})</p>
${state === 'down' && html`<p class="small">${describeEdge(context, sinceMs, afterMs)}</p>`}
${lastProbeMs !== undefined && html`<p class="small">${devicePage.lastProbe}: ${formats.fullTime(lastProbeMs)}${measured && html` · ${measured}`}</p>`}
</div>`;
}

function renderOutages(context: PageContext, { device }: VisibleDevice, source: OutageSource): Html {
  const { messages, formats, view } = context;
  const { devicePage } = messages;
  const outages = source({
    fromMs: view.atMs - days(OUTAGE_DAYS),
    toMs: view.atMs,
    entity: deviceEntity(device.id),
  }).toSorted(compareOutages);
  const rest = outages.length - MAX_OUTAGES;
  return html`<section class="panel outages" data-part="outages">
<header><h2>${devicePage.outages(formats.count(OUTAGE_DAYS))}</h2><p>${formats.count(outages.length)}</p></header>
${outages.length === 0 && html`<p class="quiet">${devicePage.noOutages}</p>`}
${outages.length > 0 && html`<div class="scroll"><table><thead><tr><th scope="col">${devicePage.from}</th><th scope="col">${devicePage.to}</th><th scope="col">${devicePage.lasting}</th><th scope="col">${devicePage.indicator}</th><th scope="col">${devicePage.reason}</th></tr></thead><tbody>${outages.slice(0, MAX_OUTAGES).map((outage) => renderOutage(context, outage))}</tbody></table></div>`}
${rest > 0 && html`<p class="rest">${messages.andMore(formats.count(rest))}</p>`}
</section>`;
}

function renderOutage(context: PageContext, { fromMs, afterMs, toMs, indicator, reason }: Outage): Html {
  const { messages, formats, view } = context;
  return html`<tr><td title="${describeEdge(context, fromMs, afterMs)}">${formats.fullTime(fromMs)}</td><td>${toMs === undefined ? messages.devicePage.ongoing : formats.fullTime(toMs)}</td><td>${describeDuration(context, (toMs ?? view.atMs) - fromMs)}</td><td>${messages.indicators[indicator]}</td><td>${describeReason(context, reason)}</td></tr>`;
}
