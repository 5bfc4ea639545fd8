import type { ClockNow, ClocksNow } from '../../../contracts/response/clocks-now.ts';
import { type Html, html } from '../frame/html.ts';
import { describeDuration, type PageContext } from '../frame/page-context.ts';

/** What is left of the times that contracts give, each with its name; the shortest where several give one. */
export function renderClocks(
  context: PageContext,
  { response, restoration }: ClocksNow,
): readonly [string, Html][] {
  const { list } = context.messages.duty;
  return [
    ...(response ? [[list.answerWithin, renderClock(context, response)] as [string, Html]] : []),
    ...(restoration ? [[list.restoreWithin, renderClock(context, restoration)] as [string, Html]] : []),
  ];
}

function renderClock(context: PageContext, { leftMs, isDone }: ClockNow): Html {
  const { list } = context.messages.duty;
  const isLate = leftMs < 0;
  if (isDone && !isLate) return html`<span class="clock">${list.answered}</span>`;
  const duration = describeDuration(context, Math.abs(leftMs));
  return html`<span class="clock ${isLate && 'is-late'}">${isLate ? list.late(duration) : list.left(duration)}</span>`;
}
