import type { TrafficSample } from '../../../core/domain/traffic.ts';
import type { CounterLog, Octets } from './counter-log.ts';

/** What the collector measured of a link beside what really went through it, over the same stretches of time. */
export interface LinkTally {
  readonly linkId: string;
  readonly deviceId: string;
  readonly interface: string;
  /** Sums up to each poll, the first ones and the last ones of a long time. */
  readonly polls: readonly PolledSums[];
  /** Stretches in between without a rate, such as that in which an agent started anew. */
  readonly gaps: number;
  /** How often a counter of 32 bits came round within a rate. */
  readonly wraps: number;
}

export interface PolledSums {
  readonly atMs: number;
  /** Time that rates cover: less than has gone by where some polls gave none. */
  readonly coveredMs: number;
  readonly measured: Octets;
  readonly truth: Octets;
}

export interface BandwidthTally {
  readonly take: (samples: readonly TrafficSample[]) => void;
  /** Compares what can be compared by now: truth is read a moment later than rates come in. */
  readonly settle: () => void;
  readonly tallies: () => readonly LinkTally[];
}

const WRAP = 2 ** 32;
/** Of the beginning and of the end, which are all that is compared. */
const KEPT_POLLS = 40;

export interface BandwidthTallyOptions {
  readonly log: CounterLog;
  /** What a 32-bit counter showed when the simulation started; `undefined` where it has 64 bits. */
  readonly startOf: (deviceId: string, interfaceName: string) => Octets | undefined;
}

export function createBandwidthTally({ log, startOf }: BandwidthTallyOptions): BandwidthTally {
  const tallies = new Map<string, LinkTally>();
  let waiting: readonly TrafficSample[] = [];

  /** `false`: the truth of its end is not known yet. */
  const compare = (sample: TrafficSample): boolean => {
    const { linkId, deviceId, interface: name, atMs, intervalMs } = sample;
    const to = log.at(deviceId, name, atMs);
    if (to === undefined) return false;
    const from = log.at(deviceId, name, atMs - intervalMs);
    if (linkId === undefined || from === undefined) return true;
    const start = startOf(deviceId, name);
    const before = tallies.get(linkId) ?? emptyTally(linkId, sample);
    const last = before.polls.at(-1) ?? nothingSince(atMs - intervalMs);
    const sums: PolledSums = {
      atMs,
      coveredMs: last.coveredMs + intervalMs,
      measured: add(last.measured, { in: sample.inOctets, out: sample.outOctets }),
      truth: add(last.truth, { in: to.in - from.in, out: to.out - from.out }),
    };
    tallies.set(linkId, {
      ...before,
      polls: withoutMiddle([...before.polls, sums]),
      gaps: before.gaps + Number(atMs - intervalMs > last.atMs),
      wraps: before.wraps + (start ? wrapsBetween(from, to, start) : 0),
    });
    return true;
  };

  return {
    take: (samples) => {
      waiting = [...waiting, ...samples.filter(({ linkId }) => linkId !== undefined)];
    },
    settle: () => {
      waiting = waiting.filter((sample) => !compare(sample));
    },
    tallies: () => [...tallies.values()],
  };
}

function emptyTally(
  linkId: string,
  { deviceId, interface: name, atMs, intervalMs }: TrafficSample,
): LinkTally {
  return { linkId, deviceId, interface: name, polls: [nothingSince(atMs - intervalMs)], gaps: 0, wraps: 0 };
}

function nothingSince(atMs: number): PolledSums {
  const nothing = { in: 0, out: 0 };
  return { atMs, coveredMs: 0, measured: nothing, truth: nothing };
}

function withoutMiddle(polls: readonly PolledSums[]): readonly PolledSums[] {
  return polls.length > KEPT_POLLS ? polls.toSpliced(KEPT_POLLS / 2, 1) : polls;
}

const add = (a: Octets, b: Octets): Octets => ({ in: a.in + b.in, out: a.out + b.out });

function wrapsBetween(from: Octets, to: Octets, start: Octets): number {
  const rounds = (octets: number) => Math.floor(octets / WRAP);
  const between = (direction: 'in' | 'out') =>
    rounds(start[direction] + to[direction]) - rounds(start[direction] + from[direction]);
  return between('in') + between('out');
}
