import { DEVICE_KINDS, type DeviceKind } from '../../../core/inventory.ts';
import { addKinds } from '../city-view.ts';
import { addCounts, type Counts } from '../counts.ts';
import { type Html, html } from '../html.ts';
import { renderIcon } from './icons.ts';
import type { PageContext } from './page-context.ts';
import { describeReason } from './page-context.ts';
import { renderStateBar } from './state-bar.ts';

const TILE_KINDS: ReadonlySet<DeviceKind> = new Set(['camera', 'nvr']);

/** The first thing to see: how many are lost of how many. A count says more than a percentage. */
export function renderTiles(context: PageContext): Html {
  const { messages, view } = context;
  const { byKind, links } = view.totals;
  const others = addCounts(DEVICE_KINDS.filter((kind) => !TILE_KINDS.has(kind)).map((kind) => byKind[kind]));
  return html`<section class="tiles" data-part="tiles">
${renderLostTile(context, messages.kinds.camera, byKind.camera, 'is-main')}
${renderLostTile(context, messages.links, links)}
${renderLostTile(context, messages.kinds.nvr, byKind.nvr)}
${renderLostTile(context, messages.otherDevices, others)}
${renderUnknownTile(context)}
</section>`;
}

function renderLostTile(
  { messages, formats }: PageContext,
  noun: string,
  counts: Counts,
  emphasis = '',
): Html {
  const { total, down, degraded, unknown } = counts;
  const more = [
    degraded > 0 && messages.degradedMore(formats.count(degraded)),
    unknown > 0 && messages.unknownMore(formats.count(unknown)),
  ].filter((text) => text !== false);
  const quiet = total === 0 ? messages.noneInventoried : down === 0 && more.length === 0 && messages.noneLost;
  return html`<article class="tile ${emphasis} ${down > 0 && 'has-lost'}">
<h2>${noun}</h2>
<p class="figure">${down > 0 && renderIcon('down')}<span class="word">${messages.lost}</span> <b>${formats.count(down)}</b><span class="of">/${formats.count(total)}</span></p>
${renderStateBar(counts)}
<p class="more">${more.length > 0 ? more.join(' · ') : quiet}</p>
</article>`;
}

function renderUnknownTile(context: PageContext): Html {
  const { messages, formats, view } = context;
  const all = addCounts([addKinds(view.totals.byKind), view.totals.links]);
  const reasons = [...view.unknownReasons]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 3)
    .map(([reason, count]) => `${describeReason(context, reason)}: ${formats.count(count)}`);
  return html`<article class="tile">
<h2>${messages.unknownTile}</h2>
<p class="figure">${all.unknown > 0 && renderIcon('unknown')}<b class="plain">${formats.count(all.unknown)}</b><span class="of">/${formats.count(all.total)}</span></p>
${renderStateBar({ ...all, up: all.total - all.unknown, degraded: 0, down: 0 })}
<p class="more">${all.unknown > 0 ? reasons.join(' · ') : messages.unknownTileNone}</p>
</article>`;
}
