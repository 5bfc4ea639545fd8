import type { Entity, Indicator } from '../../core/domain/state.ts';
import type { ChainedTable } from './chained-tables.ts';
import type { RecordedBefore } from './changes.ts';
/** A row as the chain knows it. */
export interface RowHash {
  readonly seq: number;
  /** In hexadecimal digits. */
  readonly hash: string;
}

export interface StretchQuery extends RecordedBefore {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface CoverageRowQuery extends StretchQuery {
  /** Of rows that hold for the checks of an interval, those of these alone. */
  readonly intervalsMs: readonly number[];
}

export interface ImportedCoverageQuery extends StretchQuery {
  readonly entities: readonly Entity[];
  readonly indicator: Indicator;
}

export interface TrafficRowQuery extends RecordedBefore {
  readonly linkIds: readonly string[];
  /** Days in `[fromDate, toDate)`, as `2026-11-25`. */
  readonly fromDate: string;
  readonly toDate: string;
}

/** Says by which rows of the chain figures are borne out. */
export interface RowHashReads {
  /** Those of these numbers that are rows of the table, in order. */
  readonly rowHashes: (table: ChainedTable, seqs: Iterable<number>) => readonly RowHash[];
  /** The ended segments that touch the stretch; what still grows is no row of the chain yet. */
  readonly coverageHashes: (query: CoverageRowQuery) => readonly RowHash[];
  /** What imports vouch for, with the rows of the imports themselves. */
  readonly importHashes: (query: ImportedCoverageQuery) => readonly RowHash[];
  /** Those of these rows whose content is not what their hash says: somebody changed it. */
  readonly changedRows: (seqs: Iterable<number>) => readonly number[];
  /** The days of lines that are ended. */
  readonly trafficHashes: (query: TrafficRowQuery) => readonly RowHash[];
}

/** A stretch of the chain that one tree stands for, both ends included. */
export interface RowSpan {
  readonly fromSeq: number;
  readonly toSeq: number;
}
