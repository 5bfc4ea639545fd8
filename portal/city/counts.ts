import type { State } from '../../core/domain/state.ts';

/** How many, by state. The four states add up to the total. */
export type Counts = Readonly<Record<State | 'total', number>>;

/** A {@link Counts} while it is being counted. */
export type Tally = Record<State | 'total', number>;

export function createTally(): Tally {
  return { total: 0, up: 0, degraded: 0, down: 0, unknown: 0 };
}

export function tally(into: Tally, state: State): void {
  into.total++;
  into[state]++;
}

export function addTo(sum: Tally, counts: Counts): void {
  sum.total += counts.total;
  sum.up += counts.up;
  sum.degraded += counts.degraded;
  sum.down += counts.down;
  sum.unknown += counts.unknown;
}

export function addCounts(all: Iterable<Counts>): Counts {
  const sum = createTally();
  for (const counts of all) addTo(sum, counts);
  return sum;
}

/**
 * One state for a group: `down` from half of it lost, `degraded` when any is lost or degraded, `unknown` when of half
 * of it or more nothing is known, else `up`.
 */
export function groupState({ total, up, degraded, down, unknown }: Counts): State {
  if (total === 0) return 'unknown';
  if (down * 2 >= total) return 'down';
  if (down + degraded > 0) return 'degraded';
  return unknown * 2 >= total || up === 0 ? 'unknown' : 'up';
}
