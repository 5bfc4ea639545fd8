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
/** Fewer are a fraction of a second of one camera: when a poll was answered is known to some 20 ms, and would decide. */
const FEWEST_OCTETS = 200_000;
/** At either end, of which the middle one is taken. */
const ENDS = 5;
const FEWEST_POLLS = 2 * ENDS;
/** A shorter stretch between gaps has no ends to choose from. */
const FEWEST_IN_A_RUN = 4;

/** The least exact first; links that were hardly polled are left out. */
export async function compareBandwidth(
  tallies: readonly LinkTally[],
  storedOf: StoredOctets,
): Promise<readonly LinkBandwidth[]> {
  const compared: LinkBandwidth[] = [];
  for (const { polls, ...tally } of tallies) {
    if (polls.length < FEWEST_POLLS) continue;
    const stretches = runsOf(polls).map(typicalPolls);
    const [first, last] = [stretches[0], stretches.at(-1)];
    if (first === undefined || last === undefined) continue;
    const truth = sumOver(stretches, ([from, to]) => less(to.truth, from.truth));
    const measured = sumOver(stretches, ([from, to]) => less(to.measured, from.measured));
    const counts = await Promise.all(
      stretches.map(([from, to]) => storedOf({ linkId: tally.linkId, fromMs: from.atMs, toMs: to.atMs })),
    );
    const kept = counts.filter((count) => count !== undefined);
    const stored = kept.length === counts.length ? sumOver(kept, (count) => count) : undefined;
    compared.push({
      ...tally,
      fromMs: first[0].atMs,
      toMs: last[1].atMs,
      coveredMs: stretches.reduce((sum, [from, to]) => sum + to.coveredMs - from.coveredMs, 0),
      truth,
      measured,
      ...(stored && { stored }),
      errorRatio: Math.max(distance(measured, truth), stored ? distance(stored, truth) : 0),
    });
  }
  return compared.sort((a, b) => b.errorRatio - a.errorRatio);
}

/**
 * Stretches in which each rate begins where the last one ended; what is too short to choose its ends from is left out. After
 * a gap the sums are those from before it, at the instant at which the next rate begins.
 */
function runsOf(polls: readonly PolledSums[]): readonly (readonly PolledSums[])[] {
  const runs: PolledSums[][] = [];
  let last: PolledSums | undefined;
  for (const poll of polls) {
    const missingMs = last ? poll.atMs - last.atMs - (poll.coveredMs - last.coveredMs) : 0;
    if (last === undefined) runs.push([poll]);
    else if (missingMs > 0) runs.push([{ ...last, atMs: last.atMs + missingMs }, poll]);
    else runs.at(-1)?.push(poll);
    last = poll;
  }
  return runs.filter((run) => run.length >= FEWEST_IN_A_RUN);
}

/**
 * When a poll was answered is known only as the middle between question and answer, which on a busy machine may be off by
 * a second: over a minute, at one end, that is more than a per cent. Of the first few and of the last few, the one with
 * the middle distance: a single late answer does not decide, and a wrong count still shows.
 */
function typicalPolls(polls: readonly PolledSums[]): readonly [PolledSums, PolledSums] {
  const ends = Math.min(ENDS, Math.floor(polls.length / 2));
  return [median(polls.slice(0, ends)), median(polls.slice(-ends))];
}

function median(polls: readonly PolledSums[]): PolledSums {
  const surplus = ({ measured, truth }: PolledSums) => measured.in + measured.out - truth.in - truth.out;
  const middle = polls.toSorted((a, b) => surplus(a) - surplus(b))[(polls.length - 1) >> 1];
  if (middle === undefined) throw new RangeError('expected at least one poll, got none');
  return middle;
}

const sumOver = <Item>(items: readonly Item[], octetsOf: (item: Item) => Octets): Octets =>
  items.map(octetsOf).reduce((sum, octets) => ({ in: sum.in + octets.in, out: sum.out + octets.out }));

const less = (a: Octets, b: Octets): Octets => ({ in: a.in - b.in, out: a.out - b.out });

function distance(counted: Octets, truth: Octets): number {
  const ratio = (direction: 'in' | 'out') =>
    Math.abs(counted[direction] - truth[direction]) / Math.max(truth[direction], FEWEST_OCTETS);
  return Math.max(ratio('in'), ratio('out'));
}
