import { drawClaim, drawWork } from './random-decisions.ts';
import type { World } from './world.ts';

/** Outages, works and claims on the edges of months, hours, holidays and changes of the clock, and outages in the months before. */

const DAY_MS = 86_400_000;

export function drawEdges(world: World, { monthsBefore }: { readonly monthsBefore: number }): void {
  const { draw } = world;
  const drawOutage = createOutages(world, { run: 'r-2', indicators: world.indicators });
  for (let count = draw.int(0, 10); count > 0; count--) drawOutage(world.instant());
  for (let count = monthsBefore * draw.int(5, 25); count > 0; count--)
    drawOutage(world.fromMs - draw.int(0, monthsBefore * 31 * 24 * 60) * 60_000);
  const entities = [
    ...world.devices.map((id) => `device:${id}`),
    ...world.links.map((id) => `link:${id}`),
  ].sort();
  if (draw.chance(0.2)) drawWork(world, 21, entities);
  for (let number = 21; number < 21 + draw.pick([0, 0, 1, 2]); number++) drawClaim(world, number, entities);
}

/** Outages from an instant on, of a run of their own. */
export function createOutages(
  world: World,
  { run, indicators }: { readonly run: string; readonly indicators: readonly string[] },
): (fromMs: number) => void {
  const { draw, rows, devices, links } = world;
  let seq = 0;
  const add = (of: object, atMs: number, afterMs: number, state: string) =>
    rows.push({
      ...{ table: 'change', ...of, origin: 'measured', after_ms: afterMs, at_ms: atMs, state },
      reason: state === 'down' ? 'timeout' : undefined,
      recorded_ms: atMs + draw.pick([1, 60_000, DAY_MS]),
      ...{ author: 'c-1', source: 'c-1', run, source_seq: ++seq },
    });
  return (fromMs) => {
    const entity = draw.pick([...devices.map((id) => `device:${id}`), ...links.map((id) => `link:${id}`)]);
    const indicator = entity.startsWith('link:') ? 'reach' : draw.pick(indicators);
    const lengths = [1, 1, 2, 60_000, 300_000, 3_600_000, 3_600_001, DAY_MS, 3 * DAY_MS];
    const toMs = draw.chance(0.3) ? Math.max(fromMs + 1, world.instant()) : fromMs + draw.pick(lengths);
    add({ entity, indicator }, fromMs, fromMs - draw.pick([0, 1, 60_000, 300_000]), 'down');
    add({ entity, indicator }, toMs, Math.max(fromMs, toMs - draw.pick([0, 1, 60_000])), 'up');
  };
}
