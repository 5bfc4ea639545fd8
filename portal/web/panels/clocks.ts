import type { ClockNow, ClocksNow } from '../../../contracts/response/clocks-now.ts';
import { type Html, html } from '../frame/html.ts';
import { describeDuration, type PageContext } from '../frame/page-context.ts';
import { nameOfParty } from './duty-facts.ts';

/** What is left of the times that contracts give, or became of them, each with its name; the shortest where several give one. */
export function renderClocks(
  context: PageContext,
  { response, restoration }: ClocksNow,
): readonly [string, Html][] {
  const { list } = context.messages.duty;
  return [
    ...(response ? [[list.answerWithin, renderResponse(context, response)] as [string, Html]] : []),
    ...(restoration ? [[list.restoreWithin, renderClock(context, restoration)] as [string, Html]] : []),
  ];
}

/** Only the contractor ends it: where it is over or goes on without it, that is said. */
function renderResponse(context: PageContext, clock: ClockNow): Html {
  const { clocks } = context.messages.duty.list;
  const contractor = nameOfParty(context, { kind: 'contractor', id: clock.contractor });
  if (clock.ended === 'restored') {
    const ending = clock.isOthersAcknowledged
      ? clocks.unacknowledgedByIts(contractor)
      : clocks.unacknowledged;
    return renderText(clock, clock.leftMs < 0 ? lateBy(context, ending, clock) : ending);
  }
  const isOthers = clock.ended === undefined && clock.isOthersAcknowledged;
  return html`${renderClock(context, clock)}${isOthers && html` <span class="small">${clocks.whose(contractor)}</span>`}`;
}

function renderClock(context: PageContext, clock: ClockNow): Html {
  const { list } = context.messages.duty;
  const { leftMs, ended } = clock;
  if (ended === 'passed-on') return html`<span class="clock">${list.clocks.passedOn}</span>`;
  if (ended !== undefined) {
    const what = list.clocks[ended];
    return renderText(clock, leftMs < 0 ? lateBy(context, what, clock) : list.clocks.inTime(what));
  }
  const duration = describeDuration(context, Math.abs(leftMs));
  return renderText(clock, leftMs < 0 ? list.late(duration) : list.left(duration));
}

const lateBy = (context: PageContext, what: string, { leftMs }: ClockNow): string =>
  context.messages.duty.list.clocks.lateBy(what, describeDuration(context, -leftMs));

const renderText = ({ leftMs }: ClockNow, text: string): Html =>
  html`<span class="clock ${leftMs < 0 && 'is-late'}">${text}</span>`;
