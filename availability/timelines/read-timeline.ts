import type { Entity, Indicator } from '../../core/domain/state.ts';
import type { Interval } from '../../core/time/intervals.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import { measuredSegments, readCoverage, readMeasured } from './entity-timelines.ts';
import type { Segment } from './timeline.ts';

export interface TimelineQuery {
  readonly entity: Entity;
  readonly indicator: Indicator;
  /** Ends at the present or earlier. */
  readonly period: Interval;
}

/** What was measured of one indicator of one entity in a period, whether it counted or not: segments that fill it. */
export function readTimeline(
  reader: LedgerReader,
  { entity, indicator, period }: TimelineQuery,
): readonly Segment[] {
  return reader.snapshot(() => {
    const query = { entities: [entity], indicator, period, asOfMs: period.toMs };
    const history = readMeasured(reader, query).get(entity);
    if (history === undefined) return [];
    const { coverage } = readCoverage(reader, query).of(entity, indicator);
    return measuredSegments({ ...history, outages: [] }, { period, coverage, service: [period] });
  });
}
