import { createDraw, type Draw } from './draw.ts';
import { drawDecisions } from './random-decisions.ts';
import { drawStates } from './random-states.ts';
import { drawTerms } from './random-terms.ts';
import { createWider } from './wider-ledger.ts';
import type { RandomLedger } from './world.ts';
import { createInstants, type PlannedRow, recordedOf, revise, type World } from './world.ts';

/** Of what a ledger is drawn: what is drawn by an earlier generation stays as it is, for the seeds that were kept. */
export type Generation = 1 | 2 | 3;

const DAY_MS = 86_400_000;
const ZONES = [
  'Asia/Ho_Chi_Minh',
  'Asia/Ho_Chi_Minh',
  'Asia/Ho_Chi_Minh',
  'Europe/Berlin',
  'America/New_York',
  'Africa/Cairo',
  'Asia/Beirut',
  'America/Havana',
  'Australia/Lord_Howe',
];
const MONTHS = [
  '2024-02',
  '2024-04',
  '2024-10',
  '2025-03',
  '2025-11',
  '2026-02',
  '2026-03',
  '2026-04',
  '2026-09',
  '2026-10',
];

/** A small city with everything that may go wrong in a month, the same for the same seed. */
export function drawLedger(seed: number, rules: 1 | 2, generation: Generation): RandomLedger {
  const draw = createDraw(seed);
  const wider =
    generation === 1
      ? undefined
      : createWider(
          createDraw(seed + GENERATION_2),
          generation === 2 ? undefined : createDraw(seed + GENERATION_3),
        );
  const period = draw.pick(MONTHS);
  const fromMs = Date.parse(`${period}-01T00:00Z`);
  const toMs = nextMonthMs(fromMs);
  const world: World = {
    draw,
    zone: draw.pick(ZONES),
    fromMs,
    toMs,
    beganMs: fromMs - (wider?.daysBefore ?? 5) * DAY_MS,
    indicators: ['reach', 'service', 'recording'],
    devices: ['rt-1', 'sw-1', 'sw-2', 'nvr-1', 'cam-1', 'cam-2', 'cam-3', 'cam-4'],
    links: ['l-1', 'l-2', 'l-3'],
    instant: createInstants(draw, fromMs, toMs),
    rows: [],
  };
  drawCalendars(world);
  drawContracts(world);
  drawChecks(world);
  drawDevices(world);
  drawLinks(world);
  drawStates(world);
  drawDecisions(world);
  wider?.draw(world);
  const sorted = inOrder(world.rows);
  const rows = rules === 1 ? sorted : inVersion2(sorted, createDraw(seed + VERSION_2));
  const narrow = { seed, period, rows, before: [], course: 'drafted', later: [] } as const;
  return wider?.widen(narrow, world) ?? narrow;
}

const inOrder = (rows: readonly PlannedRow[]): readonly PlannedRow[] =>
  rows
    .map((row, place) => ({ row, place }))
    .sort((a, b) => a.row.recorded_ms - b.row.recorded_ms || a.place - b.place)
    .map(({ row }) => row);

/** Far from every seed: what version 2 adds is drawn apart, and the rest of a ledger is the same by both versions. */
const VERSION_2 = 1_000_000_007;
const GENERATION_2 = 2_000_000_011;
const GENERATION_3 = 3_000_000_019;

function inVersion2(rows: readonly PlannedRow[], draw: Draw): readonly PlannedRow[] {
  return rows.map((row) => {
    if (row.table === 'revision' && row.kind === 'contract' && row.body)
      return { ...row, body: { ...row.body, terms: termsInVersion2(row.body, draw) } };
    if (row.action === 'decide' && draw.chance(0.4)) return { ...row, body: withCut(row.body, draw) };
    return row;
  });
}

function termsInVersion2(body: object, draw: Draw): object {
  const terms: unknown = Reflect.get(body, 'terms');
  return {
    ...(typeof terms === 'object' && terms),
    ...(draw.chance(0.8) && {
      rules: 2,
      ...(draw.chance(0.3) && { before_record: 'settled' }),
      ...(draw.chance(0.5) && { damages: { per: 'recorder and day without recording', amount: '9999 VND' } }),
    }),
    ...(draw.chance(0.2) && { claims: { unknown: 'excused' } }),
  };
}

function withCut(body: unknown, draw: Draw): object {
  const { fromMs, toMs, ...rest } = Object(body);
  const cut = { fromMs: fromMs - draw.pick([0, 600_000]), toMs: toMs + draw.pick([0, 0, 600_000]) };
  return { ...rest, fromMs, toMs, cut };
}

function nextMonthMs(fromMs: number): number {
  const date = new Date(fromMs);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}

