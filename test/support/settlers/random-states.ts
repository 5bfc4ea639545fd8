import type { World } from './world.ts';

/** What was measured, watched, imported, corrected and voided. */

const DAY_MS = 86_400_000;

interface Down {
  readonly fromMs: number;
  readonly toMs: number;
}

export function drawStates(world: World): void {
  const { draw, devices, links } = world;
  const entities = [...devices.map((id) => `device:${id}`), ...links.map((id) => `link:${id}`)];
  const shared = drawSharedCuts(world, entities);
  let sourceSeq = 0;
  for (const entity of entities) {
    const indicators = entity.startsWith('link:') ? ['reach'] : world.indicators;
    for (const indicator of indicators) {
      if (draw.chance(0.08)) continue;
      sourceSeq = drawChanges(
        world,
        { entity, indicator },
        mergeDowns(drawDowns(world, shared.get(entity) ?? [])),
        sourceSeq,
      );
    }
  }
  sourceSeq = drawCoverage(world, sourceSeq);
  if (draw.chance(0.35)) drawImport(world, entities, 'zabbix');
  if (draw.chance(0.15)) drawImport(world, entities, 'nagios');
}

/** Cuts that several feel, a little apart. */
function drawSharedCuts(world: World, entities: readonly string[]): ReadonlyMap<string, readonly Down[]> {
  const { draw } = world;
  const cuts = new Map<string, Down[]>(entities.map((entity) => [entity, []]));
  for (let count = draw.int(1, 5); count > 0; count--) {
    const fromMs = world.instant();
    const toMs = fromMs + draw.pick([1, 60_000, 600_000, 3_600_000, 20_000_000, DAY_MS]);
    for (const entity of draw.some(entities, 0.5)) {
      const jitter = () => draw.pick([0, 0, 1, -1, 15_000, -15_000, 60_000, -60_000, 240_000]);
      cuts.get(entity)?.push({ fromMs: fromMs + jitter(), toMs: toMs + jitter() });
    }
  }
  return cuts;
}

function drawDowns(world: World, shared: readonly Down[]): Down[] {
  const { draw } = world;
  const own = Array.from({ length: draw.int(0, 2) }, () => {
    const fromMs = world.instant();
    return {
      fromMs,
      toMs: fromMs + draw.pick([1, 30_000, 300_000, 299_999, 3_600_000, 50_000_000, 3 * DAY_MS]),
    };
  });
  return [...draw.some(shared, 0.9), ...own];
}

function mergeDowns(downs: readonly Down[]): Down[] {
  const merged: { fromMs: number; toMs: number }[] = [];
  for (const { fromMs, toMs } of downs.toSorted((a, b) => a.fromMs - b.fromMs)) {
    if (fromMs >= toMs) continue;
    const last = merged.at(-1);
    if (last && fromMs <= last.toMs) last.toMs = Math.max(last.toMs, toMs);
    else merged.push({ fromMs, toMs });
  }
  return merged;
}

function drawChanges(
  world: World,
  of: { readonly entity: string; readonly indicator: string },
  downs: readonly Down[],
  sourceSeq: number,
): number {
  const { draw, rows, beganMs, toMs: monthEndMs } = world;
  let seq = sourceSeq;
  let lastMs = beganMs;
  const add = (atMs: number, afterMs: number, state: string, reason?: string) => {
    seq++;
    const recorded_ms = draw.chance(0.05) ? monthEndMs + 5 * DAY_MS : atMs + draw.pick([1_000, 60_000]);
    const row = {
      table: 'change',
      ...of,
      origin: 'measured',
      after_ms: Math.min(afterMs, atMs),
      at_ms: atMs,
      state,
      reason,
      recorded_ms,
      author: 'c-1',
      source: 'c-1',
      run: 'r-1',
      source_seq: seq,
    };
    rows.push(row);
    lastMs = atMs;
    if (draw.chance(0.02)) amend(world, row);
  };
  if (draw.chance(0.9)) add(beganMs + draw.pick([0, 60_000, 8 * DAY_MS]), beganMs, 'up');
  for (const { fromMs, toMs } of downs) {
    if (fromMs <= lastMs) continue;
    const filtered = of.indicator === 'reach' && draw.chance(0.06);
    const afterMs = Math.max(lastMs, fromMs - draw.pick([0, 1, 5_000, 60_000, 300_000, 1_000_000]));
    add(fromMs, afterMs, 'down', filtered ? 'ping-filtered' : 'timeout');
    if (toMs - fromMs > 120_000 && draw.chance(0.15))
      add(fromMs + 60_000, fromMs, 'down', draw.pick(['ping-filtered', 'refused']));
    if (draw.chance(0.04)) return seq;
    const state = draw.pick(['up', 'up', 'up', 'up', 'degraded', 'unknown']);
    const shut = of.entity.startsWith('link:') ? 'switched-off' : 'stale';
    const reason =
      state === 'unknown' ? draw.pick([shut, shut, 'stale']) : state === 'degraded' ? 'loss' : undefined;
    add(toMs, Math.max(lastMs, toMs - draw.pick([0, 1, 60_000, 300_000])), state, reason);
    if (state !== 'up' && draw.chance(0.8)) add(toMs + draw.pick([1, 60_000, 7_200_000]), toMs, 'up');
  }
  return seq;
}

