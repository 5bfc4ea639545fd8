import type { TrafficSample } from '../../core/traffic.ts';
import type { CounterLog, Octets } from './counter-log.ts';

/** What the collector measured of a link beside what really went through it, over the same stretches of time. */
export interface LinkTally {
  readonly linkId: string;
  readonly deviceId: string;
  readonly interface: string;
  readonly samples: number;
  readonly firstMs: number;
  readonly lastMs: number;
  /** Time that rates cover; less than from the first to the last where some gave none. */
  readonly coveredMs: number;
  /** Stretches in between without a rate, such as that in which an agent started anew. */
  readonly gaps: number;
  readonly measured: Octets;
  readonly truth: Octets;
  /** How often a counter of 32 bits came round within a rate. */
  readonly wraps: number;
}

export interface BandwidthTally {
  readonly take: (samples: readonly TrafficSample[]) => void;
  /** Compares what can be compared by now: truth is read a moment later than rates come in. */
  readonly settle: () => void;
  readonly tallies: () => readonly LinkTally[];
}

const WRAP = 2 ** 32;

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
    const before = tallies.get(linkId) ?? emptyTally(linkId, sample);
    const truth = { in: to.in - from.in, out: to.out - from.out };
    tallies.set(linkId, {
      ...before,
      samples: before.samples + 1,
      lastMs: atMs,
      coveredMs: before.coveredMs + intervalMs,
      gaps: before.gaps + Number(atMs - intervalMs > before.lastMs),
      measured: add(before.measured, { in: sample.inOctets, out: sample.outOctets }),
      truth: add(before.truth, truth),
      wraps: before.wraps + wrapsBetween(from, to, startOf(deviceId, name)),
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
  const firstMs = atMs - intervalMs;
  const nothing = { in: 0, out: 0 };
  return {
    linkId,
    deviceId,
    interface: name,
    samples: 0,
    firstMs,
    lastMs: firstMs,
    coveredMs: 0,
    gaps: 0,
    measured: nothing,
    truth: nothing,
    wraps: 0,
  };
}

const add = (a: Octets, b: Octets): Octets => ({ in: a.in + b.in, out: a.out + b.out });

function wrapsBetween(from: Octets, to: Octets, start: Octets | undefined): number {
  if (start === undefined) return 0;
  const rounds = (octets: number) => Math.floor(octets / WRAP);
  return (
    rounds(start.in + to.in) -
    rounds(start.in + from.in) +
    rounds(start.out + to.out) -
    rounds(start.out + from.out)
  );
}
