import type { LinkState } from '../../city/link-figures.ts';
import { type Html, html } from '../frame/html.ts';
import { renderIcon } from '../frame/icons.ts';
import type { PageContext } from '../frame/page-context.ts';

export function renderLinkState({ messages }: PageContext, state: LinkState): Html {
  return html`<span class="state">${renderIcon(state === 'saturated' ? 'degraded' : state)}${messages.linkPage.states[state]}</span>`;
}
