import { type Html, html } from '../html.ts';
import type { LinkState } from '../link-figures.ts';
import { renderIcon } from './icons.ts';
import type { PageContext } from './page-context.ts';

export function renderLinkState({ messages }: PageContext, state: LinkState): Html {
  return html`<span class="state">${renderIcon(state === 'saturated' ? 'degraded' : state)}${messages.linkPage.states[state]}</span>`;
}
