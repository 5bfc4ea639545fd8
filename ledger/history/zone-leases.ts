import { foldVersions, type Versions } from '../../core/time/versions.ts';
import type { RecordedLease } from '../record/leases.ts';

/** The leases of a zone. */
export interface ZoneLeases {
  /** Of each chain, by name, one after the other: how the list of collectors is called that was in force. */
  readonly byChain: ReadonlyMap<string, Versions<string>>;
  readonly lists: ReadonlyMap<string, readonly string[]>;
}

/** By zone: of the leases that have begun the highest epoch is in force, whenever it was recorded. */
export function leaseSteps(leases: readonly RecordedLease[]): ReadonlyMap<string, ZoneLeases> {
  const zones = Map.groupBy(leases, ({ zone }) => zone);
  return new Map(
    zones.entries().map(([zone, own]) => {
      const chains = Map.groupBy(own, ({ chain }) => chain);
      return [
        zone,
        {
          byChain: new Map(chains.entries().map(([chain, rows]) => [chain, foldVersions(stepsOf(rows))])),
          lists: new Map(own.map(({ collectors }) => [nameOf(collectors), collectors])),
        },
      ];
    }),
  );
}

const stepsOf = (leases: readonly RecordedLease[]) =>
  leases
    .toSorted((a, b) => a.epoch - b.epoch || a.seq - b.seq)
    .map(({ seq, fromMs, collectors }) => ({ seq, fromMs, value: nameOf(collectors) }));

const nameOf = (collectors: readonly string[]): string => collectors.join(' ');
