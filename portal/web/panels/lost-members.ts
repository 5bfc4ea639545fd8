import type { DownNow } from '../../city/down-now.ts';
import { isRestricted } from '../../server/blur-places.ts';
import { type Html, html } from '../frame/html.ts';
import { renderIcon } from '../frame/icons.ts';
import { clip, describeEdge, linkTo, nameOf, type PageContext } from '../frame/page-context.ts';

const MAX_MEMBERS = 12;
const MAX_PLACES = 3;

/** Devices that are lost now, each with where it is. */
export function renderMembers(context: PageContext, members: readonly number[], path?: string): Html {
  const { messages, formats, view } = context;
  const rest = members.length - MAX_MEMBERS;
  return html`<ul class="members">${view.fleet.first(members, MAX_MEMBERS).map(({ device, site, area }) => {
    const { sinceMs, afterMs } = view.conditions.get(device.id) ?? {};
    const edge = sinceMs === undefined ? '' : describeEdge(context, sinceMs, afterMs ?? sinceMs);
    const place = isRestricted(site) ? nameOf(context, area) : site.name;
    return html`<li title="${edge}"><a href="${linkTo(context, `/devices/${encodeURIComponent(device.id)}`)}"><bdi>${clip(device.name)}</bdi></a>${!device.name.includes(place) && html` <span><bdi>${clip(place)}</bdi></span>`}</li>`;
  })}${rest > 0 && html`<li class="rest">${messages.andMore(formats.count(rest))}</li>`}${path !== undefined && html`<li class="whole"><a href="${linkTo(context, path)}">${messages.incidents.whole}</a></li>`}</ul>`;
}

/** What fell a moment ago: it is shown at once, and its cause when that is settled. Nothing is guessed of it meanwhile. */
export function renderUnassigned(context: PageContext, down: DownNow): Html | undefined {
  const { messages, formats, view } = context;
  const { unassigned, unassignedLinks } = down;
  const [latest] = unassigned;
  if (latest === undefined && unassignedLinks.length === 0) return undefined;
  const { sinceMs, afterMs } = (latest !== undefined && view.conditionAt(latest)) || {};
  return renderLost(context, {
    key: 'unassigned',
    name: messages.incidents.unassigned,
    facts: [
      ...namePlaces(context, unassigned),
      ...unassignedLinks.slice(0, MAX_PLACES).map(({ link }) => clip(link.name)),
    ],
    members: unassigned,
    since:
      sinceMs !== undefined &&
      html`<p class="cause-since" title="${describeEdge(context, sinceMs, afterMs ?? sinceMs)}">${messages.incidents.latest(formats.shortTime(sinceMs, view.atMs))}</p>`,
  });
}

/** Of which the cause is at a place that nobody is told of. */
export function renderWithheld(context: PageContext, { withheld }: DownNow): Html | undefined {
  if (withheld.length === 0) return undefined;
  return renderLost(context, {
    key: 'withheld',
    name: context.messages.withheldCause,
    facts: [],
    members: withheld,
  });
}

interface LostRow {
  readonly key: string;
  readonly name: string;
  readonly facts: readonly string[];
  readonly members: readonly number[];
  readonly since?: Html | false;
}

function renderLost(context: PageContext, { key, name, facts, members, since }: LostRow): Html {
  const { messages, formats } = context;
  const row = html`<div class="cause-row"><span class="severity">${renderIcon('down')}</span><div class="cause-text"><p class="cause-name">${name}</p><p class="cause-facts">${facts.map((fact) => html`<span>${fact}</span>`)}</p></div>${members.length > 0 && html`<p class="cause-count">${messages.lostDevices(formats.count(members.length))}</p>`}${since}</div>`;
  return members.length === 0 ? html`<li>${row}</li>` : foldMembers(context, { key, row, members });
}

interface FoldedRow {
  readonly key: string;
  readonly row: Html;
  readonly members: readonly number[];
  /** Of the page that tells all of it. */
  readonly path?: string;
}

/** A row that opens on its devices. */
export const foldMembers = (context: PageContext, { key, row, members, path }: FoldedRow): Html =>
  html`<li><details data-key="${key}"><summary>${row}</summary>${renderMembers(context, members, path)}</details></li>`;

/** `Phường Láng 12`: the wards with the most first. */
function namePlaces(context: PageContext, devices: readonly number[]): readonly string[] {
  const { fleet, shown } = context.view;
  const countByArea = new Map<string, number>();
  for (const device of devices) {
    const { area = '' } = fleet.groupOf(device) ?? {};
    countByArea.set(area, (countByArea.get(area) ?? 0) + 1);
  }
  return [...countByArea]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, MAX_PLACES)
    .flatMap(([id, count]) => {
      const area = shown.inventory.areas.get(id);
      return area ? [`${nameOf(context, area)} ${context.formats.count(count)}`] : [];
    });
}
