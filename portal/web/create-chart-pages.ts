import { z } from 'zod';
import { type Entity, linkEntity } from '../../core/domain/state.ts';
import type { MeasurementReader } from '../../core/domain/time-series.ts';
import type { Interval } from '../../core/time/intervals.ts';
import { parseParameters } from '../api/parameters.ts';
import { quote, RequestError } from '../api/request-error.ts';
import { planDevice, planLink, type SubjectPlan } from '../city/chart-plan.ts';
import type { CityView } from '../city/city-view.ts';
import type { HistoryDay, ReadHistory } from '../city/history.ts';
import type { DrawLater } from './create-list-pages.ts';
import { html, renderHtml } from './frame/html.ts';
import { type LookOptions, LookParameters } from './frame/look.ts';
import { clip, linkTo } from './frame/page-context.ts';
import { renderLayout } from './layout.ts';
import { SPAN_OF, SPANS } from './panels/chart-axis.ts';
import { DEFAULT_SPAN, renderDrawnCharts } from './panels/charts-panel.ts';
import { listPath } from './panels/facets.ts';

export interface ChartOptions extends LookOptions {
  /** Absent where nothing is measured into InfluxDB. */
  readonly measured: MeasurementReader | undefined;
  readonly history: ReadHistory;
}

/** Pages of charts by the id of what they are of, and the query of their address. */
export type ChartPages = Readonly<Record<'deviceCharts' | 'linkCharts', PlanCharts>>;
type PlanCharts = (id: string, search: URLSearchParams) => ReadCharts;
/** Reads what was measured in the turn of whoever asks. */
type ReadCharts = (who: string) => Promise<DrawLater>;

export const spanParameter = z.enum(SPANS).optional();

interface Charted {
  readonly name: string;
  readonly entity: Entity;
  readonly plans: readonly SubjectPlan[];
}

const clipTo = (segments: HistoryDay['segments'], { fromMs, toMs }: Interval): HistoryDay['segments'] =>
  segments
    .filter((segment) => segment.toMs > fromMs && segment.fromMs < toMs)
    .map((segment) => ({
      ...segment,
      fromMs: Math.max(segment.fromMs, fromMs),
      toMs: Math.min(segment.toMs, toMs),
    }));

export function createChartPages({ measured, history, contextFor, languageOf }: ChartOptions): ChartPages {
  const drawer =
    (kind: 'devices' | 'links', find: (view: CityView, id: string) => Charted | undefined): PlanCharts =>
    (id, search) => {
      const { lang, theme, span } = parseParameters(search, { ...LookParameters, span: spanParameter });
      const path = `/${kind}/${encodeURIComponent(id)}`;
      const context = contextFor(listPath(`${path}/charts`, { span }), languageOf(lang), theme);
      const { view } = context;
      const charted = find(view, id);
      if (charted === undefined || measured === undefined)
        throw new RequestError('PORTAL_NOT_FOUND', `no such address: ${quote(`${path}/charts`)}`);
      const { lengthMs, leastStepMs } = SPAN_OF[span ?? DEFAULT_SPAN];
      // The same for a while, so that whoever asks again shares the answer.
      const toMs = Math.ceil(view.atMs / leastStepMs) * leastStepMs;
      const period = { fromMs: toMs - lengthMs, toMs };
      const { name, entity, plans } = charted;
      return async (who) => {
        const subjects = plans.map(({ subject }) => subject);
        const answer = await measured.read({ subjects, period, leastStepMs, who });
        return () => {
          const segments = history(entity, view.atMs).flatMap((day) => clipTo(day.segments, period));
          const drawn = renderDrawnCharts(context, { path, span, plans, answer, period, segments });
          const back = html`<p class="back"><a href="${linkTo(context, path)}"><bdi>${clip(name)}</bdi></a></p>`;
          return renderHtml(renderLayout(context, clip(name), html`${back}${drawn}`));
        };
      };
    };
  return {
    deviceCharts: drawer('devices', (view, id) => {
      const visible = view.fleet.deviceById.get(id);
      return (
        visible && { name: visible.device.name, entity: visible.entity, plans: planDevice(view, visible) }
      );
    }),
    linkCharts: drawer('links', (view, id) => {
      const visible = view.fleet.linkById.get(id);
      return visible && { name: visible.link.name, entity: linkEntity(id), plans: planLink(view, visible) };
    }),
  };
}
