import type { Draw } from './draw.ts';
import type { World } from './world.ts';

/** Incidents with everything that may become of them: acknowledged by one or another, changed, merged, over, and open again. */

const DAY_MS = 86_400_000;
const PAUSES = [0, 1, 59_999, 60_000, 300_000, 900_000, 1_800_000, 3_600_000, 7_200_000, DAY_MS];

export function drawIncidents(world: World): void {
  const { draw } = world;
  const ids = Array.from({ length: draw.pick([0, 1, 2, 4, 8]) }, (_, place) => `i-${place + 1}`);
  for (const id of ids) drawIncident(world, id, ids);
}

function drawIncident(world: World, id: string, ids: readonly string[]): void {
  const { draw, rows } = world;
  let atMs = draw.chance(0.4) ? edgeOf(world) + draw.pick(PAUSES) : world.instant();
  const add = (action: string, body: object) =>
    rows.push({
      ...{ table: 'incident_step', id, action, recorded_ms: atMs, author: 'alerts' },
      body: { atMs: atMs - draw.pick([0, 0, 1, 60_000]), ...body },
    });
  let about = drawCause(world);
  add('opened', { sinceMs: atMs, ...about });
  for (let steps = draw.int(0, 6); steps > 0; steps--) {
    atMs += draw.pick(PAUSES);
    const step = draw.pick(['acknowledged', 'acknowledged', 'changed', 'resolved', 'reopened', 'noted']);
    if (step === 'acknowledged') add(step, { party: drawParty(draw) });
    if (step === 'noted') add(step, { text: 'somebody is at it' });
    if (step === 'resolved') {
      const other = draw.pick(ids);
      add(step, draw.chance(0.25) && other !== id ? { mergedInto: other } : {});
    }
    if (step === 'changed' || step === 'reopened') {
      if (draw.chance(0.6)) about = drawCause(world);
      add(step, about);
    }
  }
  if (!draw.chance(0.6)) return;
  atMs += draw.pick(PAUSES);
  add('resolved', {});
}

function edgeOf({ draw, rows, instant }: World): number {
  const changes = rows.filter(({ table, state }) => table === 'change' && state === 'down');
  return changes.length > 0 ? Number(draw.pick(changes).at_ms) : instant();
}

function drawCause({ draw, devices, links }: World) {
  const contracts = draw.chance(0.75) ? ['c', ...draw.some(['d', 'e'], 0.3)] : draw.some(['d', 'e'], 0.6);
  const entity = draw.pick([...devices.map((id) => `device:${id}`), ...links.map((id) => `link:${id}`)]);
  const root = draw.chance(0.85) ? { kind: 'entity', entity } : { kind: 'collector', collector: 'c-1' };
  return { contracts, root, severity: draw.pick(['minor', 'major', 'critical']) };
}

function drawParty(draw: Draw) {
  return draw.pick([
    { kind: 'contractor', id: 'a' },
    { kind: 'contractor', id: 'a' },
    { kind: 'contractor', id: 'b' },
    { kind: 'operator', id: 'x' },
    { kind: 'agency', id: 'g' },
  ]);
}
