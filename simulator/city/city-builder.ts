import type { Area, District } from '../../core/domain/inventory.ts';
import { CamwatchError } from '../../core/errors.ts';
import type { Addressing } from './address-plan.ts';
import { type Calendar, createCalendar } from './calendar.ts';
import type { CityFacts, Cluster } from './city.ts';
import { createRandom, type Random } from './random.ts';
import type { Centre, Model, Recipe } from './recipe.ts';
import { type Point, scatterPoints } from './scatter.ts';

export class RecipeMismatchError extends CamwatchError {
  readonly code = 'RECIPE_MISMATCH';
}

/** What every builder of a city draws from: facts, recipe, and the counters behind ids, places and ports. */
export interface CityBuilder {
  readonly facts: CityFacts;
  readonly recipe: Recipe;
  readonly addressing: Addressing;
  readonly calendar: Calendar;
  readonly random: Random;
  readonly areaOf: (id: string) => Area;
  readonly districtOf: (area: Area) => District;
  readonly centreOf: (cluster: Cluster) => Centre;
  /** Counts from 1, for each key apart. */
  readonly nextNumber: (key: string) => number;
  /** `cam-ba-dinh-012`: numbered per area and prefix. */
  readonly nextId: (prefix: string, area: string) => string;
  readonly nextPoint: (area: string) => Point;
  readonly nextCameraClass: () => 'fixed' | 'ptz';
  /** `prefix` and seven characters that are never given twice. */
  readonly nextSerial: (prefix: string) => string;
  /** A model with at least so many ports, or the one with most. */
  readonly pickModel: (kind: keyof Recipe['models'], fewestPorts?: number) => Model;
  /** The next free port of the least used of these devices, of at most `most` that are given away there. */
  readonly nextPort: (devices: readonly string[], most?: number) => FreePort | undefined;
  readonly routers: RouterRegister;
}

/** Routers and switches that lines start from and devices hang on, once they are built. */
export interface RouterRegister {
  readonly core: string[];
  readonly aggregationByDistrict: Map<string, string[]>;
  /** Ports to be given away by device: its uplinks are not among them. */
  readonly ports: Map<string, readonly string[]>;
}

export interface FreePort {
  readonly device: string;
  /** Absent where all are taken. */
  readonly name: string | undefined;
}

export function createCityBuilder(
  facts: CityFacts,
  recipe: Recipe,
  clusters: readonly Cluster[],
  options: { readonly seed: number; readonly addressing: Addressing; readonly timeZone: string },
): CityBuilder {
  const random = createRandom(options.seed, 'city');
  const areaOf = (id: string) => findFact(facts.areas, id, 'an area');
  const counters = new Map<string, number>();
  const count = (key: string) => {
    const next = (counters.get(key) ?? 0) + 1;
    counters.set(key, next);
    return next;
  };
  const points = placesByArea(clusters, facts, options.seed);
  const classes = drawCameraClasses(clusters, recipe, random);
  const routers: RouterRegister = { core: [], aggregationByDistrict: new Map(), ports: new Map() };
  return {
    facts,
    recipe,
    addressing: options.addressing,
    calendar: createCalendar(options.timeZone),
    random,
    areaOf,
    centreOf: ({ centre = 0 }) => recipe.centres[centre] ?? recipe.centres[0],
    districtOf: (area) => findFact(facts.districts, area.district, 'a district'),
    nextNumber: count,
    nextId: (prefix, area) => `${prefix}-${area}-${String(count(`${prefix}-${area}`)).padStart(3, '0')}`,
    nextPoint: (area) => points.get(area)?.pop() ?? areaOf(area),
    nextCameraClass: () => classes.pop() ?? 'fixed',
    nextSerial: (prefix) => `${prefix}${serialNumber(count('serial'))}`,
    pickModel: (kind, fewestPorts = 0) => {
      const models = recipe.models[kind];
      const roomy = models.filter((model) => countPorts(model) >= fewestPorts);
      const [largest] = models.toSorted((a, b) => countPorts(b) - countPorts(a));
      if (roomy.length === 0 && largest) return largest;
      return random.pickWeighted(roomy, ({ weight }) => weight);
    },
    nextPort: (candidates, most = Number.POSITIVE_INFINITY) => {
      const used = (device: string) => counters.get(`port-${device}`) ?? 0;
      const [device] = candidates.filter((id) => used(id) < most).toSorted((a, b) => used(a) - used(b));
      if (device === undefined) return undefined;
      return { device, name: routers.ports.get(device)?.[count(`port-${device}`) - 1] };
    },
    routers,
  };
}

function countPorts({ ports }: Model): number {
  return ports ? ports.to - ports.from + 1 : 0;
}

/** @throws a {@link RecipeMismatchError} when the facts lack what the recipe names. */
export function findFact<Fact>(facts: ReadonlyMap<string, Fact>, id: string, what: string): Fact {
  const fact = facts.get(id);
  if (fact !== undefined) return fact;
  throw new RecipeMismatchError(
    `the recipe of simulated cities (simulator/city/recipe.yaml) names ${what} ${JSON.stringify(id)}, which the configuration does not have`,
  );
}

function placesByArea(
  clusters: readonly Cluster[],
  facts: CityFacts,
  seed: number,
): ReadonlyMap<string, Point[]> {
  const counts = new Map<string, number>();
  for (const { area, counts: devices } of clusters) {
    counts.set(area, (counts.get(area) ?? 0) + 1 + Math.ceil(devices.cameras / FEWEST_CAMERAS_AT_A_POLE));
  }
  return new Map(
    counts.entries().map(([id, count]) => {
      const area = findFact(facts.areas, id, 'an area');
      const random = createRandom(seed, `places:${id}`);
      return [id, [...scatterPoints(area, facts.areas.values(), count, random)]];
    }),
  );
}

export const FEWEST_CAMERAS_AT_A_POLE = 2;

/** As many moving cameras as the recipe's shares say, to the device. */
function drawCameraClasses(
  clusters: readonly Cluster[],
  { camera_classes: { fixed, ptz } }: Recipe,
  random: Random,
): ('fixed' | 'ptz')[] {
  const count = clusters.reduce((sum, { counts }) => sum + counts.cameras, 0);
  const movingCount = Math.round((count * ptz) / (fixed + ptz));
  return random.shuffle(Array.from({ length: count }, (_, index) => (index < movingCount ? 'ptz' : 'fixed')));
}

/** Scrambles a running number without losing one: multiplying by an odd number is a bijection of 32 bits. */
function serialNumber(count: number): string {
  return (Math.imul(count, 0x9e3779b1) >>> 0).toString(36).toUpperCase().padStart(7, '0');
}
