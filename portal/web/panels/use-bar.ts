import type { LinkFigures } from '../../city/link-figures.ts';
import { type Html, html } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';

const WIDTH = 100;

/** How full a link is, as a bar and in percent. Orange is for a state, so only a saturated link has it. */
export function renderUse({ formats }: PageContext, { usedRatio, state }: LinkFigures): Html {
  if (usedRatio === undefined) return html`–`;
  const width = Math.min(WIDTH, Math.ceil(usedRatio * WIDTH));
  return html`<span class="use"><svg class="use-bar ${state === 'saturated' && 'is-full'}" viewBox="0 0 ${WIDTH} 1" preserveAspectRatio="none" aria-hidden="true"><rect width="${width}" height="1"/></svg>${formats.percent(usedRatio)}</span>`;
}
