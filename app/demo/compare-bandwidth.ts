import type { LinkTally, PolledSums } from './bandwidth-tally.ts';
import type { Octets } from './counter-log.ts';

/** The bandwidth of one link between two polls, by up to three counts of the same octets. */
export interface LinkBandwidth extends Omit<LinkTally, 'polls'> {
  readonly fromMs: number;
  readonly toMs: number;
  readonly coveredMs: number;
  readonly truth: Octets;
  readonly measured: Octets;
  /** Absent: measurements were not kept. */
  readonly stored?: Octets;
  /** The largest distance of any count and direction from the truth, as a share of it. */
  readonly errorRatio: number;
}

/** Octets of a link after one instant up to another, as InfluxDB has them. */
export type StoredOctets = (
  link: Pick<LinkBandwidth, 'linkId' | 'fromMs' | 'toMs'>,
) => Promise<Octets | undefined>;

export const LARGEST_ERROR_RATIO = 0.01;
/** Fewer are two seconds of one camera: when a poll was answered is known to some 20 ms, and would decide. */
const FEWEST_OCTETS = 1_000_000;
/** At either end, of which the one is taken that was answered soonest. */
const ENDS = 4;
const FEWEST_POLLS = 2 * ENDS;

/** The least exact first; links that were hardly polled are left out. */
export async function compareBandwidth(
  tallies: readonly LinkTally[],
  storedOf: StoredOctets,
): Promise<readonly LinkBandwidth[]> {
  const compared: LinkBandwidth[] = [];
  for (const { polls, ...tally } of tallies) {
    if (polls.length < FEWEST_POLLS) continue;
    const [from, to] = promptPolls(polls);
    const period = { fromMs: from.atMs, toMs: to.atMs, coveredMs: to.coveredMs - from.coveredMs };
    const truth = less(to.truth, from.truth);
    const measured = less(to.measured, from.measured);
    const stored = await storedOf({ linkId: tally.linkId, ...period });
    const errorRatio = Math.max(distance(measured, truth), stored ? distance(stored, truth) : 0);
    compared.push({ ...tally, ...period, truth, measured, ...(stored && { stored }), errorRatio });
  }
  return compared.sort((a, b) => b.errorRatio - a.errorRatio);
}

/**
 * A poll carries the instant at which it was sent, and on a busy machine may be answered a second later: over a minute,
 * at one end, that is more than a per cent. Of the first few and of the last few, the poll that was answered soonest.
 */
function promptPolls(polls: readonly PolledSums[]): readonly [PolledSums, PolledSums] {
  return [soonest(polls.slice(0, ENDS)), soonest(polls.slice(-ENDS))];
}

/** Counted late is counted high. */
function soonest([first, ...others]: readonly PolledSums[]): PolledSums {
  if (first === undefined) throw new RangeError('expected at least one poll, got none');
  const surplus = ({ measured, truth }: PolledSums) => measured.in + measured.out - truth.in - truth.out;
  return others.reduce((best, poll) => (surplus(poll) < surplus(best) ? poll : best), first);
}

const less = (a: Octets, b: Octets): Octets => ({ in: a.in - b.in, out: a.out - b.out });

function distance(counted: Octets, truth: Octets): number {
  const ratio = (direction: 'in' | 'out') =>
    Math.abs(counted[direction] - truth[direction]) / Math.max(truth[direction], FEWEST_OCTETS);
  return Math.max(ratio('in'), ratio('out'));
}
