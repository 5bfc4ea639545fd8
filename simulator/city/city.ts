import type { Inventory } from '../../core/domain/inventory.ts';

/** What is real about a city: its units, parties and agreements. The generator adds places and devices to them. */
export type CityFacts = Pick<
  Inventory,
  'agencies' | 'contractors' | 'contracts' | 'programmes' | 'districts' | 'areas' | 'contacts'
>;

/** What the generator makes. */
export type City = Pick<Inventory, 'sites' | 'devices' | 'links' | 'handovers'>;

/**
 * What hangs together behind one line:
 * `street` cameras behind a switch, `recorder` cameras that are only its channels, `forwarded` cameras that share the
 * address of a household's router, `single` one camera on a line of its own; `hub` a ward's office with its router and
 * recorders, `aggregation` a district's router of the police's own cable, `centre` servers.
 */
export type Layout = 'street' | 'recorder' | 'forwarded' | 'single' | 'hub' | 'aggregation' | 'centre';

/** A group of devices behind one line, before anything has a name or an address. */
export interface Cluster {
  readonly area: string;
  readonly layout: Layout;
  /** Key of a system of the recipe. */
  readonly system: string;
  /** What its line starts from. */
  readonly near: 'core' | 'hub' | 'aggregation';
  readonly counts: ClusterCounts;
  /** Which centre of the recipe. */
  readonly centre?: number;
}

export interface ClusterCounts {
  readonly cameras: number;
  readonly recorders: number;
  readonly switches: number;
  readonly routers: number;
  readonly controllers: number;
  readonly supplies: number;
  readonly servers: number;
}

export const NO_DEVICES: ClusterCounts = {
  cameras: 0,
  recorders: 0,
  switches: 0,
  routers: 0,
  controllers: 0,
  supplies: 0,
  servers: 0,
};

export function countDevices(counts: ClusterCounts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
