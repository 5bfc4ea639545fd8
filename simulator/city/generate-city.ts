import type { Device, Handover } from '../../core/domain/inventory.ts';
import { type Addressing, assignBlocks } from './address-plan.ts';
import { applyExceptions } from './apply-exceptions.ts';
import { buildCluster } from './build-cluster.ts';
import type { City, CityFacts } from './city.ts';
import { type CityBuilder, createCityBuilder, findFact } from './city-builder.ts';
import { planCity } from './plan-city.ts';
import type { Recipe } from './recipe.ts';

export interface GenerateCityOptions {
  /** How many devices, exactly. */
  readonly devices: number;
  /** 32 bits of it count. */
  readonly seed: number;
  readonly facts: CityFacts;
  readonly recipe: Recipe;
  readonly addressing: Addressing;
  readonly timeZone: string;
  readonly onProgress?: (doneDevices: number, totalDevices: number) => void;
}

/**
 * Makes up a city on real ground: the same options give the same city, to the byte.
 * @throws a {@link RecipeMismatchError} when `facts` lack what the recipe names.
 */
export function generateCity(options: GenerateCityOptions): City {
  const { devices: total, seed, facts, recipe, onProgress } = options;
  const clusters = planCity(total, seed, facts, recipe);
  const blocks = assignBlocks(clusters);
  const builder = createCityBuilder(facts, recipe, clusters, options);
  const parts = clusters.map((cluster, index) => {
    if (index % 100 === 0) onProgress?.(Math.round((index / clusters.length) * total), total);
    return buildCluster(cluster, blocks.get(cluster) ?? 0, builder);
  });
  const { devices, handovers } = applyExceptions(
    parts.flatMap((part) => part.devices),
    parts.flatMap((part) => part.handovers),
    seed,
    builder,
  );
  onProgress?.(total, total);
  return {
    sites: byId(parts.flatMap((part) => part.sites)),
    devices: byId(devices),
    links: byId(parts.flatMap((part) => part.links)),
    handovers: inOrder([...handoverContracts(builder), ...handovers], devices),
  };
}

function handoverContracts({ recipe, facts, calendar }: CityBuilder): Handover[] {
  return recipe.contract_handovers.map(({ contract, at, from, to, document }) => {
    findFact(facts.contracts, contract, 'a contract');
    return {
      atMs: calendar.midnightMs(at),
      kind: 'contract',
      id: contract,
      field: 'agency',
      from,
      to,
      document,
    };
  });
}

/** By instant, contracts first, then devices as they stand in their file. */
function inOrder(handovers: readonly Handover[], devices: readonly Device[]): readonly Handover[] {
  const ranks = new Map(devices.map(({ id }, index) => [id, index + 1]));
  const rank = ({ kind, id }: Handover) => (kind === 'contract' ? 0 : (ranks.get(id) ?? 0));
  return handovers.toSorted((a, b) => a.atMs - b.atMs || rank(a) - rank(b));
}

function byId<Item extends { readonly id: string }>(items: readonly Item[]): ReadonlyMap<string, Item> {
  return new Map(items.map((item) => [item.id, item]));
}
