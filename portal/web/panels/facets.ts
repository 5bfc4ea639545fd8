import { type Html, html } from '../frame/html.ts';
import { clip, linkTo, type PageContext } from '../frame/page-context.ts';

/** One way to narrow a list, with how much it would leave. */
export interface Facet {
  readonly label: string;
  readonly count: number;
  /** Address of the page with this facet chosen, or without it where it is. */
  readonly path: string;
  readonly isChosen: boolean;
}

/** Filters are links, so that the page needs no form and no script. */
export function renderFacets(context: PageContext, heading: string, facets: readonly Facet[]): Html {
  const { formats } = context;
  return html`<div class="facet"><h3>${heading}</h3><ul>${facets.map(
    ({ label, count, path, isChosen }) =>
      html`<li class="${isChosen && 'is-chosen'}"><a href="${linkTo(context, path)}">${isChosen && '✕ '}${clip(label, 48)}</a> <span>${formats.count(count)}</span></li>`,
  )}</ul></div>`;
}

/** The address of a list with these filters; what is not set is left out. */
export function listPath(path: string, filters: Readonly<Record<string, string | undefined>>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value !== undefined) parameters.set(name, value);
  return parameters.size === 0 ? path : `${path}?${parameters}`;
}
