import { TRAFFIC_BINS, type TrafficDay, type TrafficDirection } from '../../core/domain/traffic.ts';

/** A percentile of the five-minute means of one link and direction. */
export interface TrafficPercentile {
  readonly bitsPerSecond: number;
  /** `at-least`: it lies among what went beyond the capacity, of which only the number is kept. */
  readonly bound: 'within' | 'at-least';
  /** By so much the true value may lie higher or lower: 1 % of the (largest) capacity. */
  readonly errorBitsPerSecond: number;
}

/** What one link carried in one direction over some days. */
export interface LinkTraffic {
  readonly linkId: string;
  readonly direction: TrafficDirection;
  /** Five-minute means that were counted; a day that was watched throughout has 288. */
  readonly samples: number;
  readonly octets: number;
  /** The capacity that the last of the days was counted against. */
  readonly capacityBitsPerSecond: number;
  readonly p95: TrafficPercentile;
}

/** Figures by link and direction, in the order of the links' ids; without samples there is no figure. */
export function computeLinkTraffic(days: Iterable<TrafficDay>): readonly LinkTraffic[] {
  const groups = Map.groupBy(days, ({ linkId, direction }) => `${linkId} ${direction}`);
  const figures = [...groups.values()].flatMap((group) => {
    const last = group.reduce((latest, day) => (day.date >= latest.date ? day : latest));
    const { linkId, direction, capacityBitsPerSecond } = last;
    const p95 = computePercentile(group, 95);
    if (p95 === undefined) return [];
    return [
      {
        linkId,
        direction,
        samples: sum(group, ({ samples }) => samples),
        octets: sum(group, ({ octets }) => octets),
        capacityBitsPerSecond,
        p95,
      },
    ];
  });
  return figures.sort((a, b) => compare(a.linkId, b.linkId) || compare(a.direction, b.direction));
}

/**
 * The nearest-rank percentile: of N samples in ascending order the one in place ⌈N × percent / 100⌉, as the P95 of rented
 * lines is billed (the highest 5 % do not count). Within a bin samples are taken to lie evenly, so that the result is
 * off by less than the width of a bin: 1 % of the capacity; where the capacity was changed, of the larger one.
 * `undefined` without samples. The days must be of one link and one direction.
 */
export function computePercentile(
  days: readonly TrafficDay[],
  percent: number,
): TrafficPercentile | undefined {
  const byCapacity = Map.groupBy(days, ({ capacityBitsPerSecond }) => capacityBitsPerSecond);
  const bins = [...byCapacity].flatMap(([capacity, ofCapacity]) => binsOf(capacity, ofCapacity));
  const total = sum(bins, ({ count }) => count);
  if (total === 0) return undefined;
  // Half a place back: the middle of the stretch that one sample has in its bin.
  const bitsPerSecond = valueAt(bins, Math.max(1, Math.ceil((total * percent) / 100)) - 0.5);
  const isBeyond = bins.some(({ fromBps, toBps }) => toBps === fromBps && fromBps <= bitsPerSecond);
  return {
    bitsPerSecond,
    bound: isBeyond ? 'at-least' : 'within',
    errorBitsPerSecond: Math.max(...byCapacity.keys()) / 100,
  };
}

/**
 * The share of five-minute means that reached so many percent of the capacity, between 0 and 1: exact, since bins begin at
 * whole percents, which `percent` must be. `undefined` without samples.
 */
export function shareFrom(days: readonly TrafficDay[], percent: number): number | undefined {
  const total = sum(days, ({ samples }) => samples);
  if (total === 0) return undefined;
  const reached = sum(days, ({ histogram }) => sum(histogram.slice(Math.ceil(percent)), (count) => count));
  return reached / total;
}

/** So many samples lie in `[fromBps, toBps)`; the last bin, of what is more than the capacity, has no end and so no width. */
interface Bin {
  readonly fromBps: number;
  readonly toBps: number;
  readonly count: number;
}

function binsOf(capacityBitsPerSecond: number, days: readonly TrafficDay[]): readonly Bin[] {
  return addUp(days).flatMap((count, bin) => {
    if (count === 0) return [];
    const toPercent = bin === TRAFFIC_BINS - 1 ? bin : bin + 1;
    return [
      {
        fromBps: (capacityBitsPerSecond * bin) / 100,
        toBps: (capacityBitsPerSecond * toPercent) / 100,
        count,
      },
    ];
  });
}

/** Samples of all days by bin. */
function addUp([first, ...others]: readonly TrafficDay[]): readonly number[] {
  const counts = [...(first?.histogram ?? [])];
  for (const { histogram } of others)
    for (const [bin, count] of histogram.entries()) counts[bin] = (counts[bin] ?? 0) + count;
  return counts;
}

/** Where so many samples lie below: bins of several capacities may overlap, hence one way over all their edges. */
function valueAt(bins: readonly Bin[], place: number): number {
  let belowBps = 0;
  let below = 0;
  let perBps = 0;
  for (const [edgeBps, { density, jump }] of edgesOf(bins)) {
    const upTo = below + perBps * (edgeBps - belowBps);
    if (upTo > place) return belowBps + (place - below) / perBps;
    // What stands at the edge itself: the bin without an end.
    if (upTo + jump > place) return edgeBps;
    belowBps = edgeBps;
    below = upTo + jump;
    perBps += density;
  }
  return belowBps;
}

interface Edge {
  /** By how much the samples for each bit per second become more here, or less. */
  density: number;
  jump: number;
}

function edgesOf(bins: readonly Bin[]): readonly (readonly [number, Edge])[] {
  const edges = new Map<number, Edge>();
  const edgeAt = (bps: number): Edge => {
    const edge = edges.get(bps) ?? { density: 0, jump: 0 };
    edges.set(bps, edge);
    return edge;
  };
  for (const { fromBps, toBps, count } of bins) {
    if (fromBps === toBps) {
      edgeAt(fromBps).jump += count;
      continue;
    }
    const density = count / (toBps - fromBps);
    edgeAt(fromBps).density += density;
    edgeAt(toBps).density -= density;
  }
  return [...edges].sort(([a], [b]) => a - b);
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

const sum = <Item>(items: readonly Item[], amountOf: (item: Item) => number): number =>
  items.reduce((total, item) => total + amountOf(item), 0);
