import type { Interval } from '../time/intervals.ts';

/** Values of a point, each named with its unit. */
export type MeasuredValue =
  | 'rttMs'
  | 'rttMaxMs'
  | 'lossRatio'
  | 'bitsPerSecond'
  | 'freeRatio'
  | 'channelsLost'
  | 'disksFailed'
  | 'oldestAgeMs'
  | 'inBitsPerSecond'
  | 'outBitsPerSecond';

/** What is measured over time: one rung of a device, or what goes through a port or line. */
export type MeasuredSubject =
  | { readonly kind: 'reach' | 'stream' | 'recorder'; readonly device: string }
  | {
      readonly kind: 'traffic';
      readonly device: string;
      readonly interface: string;
      /** Measured there. */
      readonly link?: string | undefined;
      /** How often the port is polled, where that is known. */
      readonly everyMs?: number | undefined;
    };

export interface MeasuredQuery {
  readonly subjects: readonly MeasuredSubject[];
  readonly period: Interval;
  /** A point sums up no less than this. */
  readonly leastStepMs: number;
  /** Who asks: nobody takes all turns. */
  readonly who?: string;
}

/** Points in order of time. Where nothing was measured in a step, there is none. */
export interface MeasuredSeries {
  readonly stepMs: number;
  /** When the last reading of the period was taken, good or bad; absent where there is none. */
  readonly newestMs?: number;
  readonly points: readonly MeasuredPoint[];
}

export interface MeasuredPoint {
  /** The step begins here, at a whole multiple of its width. */
  readonly fromMs: number;
  readonly values: Readonly<Partial<Record<MeasuredValue, number>>>;
}

/** One series for each subject, or why there is none. */
export type MeasuredAnswer =
  | { readonly ok: true; readonly series: readonly MeasuredSeries[] }
  | { readonly ok: false; readonly why: 'late' | 'failed' | 'busy' };

/** Reads back what was measured, for charts: figures of a contract never come from here. */
export interface MeasurementReader {
  /** Never rejects, and settles within its deadline. */
  readonly read: (query: MeasuredQuery) => Promise<MeasuredAnswer>;
}