/** A correction takes the place of a row, or a void takes it away. */
function amend(
  { draw, rows, toMs }: World,
  row: Readonly<Record<string, unknown>> & { readonly at_ms: number },
): void {
  const recorded_ms = toMs + 6 * DAY_MS;
  if (draw.chance(0.3)) {
    rows.push({ table: 'void', kind: 'change', voidsRow: row, recorded_ms, author: 'an', reason: 'clock' });
    return;
  }
  rows.push({
    ...row,
    table: 'change',
    origin: 'correction',
    correctsRow: row,
    at_ms: row.at_ms + draw.pick([0, 30_000, 600_000]),
    state: draw.pick(['up', 'down', 'degraded']),
    recorded_ms,
    source: 'an',
    run: 'corrections',
  });
}

function drawCoverage(world: World, sourceSeq: number): number {
  const { draw, rows, beganMs, toMs } = world;
  const endMs = toMs + 3 * DAY_MS;
  const edges = [beganMs - 3_600_000];
  const gaps = Array.from({ length: draw.pick([0, 1, 2, 3]) }, () => world.instant()).sort((a, b) => a - b);
  for (const gap of gaps)
    if (gap > (edges.at(-1) ?? 0)) edges.push(gap, gap + draw.pick([1, 60_000, 7_200_000, DAY_MS]));
  edges.push(endMs);
  const byInterval = draw.chance(0.6);
  let seq = sourceSeq;
  for (let place = 0; place + 1 < edges.length; place += 2) {
    const [fromMs = 0, untilMs = 0] = edges.slice(place, place + 2);
    for (const everyMs of byInterval ? [60_000, 300_000] : [undefined]) {
      const begin = fromMs + (everyMs ?? 0);
      if (begin >= untilMs) continue;
      seq++;
      rows.push({
        table: 'coverage',
        source: 'c-1',
        run: 'r-1',
        source_seq: seq,
        from_ms: begin,
        to_ms: untilMs,
        ended: 'blind',
        recorded_ms: untilMs,
        author: 'c-1',
        interval_ms: everyMs,
      });
    }
  }
  return seq;
}

export function drawImport(
  world: World,
  entities: readonly string[],
  source: string,
  { longest = 10 * DAY_MS }: { readonly longest?: number } = {},
): void {
  const { draw, rows, toMs } = world;
  const recorded_ms = toMs + draw.pick([0, 1, 4]) * DAY_MS;
  const about = { source, run: `import:${source}`, recorded_ms, author: 'an' };
  let seq = 0;
  for (const entity of draw.some(entities, 0.6)) {
    const indicator = entity.startsWith('link:') ? 'reach' : draw.pick(world.indicators);
    const downs = mergeDowns(drawDowns(world, []));
    const fromMs = world.instant();
    for (const { fromMs: atMs, toMs: overMs } of downs) {
      for (const [state, instant] of [
        ['down', atMs],
        ['up', overMs],
      ] as const) {
        seq++;
        rows.push({
          table: 'change',
          entity,
          indicator,
          origin: 'imported',
          after_ms: instant - draw.pick([0, 60_000]),
          at_ms: instant,
          state,
          ...about,
          source_seq: seq,
        });
      }
    }
    seq++;
    const covered = { from_ms: fromMs, to_ms: fromMs + draw.pick([1, 7_200_000, longest]) };
    rows.push({ table: 'imported_coverage', entity, indicator, ...covered, ...about, source_seq: seq });
  }
  if (draw.chance(0.9)) rows.push({ table: 'import', ...about, body: { file: 'x.csv' } });
}