function drawCalendars(world: World): void {
  const { draw, fromMs } = world;
  const dateOf = (day: number) => new Date(fromMs + day * DAY_MS).toISOString().slice(0, 10);
  const holidays = () => [draw.int(-1, 5), draw.int(6, 20), draw.int(21, 31)].map(dateOf);
  const days = ['mon', 'tue', 'wed', 'thu', 'fri'];
  const calendar = (id: string, windows: readonly object[]) => ({
    id,
    name: id,
    sample: true,
    holidays: holidays(),
    windows,
  });
  const office = [
    { days, fromMinute: 480, toMinute: 720 },
    { days, fromMinute: 810, toMinute: 1050 },
    { days: ['sat'], fromMinute: 1320, toMinute: 150 },
  ];
  revise(world, 'calendar', 'tet', calendar('tet', []));
  revise(world, 'calendar', 'office', calendar('office', office));
  if (!draw.chance(0.3)) return;
  const atMs = world.instant();
  revise(world, 'calendar', 'tet', calendar('tet', []), {
    fromMs: atMs,
    recordedMs: recordedOf(world, atMs),
  });
}

function drawContracts(world: World): void {
  const { draw, zone, beganMs, fromMs, toMs } = world;
  const contract = (id: string, contractor: string, terms: object, fromOwnMs: number, toOwnMs?: number) => ({
    id,
    name: id,
    contractor,
    agency: 'g',
    fromMs: fromOwnMs,
    ...(toOwnMs !== undefined && { toMs: toOwnMs }),
    sample: true,
    terms,
  });
  const own = () => (draw.chance(0.8) ? beganMs - 100 * DAY_MS : world.instant());
  const end = () => (draw.chance(0.1) ? Math.max(toMs - DAY_MS, world.instant()) : undefined);
  const versions = draw.pick([1, 1, 1, 2, 3]);
  let terms = drawTerms(draw, zone);
  const ownMs = own();
  const endMs = end();
  revise(world, 'contract', 'c', contract('c', 'a', terms, ownMs, endMs), {
    ...(draw.chance(0.15) && { fromMs: fromMs + 10 * DAY_MS }),
  });
  for (let version = 1; version < versions; version++) {
    if (draw.chance(0.8)) terms = { ...drawTerms(draw, zone), indicator: terms.indicator };
    const atMs = world.instant();
    const body = draw.chance(0.06)
      ? undefined
      : contract('c', draw.pick(['a', 'a', 'b']), terms, ownMs, endMs);
    revise(world, 'contract', 'c', body, { fromMs: atMs, recordedMs: recordedOf(world, atMs) });
  }
  const simple = { indicator: 'reach', availability: '99%', excused: ['power-cut'], time_zone: zone };
  revise(world, 'contract', 'd', contract('d', 'b', simple, own(), end()));
  revise(world, 'contract', 'e', contract('e', 'a', { ...simple, indicator: 'capacity' }, own(), end()));
  for (const id of ['a', 'b'])
    revise(world, 'contractor', id, { id, name: id, kind: 'maintenance', successors: [] });
  revise(world, 'agency', 'g', { id: 'g', name: 'g', kind: 'police', successors: [] });
}

function drawChecks(world: World): void {
  const { draw } = world;
  const profile = (id: string, reachMs: number, slowMs: number) => {
    const check = (intervalMs: number) => ({
      prober: 'icmp',
      intervalMs,
      timeoutMs: 1_000,
      confirm: 3,
      recheckMs: 5_000,
      degradedLossRatio: 0.3,
    });
    return { id, checks: { reach: check(reachMs), service: check(slowMs), recording: check(slowMs) } };
  };
  revise(world, 'profile', 'p-1', profile('p-1', 60_000, 300_000));
  revise(world, 'profile', 'p-2', profile('p-2', 300_000, 60_000));
  for (let more = draw.pick([0, 0, 1, 2]); more > 0; more--) {
    const atMs = world.instant();
    const body = profile('p-1', draw.pick([60_000, 300_000]), draw.pick([60_000, 300_000]));
    revise(world, 'profile', 'p-1', body, { fromMs: atMs, recordedMs: recordedOf(world, atMs) });
  }
}

