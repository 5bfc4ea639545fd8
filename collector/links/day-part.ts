import { TRAFFIC_BINS, type TrafficDay, type TrafficDirection } from '../../core/domain/traffic.ts';

export const DIRECTIONS = ['in', 'out'] as const satisfies readonly TrafficDirection[];

/** What a link carried on one day, held against one capacity. */
export interface DayPart {
  readonly capacityBitsPerSecond: number;
  readonly tallies: Readonly<Record<TrafficDirection, Tally>>;
}

interface Tally {
  samples: number;
  octets: number;
  readonly histogram: Uint16Array;
}

export function createPart(capacityBitsPerSecond: number): DayPart {
  const tally = (): Tally => ({ samples: 0, octets: 0, histogram: new Uint16Array(TRAFFIC_BINS) });
  return { capacityBitsPerSecond, tallies: { in: tally(), out: tally() } };
}

export function countOctets(part: DayPart, direction: TrafficDirection, octets: number): void {
  part.tallies[direction].octets += octets;
}

/** Counts the mean of five minutes. */
export function countMean(part: DayPart, direction: TrafficDirection, bitsPerSecond: number): void {
  const tally = part.tallies[direction];
  const bin = binOf(bitsPerSecond / part.capacityBitsPerSecond);
  tally.samples += 1;
  tally.histogram[bin] = (tally.histogram[bin] ?? 0) + 1;
}

/** A hair below a whole per cent is that per cent: 0.29 × 100 is 28.999999999999996. */
function binOf(ratio: number): number {
  return Math.min(TRAFFIC_BINS - 1, Math.floor(ratio * 100 + 1e-9));
}

/** As the part stands: one of each direction. */
export function buildDays(linkId: string, date: string, part: DayPart): TrafficDay[] {
  const { capacityBitsPerSecond, tallies } = part;
  return DIRECTIONS.map((direction) => {
    const { samples, octets, histogram } = tallies[direction];
    return { linkId, date, direction, capacityBitsPerSecond, samples, histogram: [...histogram], octets };
  });
}
