import type { MeasuredGroupKind, MeasuredSums } from '../../availability/sums/measured-sums.ts';
import type { Indicator } from '../../core/domain/state.ts';
import type { Interval } from '../../core/time/intervals.ts';
import type { Period } from '../../core/time/periods.ts';
import type { SlaRow } from './sla-row.ts';

export type SlaGroup = MeasuredGroupKind | 'contract';

/** The answer to a question about availability. */
export interface SlaAnswer {
  readonly by: SlaGroup;
  /** Absent where every contract has its own. */
  readonly indicator?: Indicator;
  readonly timeZone: string;
  readonly period: Period;
  /** As much of the period as counts: it ends where the record does. */
  readonly counted: Interval;
  /** Absent where the record begins later. */
  readonly before?: Period;
  /** In the order in which they are shown. */
  readonly rows: readonly SlaRow[];
  readonly total: SlaRow;
  /** How many rows there were before the worst were chosen. */
  readonly found: number;
  /** Absent where contracts were settled. */
  readonly source?: Pick<MeasuredSums, 'daysFromSums' | 'fromIntervals'>;
}
