import type { World } from './world.ts';

/** Planned work and claims of excuse, as their rows say them. */

const DAY_MS = 86_400_000;

export function drawDecisions(world: World): void {
  const { draw, devices, links } = world;
  const entities = [...devices.map((id) => `device:${id}`), ...links.map((id) => `link:${id}`)].sort();
  const works = draw.pick([0, 1, 2, 4, 11]);
  for (let number = 1; number <= works; number++) drawWork(world, number, entities);
  const claims = draw.pick([0, 1, 2, 4, 11]);
  for (let number = 1; number <= claims; number++) drawClaim(world, number, entities);
}

function drawStretch({ draw, instant, rows }: World): { readonly fromMs: number; readonly toMs: number } {
  const edges = rows.flatMap((row) =>
    row.table === 'change' && typeof row.at_ms === 'number' ? [row.at_ms] : [],
  );
  const edge = () =>
    draw.chance(0.7) && edges.length > 0
      ? draw.pick(edges) + draw.pick([0, 0, 0, 1, -1, 60_000, -60_000, 600_000])
      : instant();
  const [a, b] = [edge(), edge()];
  const near = a + draw.pick([1, 60_000, 1_800_000, 7_200_000, DAY_MS]);
  const [fromMs, toMs] = draw.chance(0.5) ? [a, near] : [Math.min(a, b), Math.max(a, b)];
  return { fromMs, toMs: Math.max(toMs, fromMs + 1) };
}

export function drawWork(world: World, number: number, entities: readonly string[]): void {
  const { draw, rows } = world;
  const { fromMs, toMs } = drawStretch(world);
  const named = draw.some(entities, 0.4);
  const announcedMs = fromMs - draw.pick([-60_000, 0, 1, DAY_MS, DAY_MS - 1, 3 * DAY_MS]);
  const by = draw.pick(['dost', 'agency:g', 'contractor:a', 'contractor:a', 'contractor:b']);
  const body = {
    announcedMs,
    by,
    entities: named.length > 0 ? named : entities.slice(0, 1),
    files: [],
    fromMs,
    toMs,
    reason: 'work',
    selector: '',
  };
  rows.push({
    table: 'maintenance',
    id: String(number),
    action: 'add',
    recorded_ms: announcedMs,
    author: 'an',
    body,
  });
  if (!draw.chance(0.2)) return;
  const recorded_ms = draw.pick([fromMs - 1, fromMs, fromMs + 60_000, toMs - 1]);
  const cancelled = { by, files: [], reason: 'rain' };
  rows.push({
    table: 'maintenance',
    id: String(number),
    action: 'cancel',
    recorded_ms: Math.max(recorded_ms, announcedMs),
    author: 'an',
    body: cancelled,
  });
}

export function drawClaim(world: World, number: number, entities: readonly string[]): void {
  const { draw, rows, toMs: monthEndMs } = world;
  const { fromMs, toMs } = drawStretch(world);
  const cause = draw.pick([
    'power-cut',
    'power-cut',
    'power-cut',
    'vandalism',
    'third-party-works',
    'client',
    'line',
    'line',
    'force-majeure',
  ]);
  const named = draw.some(entities, 0.4);
  const of = named.length > 0 ? named : entities.slice(0, 2);
  const cut = {
    fromMs: fromMs - draw.pick([0, 600_000]),
    toMs: toMs + draw.pick([0, 0, 600_000, 7_200_000]),
  };
  const body = {
    against: [],
    by: 'contractor:a',
    cause,
    contract: draw.chance(0.85) ? 'c' : 'd',
    ...(cause === 'power-cut' && draw.chance(0.5) && { cut }),
    decideByMs: monthEndMs + 90 * DAY_MS,
    entities: of,
    evidence: 'paper',
    files: [],
    fromMs,
    toMs,
    hearForMs: 0,
    receivedMs: monthEndMs + DAY_MS,
    selector: '',
  };
  const recorded_ms = monthEndMs + DAY_MS;
  rows.push({ table: 'claim', id: String(number), action: 'file', recorded_ms, author: 'an', body });
  if (draw.chance(0.1)) return;
  const length = toMs - fromMs;
  const accepted = draw.chance(0.6)
    ? { fromMs, toMs }
    : {
        fromMs: fromMs + draw.int(0, Math.floor(length / 2)),
        toMs: toMs - draw.int(0, Math.floor(length / 3)),
      };
  const some = draw.some(of, 0.8);
  const decision = {
    affected: [],
    by: 'dost',
    entities: some.length > 0 ? some : of,
    files: [],
    ...accepted,
    reason: 'so it was',
    verdict: draw.chance(0.85) ? 'accepted' : 'rejected',
  };
  rows.push({
    table: 'claim',
    id: String(number),
    action: 'decide',
    recorded_ms: recorded_ms + 60_000,
    author: 'bn',
    body: decision,
  });
}
