import type { World } from './world.ts';

const DAY_MS = 86_400_000;

/** Rows of changes and coverage that do not count: written by a clock that was ahead, or taken away afterwards. */
export function drawVoids(world: World): void {
  const { draw, rows, toMs } = world;
  if (!draw.chance(0.25)) return;
  for (let count = draw.int(1, 3); count > 0; count--) {
    const kind = draw.pick(['change', 'change', 'coverage']);
    const taken = new Set(rows.map(({ voidsRow }) => voidsRow));
    const row = draw.pick(rows.filter(({ table, origin }) => table === kind && origin !== 'imported'));
    if (taken.has(row)) continue;
    const recorded_ms = Math.max(row.recorded_ms, toMs + draw.pick([-DAY_MS, DAY_MS, 7 * DAY_MS]));
    rows.push({
      table: 'void',
      kind,
      voidsRow: row,
      recorded_ms,
      author: 'an',
      reason: 'the clock was ahead',
    });
  }
}
