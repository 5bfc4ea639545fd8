import type { FaultKind } from '../../simulator/faults/fault.ts';
import type { Means } from './choose-means.ts';

/** One scripted fault, and what became of it in the ledger. */
export interface FaultResult {
  readonly number: number;
  readonly kind: FaultKind;
  readonly target: string;
  /** What must have been found down: phases of a flapping device count one by one. */
  readonly expected: number;
  readonly found: number;
  /** What was not found, or not where it was: `entity indicator`. */
  readonly amiss: readonly string[];
  /** The target's own first outage beside the truth (epoch ms); absent where it has none. */
  readonly truthFromMs?: number;
  readonly truthToMs?: number;
  readonly ledgerFromMs?: number;
  readonly ledgerToMs?: number;
  /** The largest distance of an edge from the truth, over everything the fault took down. */
  readonly worstErrorMs?: number;
  /** `cut-short`: the demo was stopped before it could be seen. */
  readonly verdict: 'found' | 'missed' | 'misplaced' | 'cut-short';
}

export interface UnexpectedOutage {
  readonly entity: string;
  readonly indicator: string;
  readonly fromMs: number;
  readonly toMs?: number;
  readonly reason: string;
}

/** Everything the table at the end says. */
export interface DemoResult {
  readonly isFine: boolean;
  readonly seconds: number;
  readonly devices: number;
  readonly reachEngine: string;
  readonly faultsMadeBy: Means['faults'];
  readonly toleranceMs: number;
  readonly faults: readonly FaultResult[];
  readonly edges: { readonly count: number; readonly meanMs: number; readonly worstMs: number };
  readonly unexpected: readonly UnexpectedOutage[];
  readonly coverage: { readonly coveredMs: number; readonly periodMs: number };
  readonly probes: number;
  readonly shortfall: number;
  readonly cpu: { readonly userSeconds: number; readonly systemSeconds: number };
  readonly ledger: { readonly rows: number; readonly problems: readonly string[] };
  /** Absent: measurements were not kept. */
  readonly influx?: {
    /** Points by measurement and retention policy. */
    readonly points: Readonly<Record<string, number>>;
    /** Readings that were released: each is a point of `reach` or `service`. */
    readonly readings: number;
    readonly dropped: number;
    /** Points that were still on disk at the end. */
    readonly queued: number;
  };
  /** Where everything is kept; absent: nothing is. */
  readonly keptIn?: string;
}
