import type { Draw } from './draw.ts';
import { createOutages } from './random-edges.ts';
import { drawImport } from './random-states.ts';
import { type PlannedRow, revise, type World } from './world.ts';
import { midnightOf } from './zone-edges.ts';

/** What the second generation has too seldom where it bears on a figure: of the indicator that contract `c` counts. */

const DAY_MS = 86_400_000;

export function drawDenser(world: World): void {
  const { draw } = world;
  const indicator = countedIn(world);
  if (draw.chance(0.4)) importInstead(world, indicator);
  if (draw.chance(0.5)) changeIntervals(world, indicator);
  const addOutage = createOutages(world, { run: 'r-3', indicators: [indicator] });
  const holidays = holidaysIn(world);
  for (let count = draw.int(2, 8); count > 0; count--)
    addOutage(
      draw.chance(0.4) && holidays.length > 0
        ? draw.pick(holidays) + draw.pick([0, 0, 1, -1])
        : world.instant(),
    );
}

function countedIn({ rows }: World): string {
  const contract = rows.find(({ kind, id }) => kind === 'contract' && id === 'c');
  const { terms } = Object(contract?.body);
  return typeof terms?.indicator === 'string' ? terms.indicator : 'reach';
}

/** Nothing was measured of some that count: another system vouches for them. */
function importInstead(world: World, indicator: string): void {
  const { draw, rows, devices } = world;
  const unmeasured = draw.some(devices, 0.4).map((id) => `device:${id}`);
  const isOf = (row: PlannedRow | unknown): boolean => {
    const { entity, indicator: of, origin } = Object(row);
    return unmeasured.includes(entity) && of === indicator && origin !== 'imported';
  };
  const kept = rows.filter((row) => !isOf(row) && !isOf(row.voidsRow));
  rows.splice(0, rows.length, ...kept);
  for (const source of draw.pick([['prtg'], ['prtg', 'cacti']]))
    drawImport({ ...world, indicators: [indicator] }, unmeasured, source, { longest: 30 * DAY_MS });
}

/** Said in time: before it holds, or when it does. */
function changeIntervals(world: World, indicator: string): void {
  const { draw, devices, links, fromMs, toMs } = world;
  const entities = [...devices.map((id) => `device:${id}`), ...links.map((id) => `link:${id}`)];
  for (const id of draw.some(entities, 0.3)) {
    const intervals = draw.pick([
      [60_000, 300_000],
      [300_000, 60_000],
    ]);
    revise(world, 'polling', id, { id, intervalMs: { [indicator]: intervals[0] } });
    const atMs = fromMs + draw.int(1, (toMs - fromMs) / 60_000 - 1) * 60_000;
    const recordedMs = draw.pick([world.beganMs, atMs]);
    revise(
      world,
      'polling',
      id,
      { id, intervalMs: { [indicator]: intervals[1] } },
      { fromMs: atMs, recordedMs },
    );
  }
}

/** Midnights at which a holiday begins in the zone. */
function holidaysIn({ rows, zone }: World): readonly number[] {
  return rows
    .filter(({ kind, body }) => kind === 'calendar' && body !== undefined)
    .flatMap(({ body }) => Object(body).holidays as readonly string[])
    .map((date) => midnightOf(date, zone));
}

/** Breaches in a row cost more by every rule. */
export function withRepeats(draw: Draw, rows: readonly PlannedRow[]): readonly PlannedRow[] {
  return rows.map((row) => {
    if (row.kind !== 'contract' || row.id !== 'c' || !row.body) return row;
    const body = { ...Object(row.body) };
    const terms = { ...body.terms };
    for (const kind of ['deductions', 'penalties', 'damages'])
      if (terms[kind] !== undefined) terms[kind] = repeated(draw, terms[kind]);
    return { ...row, body: { ...body, terms } };
  });
}

function repeated(draw: Draw, rules: unknown): unknown {
  const repeat = draw.pick(['50%', '33.3333%']);
  return Array.isArray(rules) ? rules.map((rule) => ({ ...rule, repeat })) : { ...Object(rules), repeat };
}
