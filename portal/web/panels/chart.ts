import type { MeasuredPoint, MeasuredSeries, MeasuredValue } from '../../../core/domain/time-series.ts';
import type { Interval } from '../../../core/time/intervals.ts';
import { days } from '../../../core/time/units.ts';
import type { ChartPlan, Quantity } from '../../city/chart-plan.ts';
import type { HistoryDay } from '../../city/history.ts';
import { type Html, html } from '../frame/html.ts';
import { describeDuration, type PageContext } from '../frame/page-context.ts';
import { buildValueAxis, type Span, type Tick, timeTicks, type ValueAxis } from './chart-axis.ts';
import { drawStretches } from './history-panel.ts';

/** What one chart is drawn from. */
export interface ChartSource {
  readonly plan: ChartPlan;
  /** `Lưu lượng tại Gi0/1`. */
  readonly title: string;
  readonly series: MeasuredSeries;
  readonly span: Span;
  readonly period: Interval;
  /** The states of the same time. */
  readonly segments: HistoryDay['segments'];
}

/** Of the drawing, in its own units: small enough to be read on a telephone. */
const [WIDTH, LEFT, TOP, PLOT] = [480, 40, 8, 104];
const BAND = { y: TOP + PLOT + 6, height: 7 };
const HEIGHT = BAND.y + BAND.height + 20;

/** One picture over time: what was not measured is a gap, and below it stands what state it was in. */
export function renderChart(context: PageContext, source: ChartSource): Html {
  const { plan, title, series, span, period, segments } = source;
  const { messages, formats } = context;
  const { charts } = messages;
  const values = plan.values.map((value) => ({ value, points: pointsOf(series, value) }));
  const most = Math.max(0, ...values.flatMap(({ points }) => points.map((point) => point.amount)));
  if (values.every(({ points }) => points.length === 0))
    return html`<figure class="chart"><figcaption><b>${title}</b> <span class="age">${charts.unmeasured}</span></figcaption></figure>`;
  const axis = buildValueAxis(plan.quantity, most, { formats, daysWord: charts.days });
  const told = values.map(({ value, points }) =>
    describe(context, plan.quantity, { value, points, stepMs: series.stepMs }),
  );
  const missing = describeMissing(context, source);
  const scale = { axis, period, stepMs: series.stepMs };
  return html`<figure class="chart"><figcaption><b>${title}</b>${axis.unit !== '' && html` <span class="unit">${axis.unit}</span>`} <span class="age">${describeAge(context, series.newestMs)}</span></figcaption>
<svg class="over-time" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${`${title}, ${charts.spans[span]}: ${[...told, ...missing].join('; ')}`}">
${drawGrid(axis, timeTicks(span, period, formats), period)}
${drawStretches(context, { ...period, segments }, { ...BAND, left: LEFT, width: WIDTH - LEFT })}
${values.toReversed().map(({ value, points }) => points.length > 0 && html`<path class="line${value !== plan.values[0] && ' is-second'}" d="${drawLine(points, scale)}"/>`)}
</svg>
<ul class="amounts">${told.map((text, index) => html`<li>${told.length > 1 && html`<svg class="over-time" viewBox="0 0 18 8" aria-hidden="true"><path class="line${index > 0 && ' is-second'}" d="M0 4H18"/></svg>`}${text}</li>`)}${missing.map((text) => html`<li>${text}</li>`)}</ul></figure>`;
}

interface Amount {
  readonly fromMs: number;
  readonly amount: number;
}

const pointsOf = ({ points }: MeasuredSeries, value: MeasuredValue): readonly Amount[] =>
  points.flatMap((point: MeasuredPoint) => {
    const amount = point.values[value];
    return amount === undefined || amount < 0 ? [] : [{ fromMs: point.fromMs, amount }];
  });

function drawGrid({ ticks, top }: ValueAxis, times: readonly Tick[], period: Interval): Html {
  const bottom = BAND.y + BAND.height;
  const rows = ticks.map(({ at, label }) => {
    const y = yOf(at, top);
    return html`<path class="tick" d="M${LEFT} ${y}H${WIDTH}"/><text class="at-end" x="${LEFT - 6}" y="${y + 4}">${label}</text>`;
  });
  const columns = times.map(({ at, label }) => {
    const x = xOf(at, period);
    const edge = x < LEFT + 16 ? 'at-start' : x > WIDTH - 18 && 'at-end';
    return html`<path class="tick" d="M${x} ${TOP}V${bottom + 3}"/><text class="${edge}" x="${x}" y="${bottom + 15}">${label}</text>`;
  });
  return html`${rows}${columns}`;
}

