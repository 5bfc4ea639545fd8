import type { DemoResult } from '../run/demo-result.ts';
import type { DemoUser } from '../run/setting/demo-users.ts';
import type { ClusterActKind } from './cluster-timing.ts';

/** Something that was done to the cluster, and what came of it. */
export interface ClusterActResult {
  readonly kind: ClusterActKind;
  /** A collector, or a machine that keeps the record. */
  readonly target: string;
  readonly atMs: number;
  readonly forMs: number;
  /** The longest time without a word of any collector on record, while it went on. */
  readonly gapMs: number;
  /** Until the sites of a collector were another's, and its own again; absent where nobody had to take over. */
  readonly takenOverMs?: number;
  readonly givenBackMs?: number;
  /** Until everything was whole again, from when it was mended. */
  readonly wholeMs?: number;
}

/** The chain of a collector, in its own ledger and at the centre. */
export interface ClusterChainResult {
  readonly collector: string;
  readonly rows: number;
  /** Of its own rows so many are not at the centre. */
  readonly lost: number;
  /** Numbers that stand at the centre more than once. */
  readonly doubled: number;
  readonly areEqual: boolean;
}

/** Everything that the tables at the end of the demo of a cluster say. */
export interface ClusterDemoResult
  extends Pick<
    DemoResult,
    | 'seconds'
    | 'devices'
    | 'faults'
    | 'edges'
    | 'unexpected'
    | 'standing'
    | 'coverage'
    | 'incidents'
    | 'ledger'
    | 'idleRatio'
    | 'keptIn'
  > {
  readonly isFine: boolean;
  readonly acts: readonly ClusterActResult[];
  readonly chains: readonly ClusterChainResult[];
  /** The longest time in which nobody watched some device. */
  readonly unwatchedMs: number;
  /** Seconds of all devices that two collectors were to watch at once. */
  readonly doublyOwnedSeconds: number;
}

/** What the process inside the namespaces tells whoever started it, as JSON lines. */
export type ClusterNews =
  | { readonly says: 'progress'; readonly step: string; readonly done: number; readonly total: number }
  | {
      readonly says: 'started';
      readonly machines: Readonly<Record<string, string>>;
      readonly devices: number;
      readonly users: readonly DemoUser[];
    }
  | {
      readonly says: 'act';
      readonly kind: ClusterActKind;
      readonly target: string;
      readonly isBegun: boolean;
    }
  | { readonly says: 'ending' }
  | { readonly says: 'result'; readonly result: ClusterDemoResult };
