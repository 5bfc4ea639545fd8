import { CENTRE, type Lease, type LeaseReads, type LeaseWord } from '../../ledger/record/leases.ts';
import { decideLease, type LeaseTerms } from './decide-leases.ts';
import { createHearing, type LastWords } from './hearing.ts';

/** A collector as far as leases go. */
export interface Standing {
  readonly id: string;
  readonly zone: string;
  /** Another number with each word of it; absent: it never spoke. */
  readonly word?: number;
}

export interface GrantingRecord extends LeaseReads {
  /** Those that may send. */
  readonly standing: () => readonly Standing[];
  readonly append: (leases: readonly Lease[], word: LeaseWord) => number;
}

export interface GrantingOptions {
  readonly record: GrantingRecord;
  readonly author: string;
  /** By the clock of this machine: stamps only. */
  readonly nowMs: () => number;
  readonly monotonicMs: () => number;
}

export interface GrantingTerms extends LeaseTerms {
  /** How many sites the inventory has in each zone. */
  readonly sites: ReadonlyMap<string, number>;
  /** The most that one of them is to be watched by, where that is more than one. */
  readonly watchers: ReadonlyMap<string, number>;
}

/** What a look came to. */
export interface Granted {
  readonly leases: readonly Lease[];
  /** Zones with sites that nobody lives to watch. */
  readonly uncovered: readonly string[];
}

/**
 * Grants leases by what collectors said last. Any number of processes may do it at once on one record: of two that decide the same epoch
 * the first is written down, and the other finds it at its next look.
 */
export function createGranting({ record, author, nowMs, monotonicMs }: GrantingOptions): {
  readonly look: (terms: GrantingTerms) => Granted;
} {
  const hearing = createHearing();
  return {
    look: (terms) => {
      const standing = record.standing();
      const words: LastWords = new Map(
        standing.flatMap(({ id, word }) => (word === undefined ? [] : [[id, word] as const])),
      );
      const heard = hearing.look(words, monotonicMs(), terms.silentAfterMs);
      const granted = Map.groupBy(record.leases({ chain: CENTRE }), ({ zone }) => zone);
      const zones = new Set([...terms.sites.keys(), ...standing.map(({ zone }) => zone)]);
      const leases: Lease[] = [];
      const uncovered: string[] = [];
      for (const zone of [...zones].sort()) {
        const collectors = standing.filter((one) => one.zone === zone).map(({ id }) => id);
        const earlier = granted.get(zone) ?? [];
        const now = {
          ...{ zone, collectors, leases: earlier },
          ...{ sites: terms.sites.get(zone) ?? 0, watchers: terms.watchers.get(zone) ?? 1 },
        };
        const { next, isUncovered } = decideLease(now, heard, monotonicMs(), terms);
        if (isUncovered) uncovered.push(zone);
        // No epoch begins before the one that it ends, whatever the clock of this machine says.
        if (next)
          leases.push({ zone, fromMs: Math.max(nowMs(), (earlier.at(-1)?.fromMs ?? 0) + 1), ...next });
      }
      if (leases.length > 0) record.append(leases, { author, recordedMs: nowMs(), epochs: 'rise' });
      return { leases, uncovered };
    },
  };
}
