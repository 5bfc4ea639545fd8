/** Makes addresses of loopback stop answering. Acts settle when they are in force (or over). */
export interface FaultMaker {
  /** `routes`: unreachable routes take addresses away; `listeners`: TCP listeners are closed. */
  readonly name: 'routes' | 'listeners';
  readonly cut: (addresses: readonly string[]) => Promise<void>;
  readonly restore: (addresses: readonly string[]) => Promise<void>;
  /** Undoes everything that is still in force, and lets go of what it holds. */
  readonly close: () => Promise<void>;
}
