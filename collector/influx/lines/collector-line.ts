import type { AlertingHealth, CollectorHealth, MeasurementHealth } from '../../../core/domain/sinks.ts';
import type { CollectorCounts } from './collector-counts.ts';
import { renderLine, renderSeriesKey } from './line-protocol.ts';

export function renderCollectorLine(
  { collector, sight, latenessMs, probes, shortfall, recordedUntilMs }: CollectorHealth,
  { queuedBytes, queuedPoints, droppedPoints, setAsidePoints }: MeasurementHealth,
  counts: CollectorCounts & Partial<AlertingHealth>,
  atMs: number,
): string | undefined {
  return renderLine(
    renderSeriesKey('collector', { collector }),
    {
      ...counts,
      ...{ latenessMs, probes, shortfall, queuedPoints, queueBytes: queuedBytes },
      seeing: sight === 'seeing' ? 1 : 0,
      // Either is missing from the charts, and for a person to look at.
      droppedPoints: droppedPoints + setAsidePoints,
      ledgerLagMs: recordedUntilMs === undefined ? undefined : atMs - recordedUntilMs,
      messagesDead: counts.deadMessages,
    },
    atMs,
  );
}
