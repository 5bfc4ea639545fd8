import { stableHash } from '../../core/text/stable-hash.ts';
import { hours } from '../../core/time/units.ts';
import type { Random } from '../city/random.ts';
import { drawInstants, drawLengthMs } from './draws.ts';
import type { Member, Network } from './network.ts';
import type { Stretch } from './plan-faults.ts';
import { POWER, STORM } from './rates.ts';
import type { Turn } from './turns.ts';

/** Sites that lose their power together. */
export interface PowerCut extends Stretch {
  readonly area: string | undefined;
  readonly why: 'grid' | 'storm' | 'cabinet' | 'announced';
  readonly turns: readonly Turn[];
}

export interface PowerPlanner {
  /** The cuts that begin in a stretch of one day, which begins at its local midnight. */
  readonly plan: (day: Stretch & { readonly date: string }) => Generator<PowerCut>;
  /** A cut of a whole ward that was announced. */
  readonly cutWard: (area: string, cut: Stretch) => PowerCut;
}

/** Devices go dark with the sites they stand at, later where a battery stands beside them, and start when power is back. */
export function createPowerPlanner(network: Network, period: Stretch, random: Random): PowerPlanner {
  const areas = [...network.sitesByArea.keys()].filter((area) =>
    network.sitesByArea.get(area)?.some((site) => network.bySite.has(site)),
  );
  const cabinets = [...network.bySite]
    .filter(([, members]) => members.some(({ kind }) => kind === 'switch'))
    .map(([site]) => site);
  const storm = planStorm(areas, period, random);
  const darken = (sites: readonly string[], cut: Stretch) =>
    sites.flatMap((site) => darkenSite(network.bySite.get(site) ?? [], cut, random));
  const cutWard = (area: string, cut: Stretch): PowerCut => ({
    ...cut,
    area,
    why: 'announced',
    turns: darken(network.sitesByArea.get(area) ?? [], cut),
  });

  return {
    cutWard,
    plan: function* ({ fromMs, toMs, date }) {
      const perYear = POWER.cutsPerYear * seasonFactor(date) * areas.length;
      for (const atMs of drawInstants(perYear, fromMs + hours(6), toMs - hours(4), random)) {
        const area = random.pick(areas);
        const sites = pickFeeder(network.sitesByArea.get(area) ?? [], random);
        const cut = { fromMs: atMs, toMs: atMs + drawLengthMs(POWER.length, random) };
        yield { ...cut, area, why: 'grid', turns: darken(sites, cut) };
      }
      for (const atMs of drawInstants(POWER.cabinetTripsPerYear * cabinets.length, fromMs, toMs, random)) {
        const cut = { fromMs: atMs, toMs: atMs + drawLengthMs(POWER.cabinetLength, random) };
        // The breaker of the cabinet lies behind its battery.
        const members = network.bySite.get(random.pick(cabinets)) ?? [];
        const turns = members.flatMap((member) => darkenOne(member, cut, 0, random));
        yield { ...cut, area: undefined, why: 'cabinet', turns };
      }
      for (const { area, ...cut } of storm) {
        if (cut.fromMs < fromMs || cut.fromMs >= toMs) continue;
        yield { ...cutWard(area, cut), why: 'storm' };
      }
    },
  };
}

/** One evening in the middle of the second half: some wards stay dark for days. */
function planStorm(areas: readonly string[], { fromMs, toMs }: Stretch, random: Random) {
  const lengthMs = toMs - fromMs;
  const atMs = Math.floor(fromMs + lengthMs * (0.6 + random.next() * 0.2));
  const count = Math.max(STORM.leastWards, Math.round(areas.length / STORM.oneWardIn));
  const [shortestMs, longestMs] = STORM.lengthMs;
  return random
    .shuffle(areas)
    .slice(0, count)
    .map((area) => {
      const startMs = atMs + random.integer(0, hours(3));
      return { area, fromMs: startMs, toMs: startMs + random.integer(shortestMs, longestMs) };
    });
}

/** From May to August air conditioners run. */
const seasonFactor = (date: string) => (['05', '06', '07', '08'].includes(date.slice(5, 7)) ? 1.6 : 0.75);

function pickFeeder(sites: readonly string[], random: Random): readonly string[] {
  if (random.chance(POWER.wholeWardRatio)) return sites;
  const feeder = random.integer(0, POWER.feeders - 1);
  return sites.filter((site) => stableHash(`feeder/${site}`) % POWER.feeders === feeder);
}

function darkenSite(members: readonly Member[], cut: Stretch, random: Random): readonly Turn[] {
  const [leastMs, mostMs] = POWER.batteryMs;
  const batteryMs = members.some(({ kind }) => kind === 'ups') ? random.integer(leastMs, mostMs) : 0;
  return members.flatMap((member) => darkenOne(member, cut, batteryMs, random));
}

function darkenOne(
  member: Member,
  { fromMs, toMs }: Stretch,
  batteryMs: number,
  random: Random,
): readonly Turn[] {
  if (fromMs + batteryMs >= toMs) return [];
  const [leastMs, mostMs] = POWER.bootMs;
  return [
    { atMs: fromMs + batteryMs, member, what: 'darken' },
    { atMs: toMs + random.integer(leastMs, mostMs), member, what: 'light' },
  ];
}
