import { type Entity, INDICATORS, type Indicator } from '../../core/domain/state.ts';
import type { Interval } from '../../core/time/intervals.ts';
import type { RecordedChange } from '../../ledger/record/changes.ts';
import type { ImportedHistory } from '../../ledger/record/imports.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import { type CoverageGap, listCoverageGaps } from './coverage-gaps.ts';
import { listOutages, type Outage } from './outages.ts';

/** Everything the ledger says about an entity in a period. */
export interface History {
  readonly entity: Entity;
  readonly name?: string;
  readonly period: Interval;
  /** The states in force when the period begins. */
  readonly before: readonly RecordedChange[];
  readonly changes: readonly RecordedChange[];
  readonly outages: readonly Outage[];
  readonly gaps: readonly CoverageGap[];
  /** What other systems recorded, by indicator; the last import first. */
  readonly imported: readonly (ImportedHistory & { readonly indicator: Indicator })[];
}

export function readHistory(
  reader: LedgerReader,
  { entity, name }: Pick<History, 'entity' | 'name'>,
  period: Interval,
): History {
  return reader.snapshot(() => ({
    entity,
    ...(name !== undefined && { name }),
    period,
    before: [...reader.statesBefore(period.fromMs, { entity })].sort(byIndicator),
    changes: [...reader.changes({ entity, ...period, corrected: 'include' })],
    outages: listOutages(reader, { entity, ...period }),
    gaps: listCoverageGaps(reader, period, entity),
    imported: INDICATORS.flatMap((indicator) =>
      reader.imported({ entity, indicator, ...period }).map((history) => ({ ...history, indicator })),
    ),
  }));
}

const byIndicator = (a: RecordedChange, b: RecordedChange): number => (a.indicator < b.indicator ? -1 : 1);
