import type { ChainedTable } from './chained-tables.ts';

/** Where the chain stands: the last row's number and hash. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

/** Where the chain stood at an instant. */
export interface ChainState {
  /** Number and hash of the last row that was recorded before; 0 and zeroes where there was none. */
  readonly seq: number;
  readonly hash: string;
  /** How many rows there were up to it, of tables that have any. */
  readonly rows: Readonly<Partial<Record<ChainedTable, number>>>;
}

export interface ChainHeadReads {
  /** Number of the last row of the chain. */
  readonly headSeq: () => number;
  readonly chainBefore: (recordedBeforeMs: number) => ChainState;
}
