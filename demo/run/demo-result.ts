import type { FaultKind } from '../../simulator/faults/fault.ts';
import type { BandwidthResult } from './measure-bandwidth.ts';
import type { Means } from './setting/choose-means.ts';

/** One scripted fault, and what became of it on record. */
export interface FaultResult {
  readonly number: number;
  readonly kind: FaultKind;
  readonly target: string;
  /** What must have been found: phases of a flapping device count one by one. */
  readonly expected: number;
  readonly found: number;
  /** What was found of the target itself: `stream no-media`, `clock-drift`. */
  readonly shown: readonly string[];
  /** What was not found, or not where or what it was: `entity indicator`. */
  readonly amiss: readonly string[];
  /** The target's own first record beside the truth (epoch ms); absent where it has none. */
  readonly truthFromMs?: number;
  readonly truthToMs?: number;
  readonly ledgerFromMs?: number;
  readonly ledgerToMs?: number;
  /** The largest distance of an edge from the truth, over everything the fault showed. */
  readonly worstErrorMs?: number;
  /** `mistaken`: another state or reason than must follow; `cut-short`: the demo was stopped before it could be seen. */
  readonly verdict: 'found' | 'missed' | 'misplaced' | 'mistaken' | 'cut-short';
}

/** Something on record that the script did not cause. */
export interface Unexpected {
  readonly entity: string;
  /** An indicator or the code of a finding. */
  readonly shows: string;
  readonly state: 'degraded' | 'down' | 'unknown' | 'finding';
  readonly fromMs: number;
  readonly toMs?: number;
  readonly reason?: string;
}

/** Everything the table at the end says. */
export interface DemoResult {
  readonly isFine: boolean;
  readonly seconds: number;
  readonly devices: number;
  readonly reachEngine: string;
  readonly faultsMadeBy: Means['faults'];
  readonly faults: readonly FaultResult[];
  /**
   * How far edges lie from the truth. `late`: so many records have one further off than interval and probe allow, within the
   * bounds on record, since probes were late; `beyond`: outside of them.
   */
  readonly edges: {
    readonly count: number;
    readonly meanMs: number;
    readonly worstMs: number;
    readonly late: number;
    readonly beyond: number;
  };
  readonly unexpected: readonly Unexpected[];
  /** What is wrong with the made-up city from the beginning, and how much of that was found. */
  readonly standing: { readonly expected: number; readonly found: number };
  readonly bandwidth: BandwidthResult & { readonly isFine: boolean; readonly restarts: number };
  readonly coverage: { readonly coveredMs: number; readonly periodMs: number };
  readonly probes: number;
  readonly shortfall: number;
  /** Probes that ended late in a process without time of its own: nothing was concluded from them. */
  readonly unheard: number;
  /** Share of the time in which this machine had nothing to do at all, of all its cores. */
  readonly idleRatio: number;
  readonly cpu: {
    readonly userSeconds: number;
    readonly systemSeconds: number;
    /** Of these, what the simulated devices took. */
    readonly devicesSeconds: number;
  };
  /** What all changes to `down` came to. */
  readonly incidents: { readonly outages: number; readonly opened: number; readonly unresolved: number };
  readonly ledger: { readonly rows: number; readonly problems: readonly string[] };
  /** Absent: measurements were not kept. */
  readonly influx?: {
    /** Points by measurement and retention policy. */
    readonly points: Readonly<Record<string, number>>;
    /** Readings that were released: each is a point of its indicator's measurement. */
    readonly readings: number;
    readonly dropped: number;
    /** Points that were still on disk at the end. */
    readonly queued: number;
  };
  /** Where everything is kept; absent: nothing is. */
  readonly keptIn?: string;
}
