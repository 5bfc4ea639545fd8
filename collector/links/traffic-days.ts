import type { TrafficUpdate } from '../../core/domain/sinks.ts';
import type { TrafficDay, TrafficDirection, TrafficSample } from '../../core/domain/traffic.ts';
import { days, minutes } from '../../core/time/units.ts';
import type { CityDay } from '../../core/time/zone.ts';
import { buildDays, countMean, countOctets, createPart, type DayPart, DIRECTIONS } from './day-part.ts';

/**
 * Five-minute means of links, counted by day of the city: what P95 is computed from. Windows are those of the clock; one
 * counts where rates cover four of its five minutes, so that a gap is fewer samples and never a zero.
 */
export interface TrafficDays {
  readonly add: (samples: readonly TrafficSample[]) => void;
  /** Of the days that have more samples than when they were last told of as many as one call should hand on, and all that are over. */
  readonly take: (nowMs: number) => TrafficUpdate;
  /** Everything as it stands, with the windows that are open as far as they are covered: at the end of a run. */
  readonly close: () => TrafficUpdate;
}

const WINDOW_MS = minutes(5);
const LEAST_COVERED_MS = minutes(4);
/** A mean over more than this says nothing of its five minutes: a poll was missed. */
const LONGEST_INTERVAL_MS = 1.5 * WINDOW_MS;
/** What came in longer ago counts no octets of any day: nobody can tell of which. */
const LONGEST_GAP_MS = days(1);
/** A day is over when nothing of it can come any more: readings wait for canaries, and polls for their turn. */
const CLOSE_AFTER_MS = minutes(15);
const LOOK_FOR_ENDS_MS = minutes(1);
/** Windows of all links end at once: they are told of over the next five minutes, at one call every five seconds. */
const TOLD_IN_CALLS = 60;
const LEAST_TOLD_AT_ONCE = 500;
/** An interface whose speed changes all day long. */
const MOST_CAPACITIES_PER_DAY = 8;

interface LinkTraffic {
  day: CityDay;
  /** One for each capacity it had that day: per cents of one are not per cents of another. */
  parts: DayPart[];
  windowMs: number;
  coveredMs: number;
  readonly octets: Record<TrafficDirection, number>;
  part: DayPart;
}

