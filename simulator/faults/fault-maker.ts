import type { Endpoint } from './endpoints.ts';

/** Makes faults on loopback. Acts settle when the fault is in force (or over), and may be given up at any time. */
export interface FaultMaker {
  /** `routes`: unreachable routes take addresses away; `listeners`: TCP listeners are closed. */
  readonly name: 'routes' | 'listeners';
  readonly cut: (addresses: readonly string[]) => Promise<void>;
  readonly restore: (addresses: readonly string[]) => Promise<void>;
  readonly closePorts: (ports: readonly Endpoint[]) => Promise<void>;
  readonly openPorts: (ports: readonly Endpoint[]) => Promise<void>;
  /** Undoes everything that is still in force, and lets go of what it holds. */
  readonly close: () => Promise<void>;
}
