import type { State } from '../../../core/domain/state.ts';
import { type Html, html } from '../frame/html.ts';
import { renderIcon } from '../frame/icons.ts';
import { clip, linkTo, type PageContext } from '../frame/page-context.ts';

const MAX_DEVICES = 60;
const WORST_FIRST = ['down', 'degraded', 'unknown', 'up'] as const satisfies readonly State[];

/** The devices that cannot be reached without a link, what is down first. */
export function renderBehindPanel(context: PageContext, linkId: string): Html {
  const { messages, formats, view } = context;
  const { linkPage } = messages;
  const stateOf = (device: number) => view.stateAt(device) ?? 'unknown';
  const behind = view.fleet
    .devicesBehind(linkId)
    .toSorted((a, b) => WORST_FIRST.indexOf(stateOf(a)) - WORST_FIRST.indexOf(stateOf(b)));
  const down = behind.filter((device) => stateOf(device) === 'down').length;
  const rest = behind.length - MAX_DEVICES;
  return html`<section class="panel behind" data-part="behind">
<header><h2>${linkPage.behind}</h2>${behind.length > 0 && html`<p>${linkPage.behindCount(formats.count(down), formats.count(behind.length))}</p>`}</header>
${behind.length === 0 && html`<p class="quiet">${linkPage.nothingBehind}</p>`}
<ul>${view.fleet.first(behind, MAX_DEVICES).map(({ device }) => html`<li>${renderIcon(view.conditions.get(device.id)?.state ?? 'unknown')}<a href="${linkTo(context, `/devices/${encodeURIComponent(device.id)}`)}"><bdi>${clip(device.name, 60)}</bdi></a></li>`)}</ul>
${rest > 0 && html`<p class="rest">${messages.andMore(formats.count(rest))}</p>`}
</section>`;
}
