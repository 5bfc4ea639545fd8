import type { State } from '../../../core/domain/state.ts';
import type { Counts } from '../../city/counts.ts';
import { type Html, html } from '../frame/html.ts';

const WORST_FIRST = ['down', 'degraded', 'unknown', 'up'] as const satisfies readonly State[];
const WIDTH = 1_000;
/** One lost camera of 80,000 must still be seen. */
const MIN_WIDTH = 8;

/** The four states side by side, the worst first. Decoration: the numbers stand beside it. */
export function renderStateBar(counts: Counts): Html {
  let x = 0;
  const parts = WORST_FIRST.flatMap((state) => {
    if (counts.total === 0 || counts[state] === 0) return [];
    const width = Math.min(
      WIDTH - x,
      Math.max(MIN_WIDTH, Math.round((counts[state] / counts.total) * WIDTH)),
    );
    const part = html`<rect class="is-${state}" x="${x}" width="${width}" height="1"/>`;
    x += width;
    return [part];
  });
  return html`<svg class="bar" viewBox="0 0 ${WIDTH} 1" preserveAspectRatio="none" aria-hidden="true">${parts}</svg>`;
}
