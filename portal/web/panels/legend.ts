import type { CityView } from '../../city/city-view.ts';
import { type Html, html } from '../frame/html.ts';
import { renderIcon } from '../frame/icons.ts';
import type { PageContext } from '../frame/page-context.ts';
import { areaState } from './map-cell.ts';

const ORDER = ['down', 'degraded', 'up', 'unknown'] as const;

export function renderLegend({ messages, view }: PageContext): Html {
  if (view.health.sight === 'blind') return html`<p class="legend">${messages.legendStale}</p>`;
  return html`<ul class="legend">${ORDER.map((state) => html`<li>${renderIcon(state)}${messages.legend[state]}</li>`)}${hasEmpty(view) && html`<li><svg class="icon is-none" viewBox="0 0 16 16" aria-hidden="true"><use href="#i-up"/></svg>${messages.legend.none}</li>`}</ul>`;
}

function hasEmpty({ areas }: CityView): boolean {
  return areas.values().some((counts) => areaState(counts) === 'none');
}
