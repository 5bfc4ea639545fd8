import { type Cluster, type ClusterCounts, countDevices, NO_DEVICES } from './city.ts';
import type { Random } from './random.ts';
import type { Recipe, System } from './recipe.ts';

const SMALLEST_WARD_WITH_OFFICE = 12;
const DEVICES_PER_RECORDER = 30;
/** What fits behind one line: 62 addresses, less room to grow. */
const MOST_DEVICES_BEHIND_A_LINE = 48;
/** What is left over joins the last cluster rather than making one of this size. */
const SMALLEST_CLUSTER = 5;
const MOST_CHANNELS = 32;

/** Clusters of exactly `budget` devices in all, for one ward. */
export function planWard(
  area: string,
  budget: number,
  hasFibre: boolean,
  random: Random,
  recipe: Recipe,
): Cluster[] {
  const clusters: Cluster[] = [];
  const hasOffice = budget >= SMALLEST_WARD_WITH_OFFICE;
  let left = budget;
  const add = (cluster: Cluster) => {
    clusters.push(cluster);
    left -= countDevices(cluster.counts);
  };

  if (hasOffice) add(planOffice(area, budget));
  while (left >= SMALLEST_CLUSTER) {
    const [name, system] = random.pickWeighted(Object.entries(recipe.systems), ([, { weight }]) => weight);
    const near = nearOf(system, hasFibre, hasOffice);
    const counts = countsOf(system, left, random);
    add({ area, system: name, near, ...counts });
  }
  if (left === 0) return clusters;

  const last = clusters.findLast((cluster) => hasRoomFor(cluster, left));
  if (!last) return [...clusters, ...Array.from({ length: left }, () => planSingle(area))];
  const counts = { ...last.counts, cameras: last.counts.cameras + left };
  return clusters.map((cluster) => (cluster === last ? { ...cluster, counts } : cluster));
}

/** The ward's office: the router that its places hang on, and the recorders of those that have an address of their own. */
function planOffice(area: string, budget: number): Cluster {
  const recorders = Math.min(40, Math.max(1, Math.round(budget / DEVICES_PER_RECORDER)));
  const supplies = budget >= 2 * SMALLEST_WARD_WITH_OFFICE ? 1 : 0;
  const counts = { ...NO_DEVICES, routers: 1, recorders, supplies };
  return { area, layout: 'hub', system: 'local', near: 'core', counts };
}

function nearOf({ line }: System, hasFibre: boolean, hasOffice: boolean): Cluster['near'] {
  if (line === 'fibre' && hasFibre) return 'aggregation';
  return line === 'ward' && hasOffice ? 'hub' : 'core';
}

function countsOf(system: System, left: number, random: Random): Pick<Cluster, 'layout' | 'counts'> {
  const [layout] = random.pickWeighted(entriesOf(system.layouts), ([, weight]) => weight);
  const wished = random.integer(...system.cameras);
  const [fewest, most] = system.controllers;
  const controllers = left >= 10 ? random.integer(fewest, most) : 0;
  const supplies = layout === 'street' && left >= 10 && random.chance(0.15) ? 1 : 0;
  const overhead: ClusterCounts = {
    ...NO_DEVICES,
    switches: layout === 'street' ? 1 : 0,
    recorders: layout === 'recorder' ? 1 : 0,
    routers: layout === 'forwarded' ? 1 : 0,
    controllers,
    supplies,
  };
  const cameras = Math.min(wished, left - countDevices(overhead));
  return { layout, counts: { ...overhead, cameras } };
}

function entriesOf(layouts: System['layouts']): readonly (readonly [keyof System['layouts'], number])[] {
  return (['street', 'recorder', 'forwarded'] as const).map((layout) => [layout, layouts[layout] ?? 0]);
}

function hasRoomFor({ layout, counts }: Cluster, count: number): boolean {
  if (layout === 'hub') return false;
  const most = layout === 'recorder' ? MOST_CHANNELS : MOST_DEVICES_BEHIND_A_LINE;
  return countDevices(counts) + count <= most;
}

function planSingle(area: string): Cluster {
  return { area, layout: 'single', system: 'donated', near: 'core', counts: { ...NO_DEVICES, cameras: 1 } };
}
