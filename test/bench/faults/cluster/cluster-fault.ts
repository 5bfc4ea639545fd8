import type { Random } from '#simulator/city/random.ts';
import type { ClusterWorld } from './cluster-world.ts';

/** Something that is done to a cluster, and taken back. */
export interface ClusterFault {
  /** As `--only` names it. */
  readonly name: string;
  readonly what: string;
  /** How often it is made, one after the other; absent: once. */
  readonly times?: number;
  readonly lastsMs: number;
  readonly begin: (world: ClusterWorld, random: Random) => Promise<BegunFault>;
  /** Seconds that clocks are ahead, by name of a log, in a cluster of its own; absent: it is played in the one that all share. */
  readonly clocks?: Readonly<Record<string, number>>;
}

export interface BegunFault {
  /** The collector that others may take over from. */
  readonly target?: string;
  /** Settles when everybody works again. */
  readonly mend: () => Promise<MendedFault | undefined>;
}

export interface MendedFault {
  /** What is only to be told. */
  readonly note?: string;
  /** What differs from what must be. */
  readonly problems?: readonly string[];
}
