import { FINDINGS_OF_OPERATOR } from '../../../core/domain/findings.ts';
import type { VisibleFinding } from '../../city/visible-findings.ts';
import { isRestricted } from '../../server/blur-places.ts';
import { describeFinding } from '../frame/describe-finding.ts';
import { type Html, html } from '../frame/html.ts';
import { clip, describeDuration, linkTo, nameOf, type PageContext } from '../frame/page-context.ts';
import { areaLink, siteLink, telephoneLink } from '../frame/place-links.ts';

/** Findings as rows: what it is, since when, and until when where it is gone. `with-place` says whose it is as well. */
export function renderFindingTable(
  context: PageContext,
  findings: readonly VisibleFinding[],
  columns: 'with-place' | 'alone',
): Html {
  const { messages } = context;
  const { findings: texts } = messages;
  const hasPlace = columns === 'with-place';
  return html`<div class="scroll"><table class="stack"><thead><tr>${hasPlace && html`<th scope="col">${messages.device}</th><th scope="col">${messages.placePage.site}</th>`}<th scope="col">${texts.finding}</th>${hasPlace && html`<th scope="col">${texts.whom}</th>`}<th scope="col">${texts.since}</th><th scope="col">${texts.lastSeen}</th></tr></thead>
<tbody>${findings.map((finding) => renderRow(context, finding, hasPlace))}</tbody></table></div>`;
}

function renderRow(context: PageContext, finding: VisibleFinding, hasPlace: boolean): Html {
  const { messages, formats, view } = context;
  const { code, firstMs, lastMs, goneMs } = finding;
  const { findings: texts } = messages;
  const last =
    goneMs === undefined
      ? formats.shortTime(lastMs, view.atMs)
      : texts.goneSince(formats.shortTime(goneMs, view.atMs));
  return html`<tr class="${goneMs !== undefined && 'is-gone'}">${hasPlace && renderPlace(context, finding)}<td class="wide"><b>${texts.names[code]}</b> <span>${describeFinding(context, finding)}</span>${goneMs === undefined && html`<p class="to-do"><span>${texts.toDo}:</span> ${texts.actions[code]}</p>`}</td>${hasPlace && html`<td class="wide" data-label="${texts.whom}">${renderWhom(context, finding)}</td>`}<td data-label="${texts.since}" title="${describeDuration(context, view.atMs - firstMs)}">${formats.shortTime(firstMs, view.atMs)}</td><td data-label="${texts.lastSeen}">${last}</td></tr>`;
}

/** Who keeps it or carries it, with the number; some are for whoever runs camwatch. */
function renderWhom(context: PageContext, { code, device, link }: VisibleFinding): Html {
  const { messages, view } = context;
  const { carrier, hotline } = link?.link ?? {};
  const keeper = view.shown.inventory.contractors.get(device?.device.contractor ?? carrier ?? '');
  const number = hotline ?? keeper?.hotline;
  if (FINDINGS_OF_OPERATOR.has(code) || keeper === undefined) return html`${messages.incidents.operator}`;
  return html`<bdi>${nameOf(context, keeper)}</bdi>${number !== undefined && html` ${telephoneLink(number)}`}`;
}

/** Of a restricted site the ward alone is told. */
function renderPlace(context: PageContext, { device, link }: VisibleFinding): Html {
  const place = device ?? link;
  return html`<td class="wide">${device && html`<a href="${linkTo(context, `/devices/${encodeURIComponent(device.device.id)}`)}"><bdi>${clip(device.device.name)}</bdi></a>`}${link && html`<a href="${linkTo(context, `/links/${encodeURIComponent(link.link.id)}`)}"><bdi>${clip(link.link.name)}</bdi></a>`}</td><td class="wide">${device && !isRestricted(device.site) && html`${siteLink(context, device)}<br>`}${place && areaLink(context, place.area)}</td>`;
}
