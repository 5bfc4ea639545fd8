import type { MeasuredAnswer } from '../../../core/domain/time-series.ts';
import type { Interval } from '../../../core/time/intervals.ts';
import type { SubjectPlan } from '../../city/chart-plan.ts';
import type { HistoryDay } from '../../city/history.ts';
import { portName } from '../../server/blur-places.ts';
import { type Html, html } from '../frame/html.ts';
import { renderIcon } from '../frame/icons.ts';
import { clip, linkTo, type PageContext } from '../frame/page-context.ts';
import { renderChart } from './chart.ts';
import { SPANS, type Span } from './chart-axis.ts';
import { listPath } from './facets.ts';

/** Whose charts they are. */
export interface ChartsOf {
  /** Of the page of a device or line. */
  readonly path: string;
  readonly span: Span | undefined;
}

export const DEFAULT_SPAN: Span = 'day';

/**
 * The place of the charts on a page, which is never kept waiting by InfluxDB: a script fetches the page of the charts and puts
 * them here, a link leads there without one.
 */
export function renderChartsPanel(context: PageContext, { path, span }: ChartsOf): Html {
  const from = linkTo(context, listPath(`${path}/charts`, { span }));
  return html`<section class="panel charts" data-part="charts" id="charts">
${renderHeader(context, { path, span }, (one) => `${linkTo(context, listPath(path, { span: one }))}#charts`)}
<div class="chart-list" data-own data-from="${from}"><p class="quiet"><a href="${from}">${context.messages.charts.open}</a></p></div>
</section>`;
}

/** What the charts themselves are drawn from. */
export interface DrawnCharts extends ChartsOf {
  readonly plans: readonly SubjectPlan[];
  readonly answer: MeasuredAnswer;
  readonly period: Interval;
  readonly segments: HistoryDay['segments'];
}

/** The same panel with the charts in it: the page that {@link renderChartsPanel} leads to. */
export function renderDrawnCharts(context: PageContext, drawn: DrawnCharts): Html {
  const { path, span } = drawn;
  return html`<section class="panel charts" data-part="charts" id="charts">
${renderHeader(context, { path, span }, (one) => linkTo(context, listPath(`${path}/charts`, { span: one })))}
<div class="chart-list" data-charts>${renderList(context, drawn)}</div>
</section>`;
}

function renderHeader(
  { messages: { charts } }: PageContext,
  { span = DEFAULT_SPAN }: ChartsOf,
  pathOf: (span: Span) => string,
): Html {
  return html`<header><h2>${charts.heading}</h2><nav class="spans" aria-label="${charts.spansOf}">${SPANS.map((one) => html`<a href="${pathOf(one)}"${one === span && html` aria-current="true"`}>${charts.spans[one]}</a>`)}</nav></header>`;
}

function renderList(context: PageContext, drawn: DrawnCharts): Html {
  const { plans, answer, period, segments, span = DEFAULT_SPAN } = drawn;
  const { charts } = context.messages;
  if (!answer.ok) return html`<p class="quiet">${charts.failures[answer.why]}</p>`;
  const shown = plans.flatMap((plan, index) => {
    const series = answer.series[index];
    return series && (plan.isExpected || series.newestMs !== undefined) ? [{ ...plan, series }] : [];
  });
  if (shown.every(({ series }) => series.newestMs === undefined))
    return html`<p class="quiet">${charts.nothing(charts.spans[span])}</p>`;
  const isLost = segments.at(-1)?.state === 'down';
  return html`${isLost && html`<p class="verdict">${renderIcon('down')}${charts.lostNow}</p>`}${shown.map(
    ({ subject, charts: own, series }) =>
      own.map((plan) => {
        const port =
          subject.kind === 'traffic' &&
          portName(context.view.fleet, { device: subject.device, name: subject.interface });
        const title = charts.names[plan.name] + (port ? ` · ${clip(port, 40)}` : '');
        return renderChart(context, { plan, title, series, span, period, segments });
      }),
  )}`;
}
