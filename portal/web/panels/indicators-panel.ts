import type { LiveStatus } from '../../../core/domain/sinks.ts';
import { isLost } from '../../../core/domain/state.ts';
import { type Html, html } from '../frame/html.ts';
import { renderIcon } from '../frame/icons.ts';
import { describeDuration, describeEdge, describeReason, type PageContext } from '../frame/page-context.ts';
import { describeMeasurements } from './measurements.ts';

/** From this share of contradictory probes on, a device flaps. */
const FLAPPING_RATIO = 0.25;

/** The state of every indicator, with its reason, since when, and what the last probe measured. */
export function renderIndicators(context: PageContext, statuses: readonly LiveStatus[]): Html {
  const { devicePage } = context.messages;
  return html`<section class="panel indicators" data-part="indicators">
<header><h2>${devicePage.indicator}</h2></header>
${statuses.length === 0 && html`<p class="quiet">${devicePage.noStatus}</p>`}
${statuses.map((status) => renderIndicator(context, status))}
</section>`;
}

function renderIndicator(context: PageContext, status: LiveStatus): Html {
  const { messages, formats, view } = context;
  const { devicePage } = messages;
  const { indicator, state, reason, sinceMs, afterMs, lastProbeMs, flapRatio = 0 } = status;
  const measured = describeMeasurements(context, status.measurements);
  const { measuredMs = lastProbeMs } = status;
  const isOld = measured !== '' && measuredMs !== lastProbeMs;
  return html`<div class="indicator">
<p class="verdict is-${state}">${renderIcon(state)}<b>${messages.indicators[indicator]}</b> ${messages.states[state]}${reason !== undefined && html` <span>${describeReason(context, reason)}</span>`}${flapRatio >= FLAPPING_RATIO && html` <em>${devicePage.flapping}</em>`}</p>
<p class="small">${messages.since(formats.fullTime(sinceMs))} (${describeDuration(context, view.atMs - sinceMs)})</p>
${isLost(status) && html`<p class="small">${describeEdge(context, sinceMs, afterMs)}</p>`}
${lastProbeMs !== undefined && html`<p class="small">${devicePage.lastProbe}: ${formats.fullTime(lastProbeMs)}${measured && !isOld && html` · ${measured}`}</p>`}
${isOld && measuredMs !== undefined && html`<p class="small">${describeOld(context, measuredMs, state === 'down' && measuredMs < sinceMs)}: ${measured}</p>`}
</div>`;
}

function describeOld(
  { messages, formats, view }: PageContext,
  measuredMs: number,
  isBefore: boolean,
): string {
  const { devicePage, learnt } = messages;
  const ago = learnt.ago(describeDuration({ messages, formats }, view.atMs - measuredMs));
  return devicePage.lastMeasured(formats.fullTime(measuredMs), ago, isBefore);
}
