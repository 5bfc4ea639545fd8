import { z } from 'zod';
import { must } from '../../core/input/parse-input.ts';
import type { ChainedTable } from './chained-tables.ts';
import type { ChainName } from './leases.ts';

/** Where the chain stands: the last row's number and hash. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

/** As it is handed out: `48211:9f2c…`. */
export const HeadName = z
  .string()
  .superRefine(
    must(
      (text) => parseHeadName(text) !== undefined,
      'expected the number of a row, a colon and 64 hexadecimal digits',
      'cần số của một dòng, dấu hai chấm và 64 chữ số thập lục phân',
    ),
  )
  .meta({ value: 'row:hash' });

export function parseHeadName(text = ''): ChainHead | undefined {
  const [, seq, hash] = /^([1-9]\d*):([0-9a-f]{64})$/.exec(text) ?? [];
  return seq === undefined || hash === undefined ? undefined : { seq: Number(seq), hash };
}

export const renderHeadName = ({ seq, hash }: ChainHead): string => `${seq}:${hash}`;

/** Where the chain stood at an instant. */
export interface ChainState {
  /** Number and hash of the last row that was recorded before; 0 and zeroes where there was none. */
  readonly seq: number;
  readonly hash: string;
  /** How many rows there were up to it, of tables that have any. */
  readonly rows: Readonly<Partial<Record<ChainedTable, number>>>;
}

/** Where one of the chains of a record stood. */
export interface NamedHead extends ChainHead {
  /** `centre`: the record's own; else of a collector, by the numbers that rows have there. */
  readonly chain: ChainName;
}

export interface ChainHeadReads {
  /** Number of the last row of the chain. */
  readonly headSeq: () => number;
  readonly chainBefore: (recordedBeforeMs: number) => ChainState;
  /** Of all chains by what was recorded before an instant, the record's own first; none where no row of a collector was received by then. */
  readonly headsBefore: (recordedBeforeMs: number) => readonly NamedHead[];
  /** Collectors that ever sent rows, by name. */
  readonly senders: () => readonly string[];
}
