import { drawClaim, drawWork } from './random-decisions.ts';
import { drawHandOver } from './random-inventory.ts';
import { type PlannedRow, revise, type World } from './world.ts';

/** What comes on record after a statement was issued: late readings, corrections, voids, decisions, amendments of the terms and of their rules. */
export function drawLater(world: World, rows: readonly PlannedRow[]): readonly (readonly PlannedRow[])[] {
  const { draw } = world;
  // A row is voided once, also where two lots come.
  const voided = new Set(rows.map(({ voidsRow }) => voidsRow));
  return Array.from({ length: draw.pick([0, 1, 1, 2]) }, (_, lot) => {
    const later: World = { ...world, rows: [] };
    for (let count = draw.int(1, 4); count > 0; count--) drawOne(later, rows, voided, `${lot}-${count}`);
    return later.rows;
  });
}

const WHOLE_DAY = 'recorder and day without recording';

function drawOne(
  world: World,
  before: readonly PlannedRow[],
  voided: Set<PlannedRow['voidsRow']>,
  name: string,
): void {
  const { draw } = world;
  const entities = [...world.devices.map((id) => `device:${id}`), ...world.links.map((id) => `link:${id}`)];
  const kind = draw.int(0, 6);
  if (kind === 0) drawReading(world, entities, name);
  if (kind === 1) drawCorrection(world, before, voided, name);
  if (kind === 2) drawClaim(world, 100 + draw.int(0, 1_000_000), entities.toSorted());
  if (kind === 3) drawWork(world, 100 + draw.int(0, 1_000_000), entities.toSorted());
  if (kind === 4) drawHandOver(world, before);
  if (kind > 4) drawAmendment(world, before);
}

function drawReading({ draw, rows, instant }: World, entities: readonly string[], name: string): void {
  const entity = draw.pick(entities);
  const fromMs = instant();
  const of = { table: 'change', entity, indicator: 'reach', origin: 'measured', recorded_ms: 0 };
  const by = { author: 'c-1', source: 'c-1', run: `late-${name}` };
  const toMs = fromMs + draw.pick([1, 3_600_000, 50_000_000]);
  rows.push({
    ...of,
    ...by,
    after_ms: fromMs,
    at_ms: fromMs,
    state: 'down',
    reason: 'timeout',
    source_seq: 1,
  });
  rows.push({ ...of, ...by, after_ms: toMs, at_ms: toMs, state: 'up', source_seq: 2 });
}

function drawCorrection(
  { draw, rows }: World,
  before: readonly PlannedRow[],
  voided: Set<PlannedRow['voidsRow']>,
  name: string,
): void {
  const row = draw.pick(before.filter(({ table, origin }) => table === 'change' && origin === 'measured'));
  if (draw.chance(0.4) && !voided.has(row)) {
    voided.add(row);
    rows.push({
      table: 'void',
      kind: 'change',
      voidsRow: row,
      recorded_ms: 0,
      author: 'an',
      reason: 'clock',
    });
    return;
  }
  const at_ms = Number(row.at_ms) + draw.pick([0, 1, 600_000]);
  const about = {
    origin: 'correction',
    correctsRow: row,
    recorded_ms: 0,
    source: 'an',
    run: `corrected-${name}`,
  };
  rows.push({ ...row, ...about, at_ms, state: draw.pick(['up', 'down', 'unknown']), reason: undefined });
}

/** Other terms, or the same by another version of the rules: what was issued stays at its own (12.6). */
function drawAmendment(world: World, before: readonly PlannedRow[]): void {
  const { draw } = world;
  const last = before.findLast(
    ({ kind, id, body }) => kind === 'contract' && id === 'c' && body !== undefined,
  );
  if (!last) return;
  const body = { ...Object(last.body) };
  const { rules: _, before_record: __, damages, ...terms } = { ...body.terms };
  const changed = {
    ...terms,
    // Days on which nothing was recorded are counted by version 2 alone.
    ...(Array.isArray(damages) && { damages: damages.filter(({ per }) => per !== WHOLE_DAY) }),
    ...(draw.chance(0.6) && { rules: 2, ...(draw.chance(0.4) && { before_record: 'settled' }) }),
    ...(draw.chance(0.4) && {
      others_down: draw.pick(['left-out', 'own']),
      ups_autonomy: draw.pick(['10m', '2h']),
    }),
  };
  const fromMs = draw.chance(0.3) ? world.beganMs : world.instant();
  revise(world, 'contract', 'c', { ...body, terms: changed }, { fromMs, recordedMs: 0 });
}
