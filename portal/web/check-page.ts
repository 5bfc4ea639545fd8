import type { CheckReport, ReportedCheck } from '../city/check-report.ts';
import type { VisibleDevice } from '../city/visible-fleet.ts';
import { type Html, html } from './frame/html.ts';
import { renderIcon } from './frame/icons.ts';
import { clip, describeReason, linkTo, type PageContext } from './frame/page-context.ts';
import { renderLayout } from './layout.ts';
import type { CheckTexts } from './messages/check-texts.ts';
import { checkTexts, renderCheckForm } from './panels/check-form.ts';

/** What is there of a check that somebody asked for. */
export interface CheckShown {
  readonly run: { readonly startedMs: number; readonly report?: CheckReport } | undefined;
  /** Of whoever may ask for another. */
  readonly token: string | undefined;
}

/** What was sent to a device and what it answered, with times, check by check. */
export function renderCheckPage(
  context: PageContext,
  { device }: VisibleDevice,
  { run, token }: CheckShown,
): Html {
  const { messages, formats } = context;
  const texts = checkTexts(messages.language);
  const { report, startedMs = 0 } = run ?? {};
  const isUnderWay = run !== undefined && report === undefined;
  return renderLayout(
    context,
    texts.heading(clip(device.name, 40)),
    html`<section class="panel checked" data-part="checked">
<header><h2><bdi>${clip(device.name)}</bdi></h2><p>${clip(device.id)}</p></header>
<p class="back"><a href="${linkTo(context, `/devices/${encodeURIComponent(device.id)}`)}">← ${texts.back}</a></p>
<p role="status">${isUnderWay ? texts.underWay(formats.time(startedMs)) : report === undefined ? texts.none : texts.finished(formats.fullTime(startedMs), describeTook(context, report.tookMs, texts))}</p>
${report?.failure !== undefined && html`<p class="told problem">${texts.failures[report.failure]}</p>`}
${report?.checks.map((check) => renderCheck(context, check, texts))}
<p class="small">${texts.noState}</p>
${token !== undefined && !isUnderWay && renderCheckForm(device.id, { token, language: messages.language })}
</section>`,
  );
}

function renderCheck(context: PageContext, check: ReportedCheck, texts: CheckTexts): Html {
  const { messages, formats } = context;
  const { indicator, means, state, reason, tookMs, steps } = check;
  const after = (ms: number) => `+${texts.milliseconds(formats.count(ms))}`;
  return html`<section class="checked-one"><h3>${renderIcon(state)}<b>${messages.indicators[indicator]}</b> ${messages.states[state]}${reason !== undefined && html` <span>${describeReason(context, reason)}</span>`} <span class="small">${texts.by(means)}, ${describeTook(context, tookMs, texts)}</span></h3>
${steps.length > 0 && html`<details data-key="${indicator}"><summary>${texts.trace}</summary><ol>${steps.map(({ kind, afterMs, text }) => html`<li><span class="when">${after(afterMs)}</span> <span class="small">${texts.steps[kind]}</span> <bdi>${text}</bdi></li>`)}</ol></details>`}</section>`;
}

/** A long wait is told in seconds. */
const describeTook = ({ formats }: PageContext, tookMs: number, texts: CheckTexts): string =>
  tookMs < 1_000 ? texts.milliseconds(formats.count(tookMs)) : texts.seconds(formats.decimal(tookMs / 1_000));
