import type { State } from '../../../core/domain/state.ts';
import { type Html, html } from './html.ts';

/** One shape a state, so that no state is told by its colour alone: dot, triangle, cross, dashed ring. */
export function renderIconSymbols(): Html {
  return html`<svg class="symbols" width="0" height="0" aria-hidden="true"><defs>
<symbol id="i-up" viewBox="0 0 16 16"><circle cx="8" cy="8" r="5.5"/></symbol>
<symbol id="i-degraded" viewBox="0 0 16 16"><path d="M8 1.5 15 14H1Z"/></symbol>
<symbol id="i-down" viewBox="0 0 16 16"><path d="M3.8 1.2 8 5.4l4.2-4.2 2.6 2.6L10.6 8l4.2 4.2-2.6 2.6L8 10.6l-4.2 4.2-2.6-2.6L5.4 8 1.2 3.800Z"/></symbol>
<symbol id="i-unknown" viewBox="0 0 16 16"><circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="3 2.4"/></symbol>
</defs></svg>`;
}

export function renderIcon(state: State): Html {
  return html`<svg class="icon is-${state}" viewBox="0 0 16 16" aria-hidden="true"><use href="#i-${state}"/></svg>`;
}
