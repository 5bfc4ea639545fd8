import { linkEntity } from '../../core/domain/state.ts';
import type { TrafficDay } from '../../core/domain/traffic.ts';
import type { Interval } from '../../core/time/intervals.ts';
import type { CausesOf } from '../city/causes-of.ts';
import { calledForOne } from '../city/contracts-of.ts';
import type { LinkFigures } from '../city/link-figures.ts';
import type { OutageSource } from '../city/recent-outages.ts';
import type { VisibleFinding } from '../city/visible-findings.ts';
import { placeOf } from '../city/visible-fleet.ts';
import { portName } from '../server/blur-places.ts';
import { type Html, html } from './frame/html.ts';
import { clip, describeDuration, linkTo, nameOf, type PageContext } from './frame/page-context.ts';
import { areaLink, siteLink, telephoneLink } from './frame/place-links.ts';
import { renderLayout } from './layout.ts';
import { renderBehindPanel } from './panels/behind-panel.ts';
import { renderCalling } from './panels/calling-panel.ts';
import { renderCauses } from './panels/causes-panel.ts';
import { type ChartsOf, renderChartsPanel } from './panels/charts-panel.ts';
import { renderFindingPanel } from './panels/finding-panel.ts';
import { renderHealthStrip } from './panels/health-strip.ts';
import { type History, renderHistory } from './panels/history-panel.ts';
import { renderIndicators } from './panels/indicators-panel.ts';
import { renderLinkState } from './panels/link-state.ts';
import { renderOutages } from './panels/outages-panel.ts';
import { renderTrafficDays } from './panels/traffic-days-panel.ts';
import { renderUse } from './panels/use-bar.ts';

/** What a link page is drawn from besides the view. */
export interface LinkPageSources {
  readonly causes: CausesOf;
  readonly figures: LinkFigures;
  /** The last month, by day and direction. */
  readonly days: readonly TrafficDay[];
  readonly findings: readonly VisibleFinding[];
  readonly outages: OutageSource;
  readonly history: History;
  /** Absent where nothing is measured into InfluxDB. */
  readonly charts: ChartsOf | undefined;
  /** Whose outages are listed; absent: of the last days. */
  readonly day: Interval | undefined;
}

/** Everything known of one link: its ends and its carrier, what goes through it, its days, what hangs behind it. */
export function renderLinkPage(context: PageContext, sources: LinkPageSources): Html {
  const { causes, figures, days, findings, outages, history, charts, day } = sources;
  const { link } = figures;
  return renderLayout(
    context,
    clip(link.name),
    html`${renderHealthStrip(context)}
<div class="columns is-two">
${renderCauses(context, causes)}
${renderFacts(context, figures)}
${renderIndicators(context, context.view.statusesOfLink(link.id))}
${renderTrafficNow(context, figures)}
${renderBehindPanel(context, link.id)}
${renderTrafficDays(context, days)}
${renderCalling(context, calledForOne(context.view, link))}
${renderFindingPanel(context, findings)}
${charts && renderChartsPanel(context, charts)}
${renderHistory(context, history)}
${renderOutages(context, linkEntity(link.id), { outages, day })}
</div>`,
  );
}

function renderFacts(context: PageContext, { link, area, district, state }: LinkFigures): Html {
  const { messages, formats, view } = context;
  const { linkPage } = messages;
  const { contractors } = view.shown.inventory;
  const carrier = link.carrier === undefined ? undefined : contractors.get(link.carrier);
  const hotline = link.hotline ?? carrier?.hotline;
  const end = (entity: string) => {
    if (entity === 'core') return html`${messages.devicePage.core}`;
    const id = entity.slice(entity.indexOf(':') + 1);
    if (entity.startsWith('site:')) return endSite(context, id);
    return deviceLink(context, id);
  };
  const port = link.interface;
  const facts: [string, Html][] = [
    [linkPage.near, end(link.near)],
    [linkPage.far, html`${end(link.far)}, ${areaLink(context, area)}`],
    [
      messages.district,
      html`<a href="${linkTo(context, `/?district=${encodeURIComponent(district.id)}`)}">${nameOf(context, district)}</a>`,
    ],
    [linkPage.medium, html`${linkPage.media[link.medium]}`],
    [linkPage.carrier, html`${carrier ? clip(carrier.name) : messages.devicePage.none}`],
    ...(link.circuit === undefined
      ? []
      : [[linkPage.circuit, html`${clip(link.circuit)}`] satisfies [string, Html]]),
    ...(hotline === undefined ? [] : [[linkPage.hotline, telephoneLink(hotline)] satisfies [string, Html]]),
    [
      linkPage.capacity,
      html`${link.capacityBitsPerSecond === undefined ? '–' : formats.bitRate(link.capacityBitsPerSecond)}`,
    ],
    [
      linkPage.measuredAt,
      port
        ? html`<bdi>${clip(portName(view.fleet, port) ?? '–', 40)}</bdi> (${deviceLink(context, port.device)})`
        : html`${linkPage.notMeasured}`,
    ],
  ];
  return html`<section class="panel facts" data-part="facts">
<header><h2><bdi>${clip(link.name)}</bdi></h2><p>${clip(link.id)}</p></header>
<p class="verdict">${renderLinkState(context, state)}</p>
<dl>${facts.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>
</section>`;
}

function endSite(context: PageContext, id: string): Html {
  const { shown, fleet } = context.view;
  const place = placeOf(shown.inventory, shown.inventory.sites.get(id), fleet.sight);
  return place ? siteLink(context, place) : html`${context.messages.devicePage.withheld}`;
}

function deviceLink(context: PageContext, id: string): Html {
  const visible = context.view.fleet.deviceById.get(id);
  if (!visible) return html`${context.messages.devicePage.withheld}`;
  return html`<a href="${linkTo(context, `/devices/${encodeURIComponent(id)}`)}"><bdi>${clip(visible.device.name)}</bdi></a>`;
}

function renderTrafficNow(context: PageContext, figures: LinkFigures): Html {
  const { messages, formats, view } = context;
  const { linkPage } = messages;
  const { traffic, usedRatio, isTrafficOld } = figures;
  const counts = (errors: number | undefined, discards: number | undefined) =>
    errors === undefined && discards === undefined
      ? '–'
      : linkPage.errorsIn(formats.count(errors ?? 0), formats.count(discards ?? 0));
  return html`<section class="panel facts" data-part="traffic">
<header><h2>${isTrafficOld ? linkPage.trafficBefore : linkPage.trafficNow}</h2>${traffic && html`<p>${linkPage.over(describeDuration(context, traffic.intervalMs), formats.shortTime(traffic.atMs, view.atMs))}</p>`}</header>
${!traffic && html`<p class="quiet">${figures.link.interface ? messages.reasons['no-data-yet'] : linkPage.noTraffic}</p>`}
${
  traffic &&
  html`<dl><dt>${linkPage.incoming}</dt><dd>${formats.bitRate(traffic.inBitsPerSecond)} <span class="small">${counts(traffic.inErrors, traffic.inDiscards)}</span></dd>
<dt>${linkPage.outgoing}</dt><dd>${formats.bitRate(traffic.outBitsPerSecond)} <span class="small">${counts(traffic.outErrors, traffic.outDiscards)}</span></dd>
${usedRatio !== undefined && html`<dt>${linkPage.share}</dt><dd>${renderUse(context, figures)}</dd>`}</dl>`
}
</section>`;
}
