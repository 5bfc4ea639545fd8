import { type Html, html } from '../html.ts';
import { renderIcon } from './icons.ts';
import type { PageContext } from './page-context.ts';

const ORDER = ['down', 'degraded', 'up', 'unknown'] as const;

export function renderLegend({ messages, view }: PageContext): Html {
  if (view.health.sight === 'blind') return html`<p class="legend">${messages.legendStale}</p>`;
  return html`<ul class="legend">${ORDER.map((state) => html`<li>${renderIcon(state)}${messages.legend[state]}</li>`)}</ul>`;
}
