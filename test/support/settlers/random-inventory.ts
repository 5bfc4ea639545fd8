import { type PlannedRow, recordedOf, revise, type World } from './world.ts';

/** Hand-overs in mid-month, circles, other kinds, checks of a device itself, and a contract that changed hands. */
export function drawInventory(world: World): void {
  const { draw } = world;
  for (let count = draw.pick([0, 1, 2, 3]); count > 0; count--) drawHandOver(world);
  if (draw.chance(0.12)) drawCircle(world);
  if (draw.chance(0.15)) changeLast(world, 'nvr-1', { kind: draw.pick(['server', 'camera']) });
  if (draw.chance(0.3)) drawPolling(world);
  if (draw.chance(0.1)) handOverContract(world);
}

/** From one contract to another at an instant of the month, by its revision and by the row that tells of it. */
export function drawHandOver(world: World, before: readonly PlannedRow[] = world.rows): void {
  const { draw, devices } = world;
  const id = draw.pick(devices);
  const [from, to] = draw.pick([
    ['c', 'd'],
    ['d', 'c'],
    ['e', 'c'],
  ] as const);
  const body = lastOf(before, id);
  if (!body) return;
  const { contracts } = body;
  const kept = Array.isArray(contracts) ? contracts.filter((name) => name !== from && name !== to) : [];
  const atMs = world.instant();
  const about = { fromMs: atMs, recordedMs: recordedOf(world, atMs) };
  revise(world, 'device', id, { ...body, contracts: [...kept, to] }, about);
  if (draw.chance(0.3)) return;
  const name = `device:${id}:contract:${new Date(atMs).toISOString()}:${from}>${to}:wide`;
  revise(world, 'handover', name, { kind: 'device', id, field: 'contract', atMs, from, to }, about);
}

/** Two that hang on each other. */
function drawCircle(world: World): void {
  const { draw } = world;
  const [one, other] = draw.pick([
    ['rt-1', 'sw-1'],
    ['sw-1', 'sw-2'],
    ['rt-1', 'rt-1'],
  ] as const);
  changeLast(world, one, { upstreams: [[`device:${other}`]] });
  if (draw.chance(0.7))
    changeLast(world, other, {
      upstreams: draw.pick([[[`device:${one}`]], [[`device:${one}`], ['link:l-1']]]),
    });
}

function changeLast(world: World, id: string, members: object): void {
  const body = lastOf(world.rows, id);
  if (!body) return;
  const atMs = world.draw.chance(0.3) ? world.beganMs : world.instant();
  revise(world, 'device', id, { ...body, ...members }, { fromMs: atMs, recordedMs: recordedOf(world, atMs) });
}

function lastOf(rows: readonly PlannedRow[], id: string): Readonly<Record<string, unknown>> | undefined {
  const found = rows.findLast((row) => row.kind === 'device' && row.id === id && row.body !== undefined);
  return found && { ...Object(found.body) };
}

function drawPolling(world: World): void {
  const { draw, devices } = world;
  const id = `device:${draw.pick(devices)}`;
  const every = () => draw.pick([60_000, 300_000, 3_600_000]);
  for (let count = draw.pick([1, 1, 2]); count > 0; count--) {
    const atMs = draw.chance(0.3) ? world.beganMs : world.instant();
    const body = draw.chance(0.2)
      ? undefined
      : { id, intervalMs: draw.chance(0.5) ? { reach: every(), service: every() } : { recording: every() } };
    revise(world, 'polling', id, body, { fromMs: atMs, recordedMs: recordedOf(world, atMs) });
  }
}

/** The contract passed to its contractor where it is first on record. */
function handOverContract(world: World): void {
  const { draw, rows } = world;
  const first = rows.find(({ kind, id }) => kind === 'contract' && id === 'c');
  const atMs = Number(first?.from_ms);
  const body = { kind: 'contract', id: 'c', field: 'contractor', atMs, from: draw.pick(['a', 'b']), to: 'a' };
  const name = `contract:c:contractor:${new Date(atMs).toISOString()}`;
  revise(world, 'handover', name, body, { fromMs: atMs });
}
