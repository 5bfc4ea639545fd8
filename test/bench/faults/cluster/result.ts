export interface ClusterFaultsOptions {
  /** Names of faults; absent: all of them. */
  readonly only?: readonly string[];
  readonly seed: number;
}

/** What came of one fault, made as often as it says. */
export interface ClusterFaultRow {
  readonly name: string;
  readonly what: string;
  readonly times: number;
  readonly seconds: number;
  /** The longest time in which the record heard nothing of the collector that it was made on, else of any. */
  readonly silenceMs: number;
  /** Until the sites of a collector were another's; absent where nobody took over. */
  readonly takenOverMs?: number;
  /** From when it was mended until all was at the centre and both PostgreSQLs were in step. */
  readonly wholeMs: number;
  /** Rows of collectors since the one before. */
  readonly rows: number;
  /** Rows of collectors that are not at the centre, and numbers that are there twice. */
  readonly lost: number;
  readonly doubled: number;
  /** What `ledger verify --full` finds. */
  readonly chainProblems: number;
  /** Seconds of all devices that two collectors were to watch at once. */
  readonly doublyOwnedSeconds: number;
  /** Outages on record since the one before, and those that were none, or had a wrong edge. */
  readonly outages: number;
  readonly wrongOutages: number;
  /** The longest time in which a device was not covered, and by what the record says so. */
  readonly longestGapMs: number;
  readonly gapNames: readonly string[];
  /** What the fault itself has to tell. */
  readonly note?: string;
  /** Whatever differs from what must be. */
  readonly problems: readonly string[];
}

export interface ClusterFaultsResult {
  readonly takenAt: string;
  readonly commit: string;
  /** Of the machine, before and after. */
  readonly load: readonly number[];
  readonly seed: number;
  readonly devices: number;
  readonly rows: readonly ClusterFaultRow[];
}
