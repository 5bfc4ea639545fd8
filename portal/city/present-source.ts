import type { LiveColumns } from '../../core/domain/live-columns.ts';
import type { LiveView } from '../../core/domain/sinks.ts';

/** The present, as far as pages and API tell it: the collector's own, or what another thread was told of it. */
export interface PresentSource extends Pick<LiveView, 'linkStatuses' | 'status' | 'health' | 'traffic'> {
  readonly columns: () => PresentColumns;
}

export type PresentColumns = Omit<LiveColumns, 'lastProbeMs'>;
