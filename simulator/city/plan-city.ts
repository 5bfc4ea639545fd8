import type { Area, District } from '../../core/domain/inventory.ts';
import { type CityFacts, type Cluster, countDevices, NO_DEVICES } from './city.ts';
import { planWard } from './plan-ward.ts';
import { createRandom, type Random } from './random.ts';
import type { Recipe } from './recipe.ts';
import { shareOut } from './share-out.ts';

/** Below this a city has no centre of its own: all that little hangs on the core. */
const SMALLEST_CITY_WITH_CENTRES = 60;
/** A district with fewer devices has no router of its own, and an area with fewer no network. */
const SMALLEST_DISTRICT_WITH_ROUTER = 14;
const USUAL_WARD = 12;
/** So that each router's ports suffice for the places on own cable. */
const DEVICES_PER_AGGREGATION_ROUTER = 900;

/** Shares exactly `devices` devices out to clusters, area by area: `facts` and `recipe` say where and of what kind. */
export function planCity(devices: number, seed: number, facts: CityFacts, recipe: Recipe): Cluster[] {
  const centres = devices < SMALLEST_CITY_WITH_CENTRES ? [] : planCentres(devices, recipe);
  const left = devices - centres.reduce((sum, { counts }) => sum + countDevices(counts), 0);

  const districts = [...facts.districts.values()];
  const areasByDistrict = Map.groupBy(facts.areas.values(), (area) => area.district);
  const areasOf = ({ id }: District) => areasByDistrict.get(id) ?? [];
  const weights = districts.map((district) => weightOf(district, recipe) * areasOf(district).length);
  const quotas = shareOut(left, weights, 4);
  return [
    ...centres,
    ...districts.flatMap((district, index) =>
      planDistrict(district, areasOf(district), quotas[index] ?? 0, seed, recipe),
    ),
  ];
}

function weightOf({ id, kind }: District, { density }: Recipe): number {
  return density[kind] * (density.factors[id] ?? 1);
}

/** Two core routers at the first centre; servers by the recipe's shares, about one for 2,500 devices. */
function planCentres(devices: number, { centres }: Recipe): Cluster[] {
  const servers = shareOut(
    4 + Math.round(devices / 2_500),
    centres.map(({ share }) => share),
    1,
  );
  return centres.map(({ area }, centre) => ({
    area,
    layout: 'centre',
    system: 'centre',
    near: 'core',
    centre,
    counts: { ...NO_DEVICES, servers: servers[centre] ?? 1, routers: centre === 0 ? 2 : 0, supplies: 1 },
  }));
}

function planDistrict(
  district: District,
  areas: readonly Area[],
  quota: number,
  seed: number,
  recipe: Recipe,
): Cluster[] {
  const random = createRandom(seed, `district:${district.id}`);
  const chosen = chooseAreas(areas, quota, random);
  const [seat] = chosen;
  // Only the inner districts have the police's own cable; elsewhere its places hang on leased lines.
  const hasFibre = district.kind === 'quan' && quota >= SMALLEST_DISTRICT_WITH_ROUTER && seat !== undefined;
  const routers = hasFibre ? Math.ceil(quota / DEVICES_PER_AGGREGATION_ROUTER) : 0;
  const aggregations = Array.from({ length: routers }, (): Cluster => {
    const counts = { ...NO_DEVICES, routers: 1 };
    return { area: seat?.id ?? '', layout: 'aggregation', system: 'police', near: 'core', counts };
  });

  const shares = shareOut(
    quota - routers,
    chosen.map(() => 0.6 + random.next()),
    Math.min(USUAL_WARD, quota),
  );
  return [
    ...aggregations,
    ...chosen.flatMap((area, index) => planWard(area.id, shares[index] ?? 0, hasFibre, random, recipe)),
  ];
}

/** A small fleet stands in few areas of a district rather than as one camera in each. */
function chooseAreas(areas: readonly Area[], quota: number, random: Random): readonly Area[] {
  if (quota === 0) return [];
  const count = Math.max(1, Math.min(areas.length, Math.floor(quota / USUAL_WARD)));
  const chosen = new Set(random.shuffle(areas).slice(0, count));
  return areas.filter((area) => chosen.has(area));
}