interface Scale {
  readonly axis: ValueAxis;
  readonly period: Interval;
  readonly stepMs: number;
}

/** A point stands in the middle of its step. What lies between two of them that do not touch was not measured, and is not drawn. */
function drawLine(points: readonly Amount[], { axis, period, stepMs }: Scale): string {
  const isApart = (a: Amount | undefined, b: Amount | undefined) => !a || !b || b.fromMs - a.fromMs > stepMs;
  return points
    .map((point, index) => {
      const x = xOf(point.fromMs + stepMs / 2, period);
      const y = yOf(point.amount, axis.top);
      const begins = isApart(points[index - 1], point);
      // By itself it is a dot.
      const alone = begins && isApart(point, points[index + 1]);
      return `${begins ? 'M' : 'L'}${x} ${y}${alone ? 'h0' : ''}`;
    })
    .join('');
}

function xOf(atMs: number, { fromMs, toMs }: Interval): number {
  const share = (atMs - fromMs) / (toMs - fromMs);
  return round(LEFT + Math.min(1, Math.max(0, share)) * (WIDTH - LEFT));
}

const yOf = (amount: number, top: number): number => round(TOP + PLOT * (1 - Math.min(1, amount / top)));

const round = (value: number): number => Math.round(value * 10) / 10;

interface Told {
  readonly value: MeasuredValue;
  readonly points: readonly Amount[];
  readonly stepMs: number;
}

/** Of which a step has the average: its last is not what was measured last. */
const AVERAGED: ReadonlySet<MeasuredValue> = new Set<MeasuredValue>([
  ...(['rttMs', 'lossRatio', 'bitsPerSecond', 'inBitsPerSecond', 'outBitsPerSecond'] as const),
]);

/** `trung bình: 5 phút gần nhất 4,2 ms, từ 3 ms đến 90 ms`. */
function describe(context: PageContext, quantity: Quantity, { value, points, stepMs }: Told): string {
  const { charts } = context.messages;
  const last = points.at(-1);
  if (last === undefined) return `${charts.values[value]}: ${charts.unmeasured}`;
  const amounts = points.map(({ amount }) => amount);
  const say = (amount: number) => describeAmount(context, quantity, amount);
  const between = charts.between(say(Math.min(...amounts)), say(Math.max(...amounts)));
  const step = AVERAGED.has(value) ? describeDuration(context, stepMs) : undefined;
  return `${charts.values[value]}: ${charts.last(say(last.amount), step)}, ${between}`;
}

/** Of the steps that are wholly in the time that is shown; what was measured in the last one may be on its way. */
function describeMissing(context: PageContext, { series, period }: ChartSource): readonly string[] {
  const { stepMs, points } = series;
  const measured = new Set(points.map(({ fromMs }) => fromMs));
  const endMs = Math.min(period.toMs, context.view.atMs) - stepMs;
  let missing = 0;
  for (let atMs = Math.ceil(period.fromMs / stepMs) * stepMs; atMs + stepMs <= endMs; atMs += stepMs)
    if (!measured.has(atMs)) missing += 1;
  if (missing === 0 || points.length === 0) return [];
  return [context.messages.charts.unmeasuredFor(describeDuration(context, missing * stepMs))];
}

function describeAge(context: PageContext, newestMs: number | undefined): string {
  const { messages, formats, view } = context;
  if (newestMs === undefined) return messages.charts.unmeasured;
  const age = describeDuration(context, view.atMs - newestMs);
  return messages.charts.newest(formats.shortTime(newestMs, view.atMs), age);
}

function describeAmount({ formats, messages }: PageContext, quantity: Quantity, amount: number): string {
  switch (quantity) {
    case 'milliseconds':
      // What is fast did not take no time.
      return `${amount > 0 && amount < 0.05 ? `< ${formats.decimal(0.1)}` : formats.decimal(amount)} ms`;
    case 'share':
      return formats.percent(amount);
    case 'bitRate':
      return formats.bitRate(amount);
    case 'count':
      return formats.count(amount);
    case 'age':
      return `${formats.decimal(amount / days(1))} ${messages.charts.days}`;
  }
}
