import type { MeasuredAnswer, MeasuredValue } from '../../../core/domain/time-series.ts';
import type { ChartName } from '../../city/chart-plan.ts';
import type { Span } from '../panels/chart-axis.ts';

/** Texts of what was measured over time. */
export interface ChartTexts {
  readonly heading: string;
  /** Of what a time is chosen by. */
  readonly spansOf: string;
  readonly spans: Readonly<Record<Span, string>>;
  readonly open: string;
  readonly names: Readonly<Record<ChartName, string>>;
  readonly values: Readonly<Record<MeasuredValue, string>>;
  /** Unit of an age. */
  readonly days: string;
  readonly failures: Readonly<Record<Extract<MeasuredAnswer, { ok: false }>['why'], string>>;
  readonly nothing: (span: string) => string;
  readonly newest: (time: string, age: string) => string;
  /** `step` is of what it is the average. */
  readonly last: (value: string, step?: string) => string;
  /** Above the charts of what is down. */
  readonly lostNow: string;
  readonly between: (least: string, most: string) => string;
  readonly unmeasured: string;
  readonly unmeasuredFor: (duration: string) => string;
}
