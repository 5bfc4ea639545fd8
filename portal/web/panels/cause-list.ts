import type { Link } from '../../../core/domain/inventory.ts';
import { type Cause, countCameras, type Origin, originKey } from '../../city/cause.ts';
import { isRestricted } from '../../server/blur-places.ts';
import { type Html, html } from '../frame/html.ts';
import { renderIcon } from '../frame/icons.ts';
import {
  clip,
  describeDuration,
  describeEdge,
  describeReason,
  isBlind,
  linkTo,
  nameOf,
  type PageContext,
} from '../frame/page-context.ts';

const MAX_CAUSES = 40;
const MAX_MEMBERS = 12;

/** What is down now, since when and behind what: one row a cause, its devices folded under it. */
export function renderCauseList(context: PageContext, causes: readonly Cause[]): Html {
  const { messages, formats } = context;
  const devices = causes.reduce((sum, { members }) => sum + members.length, 0);
  const rest = causes.length - MAX_CAUSES;
  return html`<section class="panel causes ${isBlind(context) && 'is-stale'}" data-part="causes">
<header><h2>${messages.downHeading}</h2>${causes.length > 0 && html`<p>${messages.downCount(formats.count(causes.length), formats.count(devices))}</p>`}</header>
${causes.length === 0 && renderQuiet(context)}
<ol>${causes.slice(0, MAX_CAUSES).map((cause) => renderCause(context, cause))}</ol>
${rest > 0 && html`<p class="rest">${messages.andMore(formats.count(rest))}</p>`}
</section>`;
}

/** Green only where it is known that all is well: not while blind, and not of an empty inventory. */
function renderQuiet({ messages, view }: PageContext): Html {
  const { health, conditions } = view;
  if (conditions.size === 0)
    return html`<p class="quiet">${renderIcon('unknown')}${messages.noneInventoried}</p>`;
  return html`<p class="quiet">${renderIcon(health.sight === 'seeing' ? 'up' : 'unknown')}${messages.allIsWell}</p>`;
}

function renderCause(context: PageContext, cause: Cause): Html {
  const isSingle = cause.origin.kind === 'device' && cause.members.length <= 1;
  const row = html`<div class="cause-row">${renderIcon('down')}<div class="cause-text"><p class="cause-name">${describeOrigin(context, cause)}</p><p class="cause-facts">${describeFacts(context, cause)}</p></div>${renderLost(context, cause)}${renderSince(context, cause)}</div>`;
  if (isSingle || cause.members.length === 0) return html`<li>${row}</li>`;
  return html`<li><details data-key="${originKey(cause.origin)}"><summary>${row}</summary>${renderMembers(context, cause)}</details></li>`;
}

function describeOrigin(context: PageContext, { origin, members }: Cause): Html {
  const { messages, view } = context;
  const [first] = members;
  switch (origin.kind) {
    case 'withheld':
      return html`${messages.withheldCause}`;
    case 'link': {
      const link = view.fleet.linkById.get(origin.id)?.link;
      return html`${messages.behindLink(clip(link?.name ?? origin.id))}`;
    }
    case 'area':
      return html`${first && messages.wholeArea(nameOf(context, first.area))}`;
    case 'site':
      if (first && isRestricted(first.site))
        return html`${messages.wholeRestrictedSite(nameOf(context, first.area))}`;
      return html`${first && messages.wholeSite(clip(first.site.name))}`;
    case 'device': {
      const visible = view.fleet.deviceById.get(origin.id);
      const name = clip(visible?.device.name ?? origin.id);
      if (members.length > 1) return html`${messages.behindDevice(name)}`;
      return html`<a href="${linkTo(context, `/devices/${encodeURIComponent(origin.id)}`)}"><bdi>${name}</bdi></a>`;
    }
  }
}

/** Who refuses a connection has power. */
const SILENT_REASONS: ReadonlySet<string> = new Set(['timeout', 'unreachable', 'loss']);