export function createTrafficDays(dayAt: (atMs: number) => CityDay): TrafficDays {
  const byLink = new Map<string, LinkTraffic>();
  /** Links with samples that were not told of yet, in the order in which they came. */
  const grown = new Set<string>();
  let closed: TrafficDay[] = [];
  let endedMs = Number.NEGATIVE_INFINITY;

  const endDay = (linkId: string, traffic: LinkTraffic) => {
    closeWindow(traffic);
    closed.push(...traffic.parts.flatMap((part) => buildDays(linkId, traffic.day.date, part)));
  };
  const trafficAt = (linkId: string, atMs: number, capacity: number): LinkTraffic | undefined => {
    const known = byLink.get(linkId);
    if (known && atMs < known.day.fromMs) return undefined;
    if (known && atMs < known.day.toMs) {
      known.part = partOf(known, capacity);
      return known;
    }
    if (known) endDay(linkId, known);
    const part = createPart(capacity);
    const octets = { in: 0, out: 0 };
    const begun = {
      day: dayAt(atMs),
      parts: [part],
      part,
      windowMs: floorToWindow(atMs),
      coveredMs: 0,
      octets,
    };
    byLink.set(linkId, begun);
    return begun;
  };

  const addSample = (linkId: string, sample: TrafficSample, capacity: number) => {
    const { atMs, intervalMs } = sample;
    const shares = { in: share(sample.inOctets, intervalMs), out: share(sample.outOctets, intervalMs) };
    const isMean = intervalMs <= LONGEST_INTERVAL_MS;
    for (let fromMs = atMs - intervalMs; fromMs < atMs; ) {
      const windowMs = floorToWindow(fromMs);
      const toMs = Math.min(atMs, windowMs + WINDOW_MS);
      const traffic = trafficAt(linkId, fromMs, capacity);
      const offsetMs = toMs - (atMs - intervalMs);
      const octets = { in: shares.in(offsetMs), out: shares.out(offsetMs) };
      if (traffic) {
        if (traffic.windowMs !== windowMs) {
          if (closeWindow(traffic)) grown.add(linkId);
          traffic.windowMs = windowMs;
        }
        for (const direction of DIRECTIONS) countOctets(traffic.part, direction, octets[direction]);
        if (isMean) {
          traffic.coveredMs += toMs - fromMs;
          for (const direction of DIRECTIONS) traffic.octets[direction] += octets[direction];
        }
        if (toMs === windowMs + WINDOW_MS && closeWindow(traffic)) grown.add(linkId);
      }
      fromMs = toMs;
    }
  };

  const partsOf = (linkId: string): TrafficDay[] => {
    const { day, parts } = byLink.get(linkId) ?? { parts: [] };
    return parts.flatMap((part) => (day ? buildDays(linkId, day.date, part) : []));
  };
  const takeGrown = (): TrafficDay[] => {
    const count = Math.max(LEAST_TOLD_AT_ONCE, Math.ceil(byLink.size / TOLD_IN_CALLS));
    const linkIds = [...grown.values().take(count)];
    for (const linkId of linkIds) grown.delete(linkId);
    return linkIds.flatMap(partsOf);
  };
  const endDays = (nowMs: number) => {
    for (const [linkId, traffic] of byLink) {
      if (nowMs < traffic.day.toMs + CLOSE_AFTER_MS) continue;
      endDay(linkId, traffic);
      byLink.delete(linkId);
    }
  };
  const takeClosed = (): TrafficDay[] => {
    const ended = closed;
    closed = [];
    return ended;
  };

  return {
    add: (samples) => {
      for (const sample of samples) {
        const { linkId, capacityBitsPerSecond: capacity } = sample;
        if (linkId === undefined || !capacity || sample.intervalMs > LONGEST_GAP_MS) continue;
        addSample(linkId, sample, capacity);
      }
    },
    take: (nowMs) => {
      // A clock that was stepped back must not keep days waiting.
      if (nowMs >= endedMs + LOOK_FOR_ENDS_MS || nowMs < endedMs) {
        endedMs = nowMs;
        endDays(nowMs);
      }
      return { open: takeGrown(), closed: takeClosed() };
    },
    close: () => {
      for (const traffic of byLink.values()) closeWindow(traffic);
      return { open: [...byLink.keys()].flatMap(partsOf), closed: takeClosed() };
    },
  };
}

/** Zones are whole quarters of an hour from UTC, so that windows of the epoch are windows of the city. */
const floorToWindow = (atMs: number) => Math.floor(atMs / WINDOW_MS) * WINDOW_MS;

/** Deals out octets over an interval in whole ones: each call gives those up to an offset that no call gave before. */
function share(octets: number, intervalMs: number): (offsetMs: number) => number {
  let given = 0;
  return (offsetMs) => {
    const upTo = offsetMs >= intervalMs ? octets : Math.floor((octets / intervalMs) * offsetMs);
    const next = upTo - given;
    given = upTo;
    return next;
  };
}

/** Counts the mean of the open window where enough of it is covered; whether it was. */
function closeWindow(traffic: LinkTraffic): boolean {
  const { coveredMs, octets, part } = traffic;
  const isCounted = coveredMs >= LEAST_COVERED_MS;
  if (isCounted) {
    for (const direction of DIRECTIONS) countMean(part, direction, (octets[direction] * 8_000) / coveredMs);
  }
  traffic.coveredMs = 0;
  octets.in = 0;
  octets.out = 0;
  return isCounted;
}

function partOf(traffic: LinkTraffic, capacityBitsPerSecond: number): DayPart {
  if (traffic.part.capacityBitsPerSecond === capacityBitsPerSecond) return traffic.part;
  closeWindow(traffic);
  const known = traffic.parts.find((part) => part.capacityBitsPerSecond === capacityBitsPerSecond);
  if (known) return known;
  if (traffic.parts.length >= MOST_CAPACITIES_PER_DAY) return traffic.part;
  const part = createPart(capacityBitsPerSecond);
  traffic.parts.push(part);
  return part;
}
