/** Who should watch the sites of a network zone from an instant on, until the next epoch of that zone. */
export interface Lease {
  readonly zone: string;
  /** Counts up by one from 1 in each zone. */
  readonly epoch: number;
  readonly fromMs: number;
  /** Ids of the collectors that share the zone, in order. */
  readonly collectors: readonly string[];
}

/** The lease of a zone that is in force at an instant; `undefined` before its first. Of those that have begun the highest epoch counts. */
export function leaseAt<Granted extends Lease>(
  leases: readonly Granted[],
  zone: string,
  atMs: number,
): Granted | undefined {
  let inForce: Granted | undefined;
  for (const lease of leases) {
    if (lease.zone !== zone || lease.fromMs > atMs) continue;
    if (inForce === undefined || lease.epoch > inForce.epoch) inForce = lease;
  }
  return inForce;
}

/** The leases of all zones that are in force at an instant. */
export function leasesAt<Granted extends Lease>(
  leases: readonly Granted[],
  atMs: number,
): readonly Granted[] {
  const zones = new Set(leases.map(({ zone }) => zone));
  return [...zones].flatMap((zone) => leaseAt(leases, zone, atMs) ?? []);
}