/** Where it is, whose line it is and what to quote on the telephone. */
function describeFacts(context: PageContext, { origin, members, reason }: Cause): readonly Html[] {
  const { messages, view } = context;
  const facts: (string | undefined)[] = [];
  const link = origin.kind === 'link' ? view.fleet.linkById.get(origin.id) : undefined;
  const device = origin.kind === 'device' ? view.fleet.deviceById.get(origin.id) : undefined;
  const place = link ?? device ?? members[0];
  const isSwitchedOff = link !== undefined && reason === 'switched-off';
  if (isSwitchedOff) facts.push(describePort(context, link.link), describeReason(context, reason));
  else if (link) facts.push(...describeCarrier(context, link.link));
  if (place && origin.kind !== 'withheld' && origin.kind !== 'area') facts.push(nameOf(context, place.area));
  if (link && link.link.interface === undefined) facts.push(messages.inferred);
  if (link && members.length === 0) facts.push(messages.nothingBehind);
  const isSilent = reason === undefined || SILENT_REASONS.has(reason);
  if ((origin.kind === 'area' || origin.kind === 'site') && isSilent) facts.push(messages.perhapsPower);
  else if (origin.kind !== 'link' && reason !== undefined) facts.push(describeReason(context, reason));
  return facts.flatMap((fact) => (fact ? [html`<span>${fact}</span>`] : []));
}

/** The line has not failed: whose device the port is can switch it on again. */
function describePort({ view }: PageContext, { interface: place }: Link): string | undefined {
  const device = place && view.fleet.deviceById.get(place.device)?.device;
  return device && clip(`${device.name} ${place.name}`, 60);
}

function describeCarrier({ view }: PageContext, link: Link): (string | undefined)[] {
  const carrier = link.carrier === undefined ? undefined : view.shown.inventory.contractors.get(link.carrier);
  const hotline = link.hotline ?? carrier?.hotline;
  return [
    carrier && clip(carrier.name, 40),
    link.circuit === undefined ? undefined : clip(link.circuit, 40),
    hotline === undefined ? undefined : `☎ ${clip(hotline, 24)}`,
  ];
}

/** "mất 12/12 camera" where it is known how many stand behind; a single device says what it is. */
function renderLost(context: PageContext, { origin, members }: Cause): Html | undefined {
  const { messages, formats } = context;
  const [first] = members;
  if (first === undefined) return undefined;
  if (members.length === 1 && origin.kind !== 'link')
    return html`<p class="cause-count is-kind">${messages.oneOfKind[first.device.kind]}</p>`;
  const cameras = countCameras(members);
  const text =
    cameras > 0
      ? messages.lostCameras(
          formats.count(cameras),
          formats.count(Math.max(cameras, camerasBehind(context, origin))),
        )
      : messages.lostDevices(formats.count(members.length));
  return html`<p class="cause-count">${text}</p>`;
}

function camerasBehind({ view }: PageContext, origin: Origin): number {
  const behind = origin.kind === 'link' ? view.fleet.devicesBehind(origin.id) : [];
  return behind.filter(({ device }) => device.kind === 'camera' && view.conditions.has(device.id)).length;
}

function renderSince(context: PageContext, { sinceMs, afterMs }: Cause): Html | undefined {
  if (sinceMs === undefined) return undefined;
  const { messages, formats, view } = context;
  return html`<p class="cause-since" title="${describeEdge(context, sinceMs, afterMs ?? sinceMs)}">${messages.since(formats.shortTime(sinceMs, view.atMs))}<span>${describeDuration(context, view.atMs - sinceMs)}</span></p>`;
}

function renderMembers(context: PageContext, { members }: Cause): Html {
  const { messages, formats, view } = context;
  const rest = members.length - MAX_MEMBERS;
  return html`<ul class="members">${members.slice(0, MAX_MEMBERS).map(({ device, site, area }) => {
    const { sinceMs, afterMs } = view.conditions.get(device.id) ?? {};
    const edge = sinceMs === undefined ? '' : describeEdge(context, sinceMs, afterMs ?? sinceMs);
    return html`<li title="${edge}"><a href="${linkTo(context, `/devices/${encodeURIComponent(device.id)}`)}"><bdi>${clip(device.name)}</bdi></a> <span><bdi>${isRestricted(site) ? nameOf(context, area) : clip(site.name)}</bdi></span></li>`;
  })}${rest > 0 && html`<li class="rest">${messages.andMore(formats.count(rest))}</li>`}</ul>`;
}
