import { lostIn } from '../city/city-part.ts';
import type { Called } from '../city/contracts-of.ts';
import type { PlaceFigures } from '../city/place-figures.ts';
import type { StandingIncidents } from '../city/standing-incidents.ts';
import type { VisibleFinding } from '../city/visible-findings.ts';
import type { VisibleDevice } from '../city/visible-fleet.ts';
import { type Html, html } from './frame/html.ts';
import { linkTo, type PageContext } from './frame/page-context.ts';
import { renderLayout } from './layout.ts';
import { renderCalling } from './panels/calling-panel.ts';
import { listPath } from './panels/facets.ts';
import { renderFindingTable } from './panels/finding-table.ts';
import { renderHealthStrip } from './panels/health-strip.ts';
import { renderIncidents } from './panels/incident-list.ts';
import { renderLines } from './panels/lines-panel.ts';
import { renderPlaceCounts } from './panels/place-counts.ts';
import { renderTroubled } from './panels/troubled-panel.ts';
import { renderUpstreams } from './panels/upstreams.ts';

/** What a site, a ward or an agency is, and what is told of all three alike. */
export interface PlacePage {
  readonly name: string;
  readonly id: string;
  readonly facts: readonly (readonly [string, Html | string])[];
  readonly figures: PlaceFigures;
  readonly incidents: StandingIncidents;
  readonly called: Called;
  /** The latest that stand, and how many there are. */
  readonly findings: readonly VisibleFinding[];
  readonly findingsTotal: number;
  /** What narrows each list to this place. */
  readonly filter: Readonly<Record<string, string>>;
  readonly lists: readonly ('devices' | 'links' | 'findings')[];
  /** Of which the way is shown. */
  readonly reached: VisibleDevice | undefined;
}

/** What it is, how many are in which state, what is wrong and why, the way there, whom to call. */
export function renderPlacePage(context: PageContext, page: PlacePage): Html {
  const { name, figures, incidents, called, filter, lists, reached } = page;
  const { down = 0, degraded = 0 } = Object.fromEntries(figures.byState);
  const pathOf = (list: PlacePage['lists'][number]) =>
    lists.includes(list) ? listPath(`/${list}`, filter) : undefined;
  return renderLayout(
    context,
    name,
    html`${renderHealthStrip(context)}
<div class="columns is-two is-place">
${renderFacts(page)}
${renderPlaceCounts(context, figures, filter)}
${renderIncidents(context, incidents, lostIn(context.view, figures.part))}
${reached && renderUpstreams(context, reached)}
${renderLines(context, figures.lines, pathOf('links'))}
${renderCalling(context, called)}
${renderTroubled(context, { devices: figures.troubled, total: down + degraded, path: pathOf('devices') })}
${renderFindings(context, page, pathOf('findings'))}
</div>`,
  );
}

const renderFacts = ({
  name,
  id,
  facts,
}: PlacePage): Html => html`<section class="panel facts" data-part="facts">
<header><h2><bdi>${name}</bdi></h2><p>${id}</p></header>
<dl>${facts.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>
</section>`;

function renderFindings(
  context: PageContext,
  { findings, findingsTotal }: PlacePage,
  path: string | undefined,
): Html {
  const { messages, formats } = context;
  const { findings: texts } = messages;
  const rest = findingsTotal - findings.length;
  return html`<section class="panel table findings" data-part="findings">
<header><h2>${texts.heading}</h2><p>${formats.count(findingsTotal)}</p></header>
${findingsTotal === 0 && html`<p class="quiet">${texts.noneStand}</p>`}
${findings.length > 0 && renderFindingTable(context, findings, 'with-place')}
${rest > 0 && html`<p class="rest">${path === undefined ? messages.andMore(formats.count(rest)) : html`<a href="${linkTo(context, path)}">${messages.andMore(formats.count(rest))}</a>`}</p>`}
</section>`;
}
