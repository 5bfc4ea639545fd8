import { type Html, html } from '../frame/html.ts';
import { linkTo, type PageContext } from '../frame/page-context.ts';

/** The list that a page was reached from, and what stands beside it there. */
export interface ListPager {
  /** Address of the list. */
  readonly list: string;
  readonly previous: string | undefined;
  readonly next: string | undefined;
}

/** To the next and the previous incident of the same list: by `J` and `K` as well. */
export function renderPager(context: PageContext, { list, previous, next }: ListPager): Html {
  const texts = context.messages.duty.list;
  const link = (path: string | undefined, rel: string, sign: string, text: string) =>
    path !== undefined &&
    html`<a href="${linkTo(context, path)}" rel="${rel}" title="${texts.keys}">${sign} ${text}</a>`;
  return html`<nav class="pager" aria-label="${texts.heading}" data-part="pager"><a href="${linkTo(context, list)}">☰ ${texts.back}</a>${link(previous, 'prev', '←', texts.previous)}${link(next, 'next', '→', texts.nextOne)}</nav>`;
}
