import type { VisibleDevice } from '../../city/visible-fleet.ts';
import { type Html, html } from '../frame/html.ts';
import { renderIcon } from '../frame/icons.ts';
import { clip, describeEdge, describeReason, linkTo, type PageContext } from '../frame/page-context.ts';
import { areaLink } from '../frame/place-links.ts';

export interface Troubled {
  /** By their place in the columns: at most so many are named as are handed in. */
  readonly devices: Uint32Array;
  readonly total: number;
  /** Where all devices of this part are listed. */
  readonly path: string | undefined;
}

/** What is down or degraded in a part of the city, each with why and since when. */
export function renderTroubled(context: PageContext, { devices, total, path }: Troubled): Html {
  const { messages, formats, view } = context;
  const rest = total - devices.length;
  return html`<section class="panel troubled" data-part="troubled">
<header><h2>${messages.districtPage.notUp}</h2><p>${formats.count(total)}</p></header>
${total === 0 && html`<p class="quiet">${renderIcon(view.health.sight === 'seeing' ? 'up' : 'unknown')}${messages.districtPage.allUp}</p>`}
<ul>${view.fleet.first(devices).map((visible) => renderDevice(context, visible))}</ul>
${(rest > 0 || path !== undefined) && html`<p class="rest">${rest > 0 && `${messages.andMore(formats.count(rest))} · `}${path !== undefined && html`<a href="${linkTo(context, path)}">${messages.devicesPage.all}</a>`}</p>`}
</section>`;
}

function renderDevice(context: PageContext, { device, area }: VisibleDevice): Html | undefined {
  const { messages, formats, view } = context;
  const condition = view.conditions.get(device.id);
  if (!condition) return undefined;
  const { state, sinceMs, afterMs, reason } = condition;
  const edge = sinceMs === undefined ? '' : describeEdge(context, sinceMs, afterMs ?? sinceMs);
  return html`<li>${renderIcon(state)}<a href="${linkTo(context, `/devices/${encodeURIComponent(device.id)}`)}"><bdi>${clip(device.name)}</bdi></a><span>${areaLink(context, area)}</span><span>${reason !== undefined && describeReason(context, reason)}</span><span class="when" title="${edge}">${sinceMs !== undefined && messages.since(formats.shortTime(sinceMs, view.atMs))}</span></li>`;
}
