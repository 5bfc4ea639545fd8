import type { DeviceFacts } from '../../core/domain/device-facts.ts';
import type { FindingObservation } from '../../core/domain/findings.ts';
import type { TrafficDay } from '../../core/domain/traffic.ts';
import type { ChainHead } from './chain-heads.ts';

/** So many rows are received at once: more would keep others waiting who write. */
export const MOST_RECEIVED_ROWS = 5_000;
/** Of one line, in characters. */
export const LONGEST_RECEIVED_LINE = 1_000_000;

/** Coverage that a collector's run still extends. */
export interface OpenCoverage {
  readonly run: string;
  /** Absent: it holds for every check. */
  readonly intervalMs?: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Rows of one collector's chain, one after the other. */
export interface ReceivedBatch {
  readonly collector: string;
  /** As `camwatch ledger export` writes them, without the first line. */
  readonly lines: readonly string[];
  /** Who receives: the author of the receipt. */
  readonly receiver: string;
  readonly receivedMs: number;
  /** How far the coverage of the collector reached when it sent them; absent where it has more rows that were not sent yet. */
  readonly coveredMs?: number;
}

/** What a collector is at, and no row of its chain says yet. */
export interface CollectorWork {
  readonly collector: string;
  /** The last row of its chain when it was at it: what is older than what is known changes nothing. */
  readonly asOfSeq: number;
  readonly coveredMs?: number;
  readonly coverage: readonly OpenCoverage[];
  readonly run?: string;
  readonly traffic?: readonly TrafficDay[];
  readonly findings?: readonly FindingObservation[];
  readonly facts?: readonly DeviceFacts[];
}

/** Where the chain of a collector stands here; number 0 and zeroes where nothing was received. */
export interface CollectorHead extends ChainHead {
  readonly collector: string;
  readonly coveredMs?: number;
  readonly receivedMs?: number;
}

export type Reception =
  /** `added`: how many rows of the batch were not here before. */
  | { readonly outcome: 'received'; readonly head: ChainHead; readonly added: number }
  /** Rows before the first are not here: they are to be sent from the one after the head on. */
  | { readonly outcome: 'gap'; readonly head: ChainHead }
  /** The same number has another row here: two chains go by one name, or one was put back. Kept as evidence. */
  | {
      readonly outcome: 'fork';
      readonly head: ChainHead;
      readonly seq: number;
      readonly ours: string;
      readonly theirs: string;
    }
  /** `line` counts from 1 in the batch. */
  | {
      readonly outcome: 'damaged';
      readonly head: ChainHead;
      readonly line: number;
      readonly message: string;
    };

export interface Receiving {
  readonly headOf: (collector: string) => CollectorHead;
  readonly heads: () => readonly CollectorHead[];
  /** All rows of the batch and their receipt in one transaction, or none. What is here already adds nothing. */
  readonly receive: (batch: ReceivedBatch) => Reception;
  /** Keeps what the collector is at in the working tables. */
  readonly noteWork: (work: CollectorWork) => void;
}

export interface OpenReceivingOptions {
  /** Who is named as the author where the record is created. */
  readonly receiver: string;
  readonly nowMs: () => number;
  /** High-water marks besides the one beside the record. */
  readonly markFiles?: readonly string[];
}
