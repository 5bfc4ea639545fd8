import { DEVICE_KINDS } from '../../../core/domain/inventory.ts';
import type { PlaceCounts } from '../../city/city-tally.ts';
import { addCounts, type Counts } from '../../city/counts.ts';
import { type Html, html } from '../frame/html.ts';
import { isBlind, type PageContext } from '../frame/page-context.ts';

export interface CountRow {
  readonly name: string;
  readonly href?: string;
  readonly counts: PlaceCounts;
  readonly emphasis?: 'total';
}

/** Lost of how many, by place and kind; the rows add up to the last one. */
export function renderCountTable(
  context: PageContext,
  {
    heading,
    firstColumn,
    part,
    rows,
  }: { heading: string; firstColumn: string; part: string; rows: readonly CountRow[] },
): Html {
  const { messages } = context;
  return html`<section class="panel counts ${isBlind(context) && 'is-stale'}" data-part="${part}">
<header><h2>${heading}</h2><p>${messages.countHint}</p></header>
<table><thead><tr><th scope="col">${firstColumn}</th><th scope="col">${messages.kinds.camera}</th><th scope="col">${messages.links}</th><th scope="col">${messages.kinds.nvr}</th><th scope="col">${messages.otherDevices}</th></tr></thead>
<tbody>${rows.map((row) => renderRow(context, row))}</tbody></table>
</section>`;
}

function renderRow(context: PageContext, { name, href, counts, emphasis }: CountRow): Html {
  const { byKind, links } = counts;
  const others = DEVICE_KINDS.filter((kind) => kind !== 'camera' && kind !== 'nvr').map(
    (kind) => byKind[kind],
  );
  const label = href === undefined ? html`${name}` : html`<a href="${href}">${name}</a>`;
  return html`<tr class="${emphasis && `is-${emphasis}`}"><th scope="row">${label}</th>${[byKind.camera, links, byKind.nvr, addCounts(others)].map((cell) => renderCount(context, cell))}</tr>`;
}

function renderCount({ formats }: PageContext, { total, down }: Counts): Html {
  if (total === 0) return html`<td class="is-none">–</td>`;
  const lost = down > 0 ? html`<b>${formats.count(down)}</b>` : html`0`;
  return html`<td class="${down > 0 && 'has-lost'}">${lost}<span>/${formats.count(total)}</span></td>`;
}
