import type { Lease as Sharing } from '../../core/leases/lease.ts';
import type { RecordedBefore } from './changes.ts';

/** Who shares a zone from an instant on, and why since then. */
export interface Lease extends Sharing {
  readonly reason: string;
}

/** The chain that a row stands in: the one of this record itself, or of a collector by its id. */
export type ChainName = typeof CENTRE | (string & {});
export const CENTRE = 'centre';

export interface RecordedLease extends Lease {
  readonly seq: number;
  /** Of a collector's row the time of receipt. */
  readonly recordedMs: number;
  /** `centre`: granted; a collector: the lease that it obeyed from then on. */
  readonly chain: ChainName;
}

export interface LeaseQuery extends RecordedBefore {
  readonly zone?: string;
  readonly chain?: ChainName;
}

export interface LeaseReads {
  /** Of all chains, in the order of their numbers. */
  readonly leases: (query?: LeaseQuery) => readonly RecordedLease[];
}

export interface LeaseWord {
  readonly author: string;
  readonly recordedMs: number;
  /**
   * `rise`: one whose epoch is not above the last of its zone is left out, since somebody else was first; so the centre grants.
   * `any`: only one that is the last already is; so a collector writes down what it obeys.
   */
  readonly epochs: 'rise' | 'any';
}
