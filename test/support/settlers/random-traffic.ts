import type { World } from './world.ts';

/** How much lines carried on the days around the month: often about as much as the terms allow. */

const DAY_MS = 86_400_000;
const CAPACITIES = [100_000_000, 100_000_000, 33_333_333, 1];

export function drawTraffic(world: World): void {
  const { draw, links, fromMs, toMs } = world;
  for (const link of links) {
    if (draw.chance(0.3)) continue;
    for (const direction of ['in', 'out']) {
      if (draw.chance(0.3)) continue;
      const isBusy = draw.chance(0.6);
      for (let atMs = fromMs - draw.pick([2, 10, 70]) * DAY_MS; atMs < toMs + 2 * DAY_MS; atMs += DAY_MS)
        if (draw.chance(0.93)) drawDay(world, { link, direction, date: dateOf(atMs), isBusy });
    }
  }
}

const dateOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);

interface Day {
  readonly link: string;
  readonly direction: string;
  readonly date: string;
  readonly isBusy: boolean;
}

function drawDay(world: World, day: Day): void {
  const { draw } = world;
  addRun(world, day, 'r-1');
  if (draw.chance(0.08)) addRun(world, day, 'r-2');
}

function addRun({ draw, rows, toMs }: World, { link, direction, date, isBusy }: Day, run: string): void {
  const busy = draw.pick([90, 91, 95, 100, 100, 50, 51, 89]);
  const above = isBusy ? draw.pick([16, 15, 14, 288, 100]) : draw.pick([0, 3, 14, 15]);
  const counts = new Map([
    [draw.int(0, 49), draw.pick([0, 1, 288 - above])],
    [busy, above],
  ]);
  const samples = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (samples === 0) return;
  const recorded_ms = draw.chance(0.05) ? toMs + 4 * DAY_MS : Date.parse(`${date}T00:00Z`) + 2 * DAY_MS;
  rows.push({
    ...{ table: 'traffic_day', link, date, direction, samples, octets: 0, run },
    capacity_bps: draw.chance(0.9) ? CAPACITIES[0] : draw.pick(CAPACITIES),
    histogram: [...counts]
      .filter(([, count]) => count > 0)
      .sort(([a], [b]) => a - b)
      .map(([bin, count]) => `${bin}:${count}`)
      .join(' '),
    ...{ source: 'c-1', recorded_ms, author: 'c-1' },
  });
}
