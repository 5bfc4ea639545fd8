import { type Html, html } from '../frame/html.ts';
import { isBlind, linkTo, type PageContext } from '../frame/page-context.ts';
import { renderLayout } from '../layout.ts';
import { type FacetGroup, listPath, renderFacets, type Traits } from './facets.ts';
import { renderHealthStrip } from './health-strip.ts';
import { viewsPlace } from './views-panel.ts';

/** A list that is narrowed by its address and read page by page. */
export interface ListPage {
  readonly path: string;
  readonly heading: string;
  /** How many there are, in words. */
  readonly count: string;
  readonly choice: Traits;
  readonly groups: readonly FacetGroup[];
  /** Where all of it is had as a file. */
  readonly file: string;
  /** What the file is narrowed by besides. */
  readonly fileFilter?: Traits;
  readonly part: string;
  readonly hint?: string;
  readonly none: string;
  /** Absent where there is nothing. */
  readonly table: Html | undefined;
  readonly isFirst: boolean;
  readonly next: string | undefined;
}

export function renderListPage(context: PageContext, page: ListPage): Html {
  const { list } = context.messages;
  const { heading, choice, groups, path, part, table } = page;
  const isNarrowed = Object.values(choice).some((value) => value !== undefined);
  return renderLayout(
    context,
    heading,
    html`${renderHealthStrip(context)}
<section class="panel facets" data-part="facets">
<header><h2>${page.count}</h2>${isNarrowed && html`<p><a href="${linkTo(context, path)}">✕ ${list.clearFilter}</a></p>`}</header>
<div class="facet-row">${groups.map((group) => renderFacets(context, group))}</div>
</section>
${viewsPlace(nameChosen(heading, groups))}
<section class="panel table ${part} ${isBlind(context) && 'is-stale'}" data-part="${part}">
<header><h2>${heading}</h2><p>${renderFiles(context, page)}</p></header>
${page.hint !== undefined && html`<p class="small">${page.hint}</p>`}
${table ?? html`<p class="quiet">${page.none}</p>`}
${renderTurns(context, page)}
</section>`,
  );
}

/** `Thiết bị: mất, camera`: what a list that is kept is called where nobody says otherwise. */
function nameChosen(heading: string, groups: readonly FacetGroup[]): string {
  const chosen = groups.flatMap(({ facets }) =>
    facets.filter(({ isChosen }) => isChosen).map(({ label }) => label),
  );
  return chosen.length === 0 ? heading : `${heading}: ${chosen.join(', ')}`;
}

function renderFiles({ messages }: PageContext, { file, fileFilter, choice }: ListPage): Html {
  const pathOf = (format: string) => listPath(file, { format, ...fileFilter, ...choice });
  return html`${messages.list.asFile} <a href="${pathOf('xlsx')}">XLSX</a> · <a href="${pathOf('csv')}">CSV</a>`;
}

function renderTurns(context: PageContext, { path, choice, isFirst, next }: ListPage): Html | undefined {
  const { list } = context.messages;
  if (isFirst && next === undefined) return undefined;
  const pathTo = (cursor?: string) => linkTo(context, listPath(path, { ...choice, cursor }));
  return html`<p class="rest turns">${!isFirst && html`<a href="${pathTo()}">${list.first}</a> `}${next !== undefined && html`<a href="${pathTo(next)}" rel="next">${list.next}</a>`}</p>`;
}
