export interface FaultsOptions {
  readonly name: 'faults' | 'soak';
  readonly devices: number;
  readonly minutes: number;
  readonly seed: number;
}

export interface FaultsResult {
  readonly takenAt: string;
  readonly commit: string;
  /** Of the machine, before and after. */
  readonly load: readonly number[];
  /** How many of each fault were made. */
  readonly faults: Readonly<Record<string, number>>;
  readonly slowestReadyMs: number;
  readonly cuts: number;
  readonly outages: number;
  /** Cuts that were long enough, while it watched, to be seen for certain. */
  readonly visible: number;
  /** From when such a cut was watched to its outage on record: half of them, 99 of 100, all. */
  readonly delayMs: readonly [p50: number, p99: number, most: number];
  readonly coveredShare: number;
  readonly changes: number;
  readonly points: { readonly acknowledged: number; readonly lacking: readonly string[] };
  readonly verify: string;
  /** Whatever differs from the truth. */
  readonly problems: readonly string[];
  /** What was logged as an error, and how often. */
  readonly errors: Readonly<Record<string, number>>;
}