function drawDevices(world: World): void {
  const { draw, devices, links, beganMs } = world;
  const kinds = { rt: 'router', sw: 'switch', nvr: 'nvr', cam: 'camera' };
  for (const [place, id] of devices.entries()) {
    const [prefix = ''] = id.split('-');
    const above = [
      ...devices.slice(0, place).map((name) => `device:${name}`),
      ...links.map((name) => `link:${name}`),
    ];
    const ways = () =>
      place === 0
        ? []
        : Array.from({ length: draw.pick([0, 1, 1, 1, 2, 2, 3]) }, () => [
            ...new Set(Array.from({ length: draw.pick([1, 1, 2]) }, () => draw.pick(above))),
          ]);
    const body = (contracts: readonly string[], lifecycle: readonly object[]) => ({
      id,
      name: id,
      kind: Object.entries(kinds).find(([name]) => name === prefix)?.[1],
      site: 's-1',
      contracts,
      lifecycle,
      upstreams: ways(),
      profile: draw.pick(['p-1', 'p-1', 'p-2']),
      interfaces: [],
      address: `10.0.0.${place + 1}`,
      ...(draw.chance(0.3) && { contractor: draw.pick(['a', 'b']) }),
      ...(prefix === 'cam' && draw.chance(0.2) && { channelOf: { recorder: 'nvr-1', channel: place } }),
    });
    const life = drawLife(world);
    const first = body(drawNamed(draw), life);
    drawVersions(world, 'device', id, first, () =>
      body(drawNamed(draw), draw.chance(0.7) ? life : drawLife(world)),
    );
  }
  revise(
    world,
    'site',
    's-1',
    { id: 's-1', name: 's', kind: 'other', purpose: 'traffic', secrecy: 'public', area: 'x' },
    { fromMs: beganMs },
  );
}

const drawNamed = (draw: Draw): string[] => draw.pick([['c'], ['c'], ['c'], ['c', 'e'], ['d'], ['e'], []]);

function drawLife(world: World): object[] {
  const { draw, beganMs } = world;
  const steps = [{ stage: 'accepted', atMs: draw.chance(0.8) ? beganMs - 50 * DAY_MS : world.instant() }];
  if (draw.chance(0.15))
    steps.push({ stage: 'paused', atMs: world.instant() }, { stage: 'resumed', atMs: world.instant() });
  if (draw.chance(0.15)) steps.push({ stage: 'retired', atMs: world.instant() });
  return steps.sort((a, b) => a.atMs - b.atMs);
}

/** Versions of an entry, among them hand-overs, and a first one that is dated by one. */
function drawVersions(
  world: World,
  kind: 'device' | 'link',
  id: string,
  first: object,
  another: () => object,
): void {
  const { draw, beganMs } = world;
  const isLate = draw.chance(0.1);
  const firstMs = isLate ? world.instant() : beganMs;
  revise(world, kind, id, first, { fromMs: firstMs });
  if (isLate && kind === 'device' && draw.chance(0.6)) handOver(world, id, firstMs);
  for (let more = draw.pick([0, 0, 0, 1, 2]); more > 0; more--) {
    const atMs = world.instant();
    const body = draw.chance(0.06) ? undefined : another();
    revise(world, kind, id, body, { fromMs: atMs, recordedMs: recordedOf(world, atMs) });
    if (kind === 'device' && draw.chance(0.3)) handOver(world, id, atMs);
  }
}

function handOver(world: World, id: string, atMs: number): void {
  const { draw } = world;
  const field = draw.pick(['contract', 'contractor']);
  const [from, to] =
    field === 'contract'
      ? draw.pick([
          ['d', 'c'],
          ['c', 'd'],
          ['e', 'c'],
        ])
      : draw.pick([
          ['a', 'b'],
          ['b', 'a'],
        ]);
  const pair = field === 'contract' ? `:${from}>${to}` : '';
  const name = `device:${id}:${field}:${new Date(atMs).toISOString()}${pair}`;
  revise(world, 'handover', name, { kind: 'device', id, field, atMs, from, to }, { fromMs: atMs });
}

function drawLinks(world: World): void {
  const { draw, links } = world;
  for (const id of links) {
    const body = () => ({
      id,
      name: id,
      near: draw.pick(['core', 'core', 'device:rt-1']),
      far: draw.pick(['site:s-1', 'site:s-1', 'device:sw-1']),
      medium: 'rented-line',
      carrier: draw.pick(['a', 'b']),
      contracts: drawNamed(draw),
      capacityBitsPerSecond: 100_000_000,
    });
    drawVersions(world, 'link', id, body(), body);
    revise(world, 'polling', `link:${id}`, {
      id: `link:${id}`,
      intervalMs: { reach: draw.pick([60_000, 300_000]) },
    });
    if (!draw.chance(0.2)) continue;
    const atMs = world.instant();
    const polling = draw.chance(0.2)
      ? undefined
      : { id: `link:${id}`, intervalMs: { reach: draw.pick([60_000, 300_000]) } };
    revise(world, 'polling', `link:${id}`, polling, { fromMs: atMs, recordedMs: recordedOf(world, atMs) });
  }
}
