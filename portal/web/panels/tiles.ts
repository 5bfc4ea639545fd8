import { DEVICE_KINDS, type DeviceKind } from '../../../core/domain/inventory.ts';
import type { BlindSpot } from '../../city/blind-spots.ts';
import { addKinds } from '../../city/city-view.ts';
import { addCounts, type Counts } from '../../city/counts.ts';
import { type Html, html } from '../frame/html.ts';
import { renderIcon } from '../frame/icons.ts';
import { describeReason, isBlind, linkTo, type PageContext } from '../frame/page-context.ts';
import { countLost, describeBlind } from './blind-words.ts';
import { listPath } from './facets.ts';
import { renderStateBar } from './state-bar.ts';

const TILE_KINDS: ReadonlySet<DeviceKind> = new Set(['camera', 'nvr']);

/** The first thing to see: how many are lost of how many. A count says more than a percentage. */
export function renderTiles(context: PageContext, blind: readonly BlindSpot[]): Html {
  const { messages, view } = context;
  const { byKind, links } = view.totals;
  const others = addCounts(DEVICE_KINDS.filter((kind) => !TILE_KINDS.has(kind)).map((kind) => byKind[kind]));
  return html`<section class="tiles ${isBlind(context) && 'is-stale'}" data-part="tiles">
${renderLostTile(context, messages.kinds.camera, byKind.camera, { path: '/devices', kind: 'camera', emphasis: 'is-main' })}
${renderBlindTile(context, blind)}
${renderLostTile(context, messages.links, links, { path: '/links' })}
${renderLostTile(context, messages.kinds.nvr, byKind.nvr, { path: '/devices', kind: 'nvr' })}
${renderLostTile(context, messages.otherDevices, others)}
${renderUnknownTile(context)}
</section>`;
}

/** Sites that have lost every camera; wards and what is not known stand below. */
function renderBlindTile(context: PageContext, blind: readonly BlindSpot[]): Html {
  const { messages, formats, view } = context;
  const sites = countLost(blind, 'site');
  const isLost = sites > 0 || countLost(blind, 'area') > 0;
  const seen = formats.time(view.health.coveredUntilMs ?? view.health.sightSinceMs);
  return html`<article class="tile ${isLost && 'has-lost'}">
<h2>${messages.blindPage.heading}</h2>
<p class="figure"><a href="${linkTo(context, '/blind-spots')}">${isLost && renderIcon('down')}<b>${formats.count(sites)}</b> <span class="word">${messages.blindPage.siteWord(sites)}</span></a></p>
<p class="more">${isBlind(context) ? messages.asLastSeen(seen) : describeBlind(context, blind, 'beside')}</p>
</article>`;
}

interface TileLook {
  readonly emphasis?: string;
  /** Of the list of what is counted. */
  readonly path?: string;
  readonly kind?: DeviceKind;
}

function renderLostTile(
  context: PageContext,
  noun: string,
  counts: Counts,
  { emphasis = '', path, kind }: TileLook = {},
): Html {
  const { messages, formats } = context;
  const { total, down } = counts;
  const list = path && linkTo(context, listPath(path, { kind, state: down > 0 ? 'down' : undefined }));
  const figure = html`${down > 0 && renderIcon('down')}<span class="word">${messages.lost}</span> <b>${formats.count(down)}</b><span class="of">/${formats.count(total)}</span>`;
  return html`<article class="tile ${emphasis} ${down > 0 && 'has-lost'}">
<h2>${noun}</h2>
<p class="figure">${list === undefined ? figure : html`<a href="${list}">${figure}</a>`}</p>
${renderStateBar(counts)}
<p class="more">${describeMore(context, counts)}</p>
</article>`;
}

function describeMore(context: PageContext, { total, up, down, degraded, unknown }: Counts): string {
  const { messages, formats, view } = context;
  if (total === 0) return messages.noneInventoried;
  if (isBlind(context))
    return messages.asLastSeen(formats.time(view.health.coveredUntilMs ?? view.health.sightSinceMs));
  const more = [
    ...(degraded > 0 ? [messages.degradedMore(formats.count(degraded))] : []),
    ...(unknown > 0 ? [messages.unknownMore(formats.count(unknown))] : []),
  ];
  if (more.length === 0 && down === 0) return messages.noneLost;
  return [...more, messages.upMore(formats.count(up))].join(' · ');
}

/** While the collector is blind nothing at all is known of the present. */
function renderUnknownTile(context: PageContext): Html {
  const { messages, formats, view } = context;
  const all = addCounts([addKinds(view.totals.byKind), view.totals.links]);
  const unknown = isBlind(context) ? all.total : all.unknown;
  const reasons = isBlind(context) ? [['blind', unknown] as const] : [...view.unknownReasons];
  const words = reasons
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, 3)
    .map(([reason, count]) => `${describeReason(context, reason)}: ${formats.count(count)}`);
  return html`<article class="tile">
<h2>${messages.unknownTile}</h2>
<p class="figure">${unknown > 0 && renderIcon('unknown')}<b class="plain">${formats.count(unknown)}</b><span class="of">/${formats.count(all.total)}</span></p>
${renderStateBar({ total: all.total, unknown, up: 0, degraded: 0, down: 0 })}
<p class="more">${unknown > 0 ? words.join(' · ') : all.total > 0 ? messages.unknownTileNone : messages.noneInventoried}</p>
</article>`;
}
