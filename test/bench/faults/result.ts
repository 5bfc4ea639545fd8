export interface FaultsOptions {
  readonly devices: number;
  readonly minutes: number;
  readonly seed: number;
}

export interface FaultsResult {
  /** How many of each fault were made. */
  readonly faults: Readonly<Record<string, number>>;
  readonly cuts: number;
  readonly outages: number;
  /** Cuts that were long enough, while it watched, to be seen for certain. */
  readonly visible: number;
  readonly coveredShare: number;
  readonly changes: number;
  readonly points: { readonly acknowledged: number; readonly stored: number };
  readonly verify: string;
  /** Whatever differs from the truth. */
  readonly problems: readonly string[];
  /** What was logged as an error, and how often. */
  readonly errors: Readonly<Record<string, number>>;
}
