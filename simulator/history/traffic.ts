import type { Link } from '../../core/domain/inventory.ts';
import { TRAFFIC_BINS, type TrafficDay } from '../../core/domain/traffic.ts';
import { stableHash } from '../../core/text/stable-hash.ts';
import { days, hours } from '../../core/time/units.ts';
import type { Random } from '../city/random.ts';
import type { Member, Network } from './network.ts';
import type { Stretch } from './plan-faults.ts';
import type { Turn } from './turns.ts';
import type { Verdict } from './verdict.ts';

/** Rows of more links would fill the ledger with what nobody asks for. */
const MOST_LINKS = 150;
/** One link in so many is too small for a while. */
const ONE_SATURATED_IN = 6;
const SAMPLES_A_DAY = 288;

export interface TrafficPlan {
  readonly linkCount: number;
  /** The days of all chosen links, each direction by itself. */
  readonly daysOf: (day: Stretch & { readonly date: string }) => readonly TrafficDay[];
  /** When links are full on a day, for their `capacity`. */
  readonly turnsOf: (day: Stretch) => readonly Turn[];
}

/** What some of the links with a port carry: most of them little, a few too much for a week or three. */
export function planTraffic(network: Network, period: Stretch, random: Random): TrafficPlan {
  const measured = network.links.filter(({ link }) => link?.interface && link.capacityBitsPerSecond);
  const chosen = random
    .shuffle(measured)
    .slice(0, MOST_LINKS)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const spells = new Map<Member, Stretch>();
  chosen.forEach((member, index) => {
    if (index % ONE_SATURATED_IN !== 0) return;
    const fromMs = random.integer(period.fromMs, Math.max(period.fromMs, period.toMs - days(8)));
    spells.set(member, { fromMs, toMs: fromMs + random.integer(8, 24) * days(1) });
  });
  const isFull = (member: Member, { fromMs }: Stretch) => {
    const spell = spells.get(member);
    return spell !== undefined && fromMs >= spell.fromMs && fromMs < spell.toMs;
  };

  return {
    linkCount: chosen.length,
    daysOf: (day) =>
      chosen.flatMap((member) => {
        if (!member.link || member.watchedBy <= 0) return [];
        const peak = isFull(member, day) ? 96 : usualPeakOf(member.link);
        // Video comes in; what goes out is questions.
        return [
          buildDay(member.link, day.date, 'in', peak, random),
          buildDay(member.link, day.date, 'out', Math.max(1, Math.round(peak / 12)), random),
        ];
      }),
    turnsOf: (day) =>
      [...spells.keys()]
        .filter((member) => isFull(member, day))
        .flatMap((member) => [
          {
            atMs: day.fromMs + hours(7),
            member,
            what: 'ail',
            indicator: 'capacity',
            verdict: SATURATED,
          } as const,
          { atMs: day.fromMs + hours(19), member, what: 'heal', indicator: 'capacity' } as const,
        ]),
  };
}

const SATURATED: Verdict = { state: 'degraded', reason: 'saturated' };

/** Percent of the capacity in the busiest hours. */
const usualPeakOf = ({ id }: Link) => 12 + (stableHash(`peak/${id}`) % 60);

/** Half of the day near the peak, the other half at some two thirds of it. */
function buildDay(
  { id, capacityBitsPerSecond = 1 }: Link,
  date: string,
  direction: TrafficDay['direction'],
  peakPercent: number,
  random: Random,
): TrafficDay {
  const histogram = Array.from({ length: TRAFFIC_BINS }, () => 0);
  let octets = 0;
  for (let sample = 0; sample < SAMPLES_A_DAY; sample += SAMPLES_A_DRAW) {
    const isBusy = sample < SAMPLES_A_DAY / 2;
    const level = isBusy ? peakPercent : peakPercent * 0.65;
    const bin = Math.min(TRAFFIC_BINS - 1, Math.max(0, Math.round(level + (random.next() - 0.5) * 5)));
    histogram[bin] = (histogram[bin] ?? 0) + SAMPLES_A_DRAW;
    octets += (((bin + 0.5) / 100) * capacityBitsPerSecond * SAMPLES_A_DRAW * 300) / 8;
  }
  return {
    linkId: id,
    date,
    direction,
    capacityBitsPerSecond,
    samples: SAMPLES_A_DAY,
    histogram,
    octets: Math.round(octets),
  };
}

/** An hour at a time looks the same, and costs a twelfth. */
const SAMPLES_A_DRAW = 12;
