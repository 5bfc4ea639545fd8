import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { startInfluxd } from '#simulator/influxd.ts';
import { runCamwatch } from '#test/support/camwatch.ts';
import { panelsOf, queriesOf } from '#test/support/panels-of.ts';
import { queryRows } from '#test/support/query-influx.ts';

const PROGRAM = new URL('../../../../camwatch', import.meta.url).pathname;
const DASHBOARD = new URL(
  '../../../../deploy/grafana/dashboards/camwatch/camwatch-city.json',
  import.meta.url,
);
const DATABASE = 'camwatch-demo';

/** What each tile of the dashboard of the city counts, by the column of its bad ones. */
const TILES = {
  'Camera mất kết nối': { bad: 'unreached', kinds: ['camera'], indicator: 'reach' },
  'Camera mất hình': { bad: 'noPicture', kinds: ['camera'], indicator: 'stream' },
  'Đầu ghi không ghi hình': { bad: 'notRecording', kinds: ['nvr'], indicator: 'recording' },
  'Thiết bị mạng mất kết nối': { bad: 'unreached', kinds: ['router', 'switch'], indicator: 'reach' },
} as const;
type Title = keyof typeof TILES;
const TITLES = Object.keys(TILES) as readonly Title[];

interface Counts {
  readonly total: number;
  readonly down: number;
  readonly unknown: number;
}

interface Summary {
  readonly at: { readonly ms: number };
  readonly totals: { readonly by_kind: Readonly<Record<string, Counts>>; readonly links: Counts };
}

interface Device {
  readonly kind: string;
  readonly indicators: readonly { indicator: string; state: string; reason: string | null }[];
}

interface Told {
  readonly items: readonly { readonly id: string }[];
}

const busy: ChildProcess[] = [];
let demo: ChildProcess;
let said = '';
let complained = '';
let folder: string;
let page: string;
let config: string;
let influx: string;

/** A demo whose faults stay on, beside two processes that take all they get; of what other tests want they get a third of a share. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'camwatch-same-numbers-'));
  for (let count = 0; count < 2; count++)
    busy.push(spawn('nice', ['-n', '5', process.execPath, '-e', 'for (;;);'], { stdio: 'ignore' }));
  demo = spawn(
    PROGRAM,
    ['demo', '--port', '0', '--devices', '250', '--round', '12m', '--keep', '--lang', 'en'],
    {
      env: { ...process.env, TMPDIR: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  demo.stderr?.on('data', (chunk) => {
    complained += String(chunk);
  });
  demo.stdout?.on('data', (chunk) => {
    said += String(chunk);
  });
  await says(/1[0-4] of 14 seen/);
  page = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0] ?? '';
  config = join(dirname(/Log: (\S+)/.exec(said)?.[1] ?? ''), 'city');
  influx = parse(await readFile(join(config, 'camwatch.yaml'), 'utf8')).influx.url;
}, 240_000);

afterAll(async () => {
  for (const child of busy) child.kill('SIGKILL');
  demo.kill('SIGINT');
  if (demo.exitCode === null) await Promise.race([once(demo, 'exit'), delay(20_000)]);
  demo.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

async function says(what: RegExp): Promise<void> {
  while (!what.test(said)) {
    if (demo.exitCode !== null) throw new Error(`the demo ended: ${said}${complained}`);
    await delay(200);
  }
}

async function api<Answer>(path: string): Promise<Answer> {
  for (;;) {
    const response = await fetch(`${page}/api/v1/${path}`);
    if (response.status === 200) return (await response.json()) as Answer;
    // Whoever asks as often as we do is told to wait.
    expect(response.status).toBe(503);
    await delay(200);
  }
}

/** What the API tells of one instant: it keeps what it built for a second, and says of when it is. */
async function readApi() {
  for (;;) {
    const first = await api<Summary>('summary');
    const [devices, incidents] = await Promise.all([
      api<{ items: readonly Device[] }>('devices?limit=500'),
      api<Told>('incidents?state=unresolved&limit=200'),
    ]);
    const { at, totals } = await api<Summary>('summary');
    if (first.at.ms !== at.ms) continue;
    const told = { totals, devices: devices.items.map(statesOf), incidents: idsOf(incidents.items) };
    return { told, atMs: at.ms };
  }
}

/** The states of all devices, in one answer: looks can follow one another closely. */
async function lookAtDevices() {
  const { at, items } = await api<{ at: Summary['at']; items: readonly Device[] }>('devices?limit=500');
  return { devices: items.map(statesOf), atMs: at.ms };
}
type Look = Awaited<ReturnType<typeof lookAtDevices>>;

/** A camera that flaps may be lost and back between looks further apart. */
const CLOSE_MS = 3_000;

const idsOf = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id).sort();
const statesOf = ({ kind, indicators }: Device) => ({
  kind,
  indicators: indicators.map(({ indicator, state, reason }) => ({ indicator, state, reason })),
});

/** Lost of how many, tile by tile: cameras, lines, recorders; and of which instant. */
async function readPage() {
  const text = await (await fetch(`${page}/?lang=en`)).text();
  const tiles = text.matchAll(/<b>([\d,]+)<\/b><span class="of">\/([\d,]+)</g);
  const shown = [...tiles].slice(0, 3);
  const [, at = ''] = /<time datetime="([^"]+)"/.exec(text) ?? [];
  return {
    atMs: Date.parse(at),
    tiles: shown.map(([, down, total]) => ({ down: numberOf(down), total: numberOf(total) })),
  };
}

const numberOf = (text = ''): number => Number(text.replaceAll(',', ''));

/** What Grafana asks for these tiles, as the committed dashboard has it, and of which instant the answer is; `undefined` where points came meanwhile. */
async function readDashboard() {
  const beforeMs = await lastWrittenMs();
  const dashboard: Dashboard = JSON.parse(readFileSync(DASHBOARD, 'utf8'));
  const panels = panelsOf(dashboard).filter(({ title = '' }) => title in TILES);
  const rows = await Promise.all(
    panels.map(async (panel) => {
      const query = queriesOf(panel)[0]?.query?.replaceAll('$timeFilter', 'time > now() - 5m') ?? '';
      const [{ time: _, ...counts } = {}] = await queryRows(influx, query, { database: DATABASE });
      return [panel.title, counts] as const;
    }),
  );
  const atMs = await lastWrittenMs();
  return atMs === beforeMs ? { rows: Object.fromEntries(rows), atMs } : undefined;
}

async function lastWrittenMs(): Promise<number> {
  const [row] = await queryRows(influx, 'SELECT last("down") AS "down" FROM "raw"."fleet_city"', {
    database: DATABASE,
  });
  return Number(row?.time);
}

function dashboardBy({ devices }: Look, title: Title, columns: readonly string[]) {
  const { bad, kinds, indicator } = TILES[title];
  const asked = devices
    .filter(({ kind }) => kinds.some((one) => one === kind))
    .flatMap(({ indicators }) => indicators.filter((one) => one.indicator === indicator))
    .map(({ state, reason }) => (reason === 'ping-filtered' ? 'degraded' : state));
  const count = (state: string) => asked.filter((one) => one === state).length;
  const all: Record<string, number> = {
    [bad]: count('down'),
    degraded: count('degraded'),
    unknown: count('unknown'),
    total: asked.length,
  };
  return Object.fromEntries(columns.map((column) => [column, all[column]]));
}

type Rows = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const tilesBy = (look: Look, rows: Rows) =>
  Object.fromEntries(
    TITLES.map((title) => [title, dashboardBy(look, title, Object.keys(rows[title] ?? {}))]),
  );

async function readCommand(): Promise<readonly string[]> {
  const { out } = await runCamwatch('incidents', 'list', '--config', config, '--json', '--limit', '200');
  const { incidents }: { incidents: readonly { id: string; state: string }[] } = JSON.parse(out);
  return idsOf(incidents.filter(({ state }) => state !== 'resolved'));
}

/** Held `enough` times in a city in which nothing changed while all was read; it changes every few seconds. */
async function atStillInstants(hold: () => Promise<boolean>, enough = 3): Promise<void> {
  for (let held = 0; held < enough; ) if (await hold()) held += 1;
}

/** What flaps may be otherwise between two looks that are alike: seldom, so that it is no excuse again and again. */
const MOST_FLAPS = 2;

describe('beside two busy processes, at one instant', () => {
  test('page and API tell the same lost cameras, lines and recorders', async () => {
    await atStillInstants(async () => {
      const before = await readApi();
      const { tiles, atMs } = await readPage();
      if (before.atMs !== atMs) return false;

      const { by_kind, links } = before.told.totals;
      const shown = [by_kind.camera, links, by_kind.nvr].map((of) => ({ down: of?.down, total: of?.total }));
      expect(tiles).toEqual(shown);
      expect(by_kind.camera?.down).toBeGreaterThan(0);
      return true;
    });
  });

  test('the dashboard of the city counts what the API tells of the instant of its points', async () => {
    let flaps = 0;
    await atStillInstants(async () => {
      const looks = [await lookAtDevices()];
      const lastMs = await lastWrittenMs();
      while ((await lastWrittenMs()) === lastMs) looks.push(await lookAtDevices());
      const dashboard = await readDashboard();
      if (dashboard === undefined) return false;
      const { rows, atMs } = dashboard;
      while ((looks.at(-1)?.atMs ?? 0) < atMs) looks.push(await lookAtDevices());
      // A point is of the instant at which it was counted, and comes a moment later.
      const before = looks.findLast((look) => look.atMs <= atMs);
      const after = looks.find((look) => look.atMs >= atMs);
      if (!before || !after || after.atMs - before.atMs > CLOSE_MS) return false;
      const [earlier, later] = [tilesBy(before, rows), tilesBy(after, rows)];
      if (!isDeepStrictEqual(earlier, later)) return false;
      if (!isDeepStrictEqual(rows, earlier) && flaps++ < MOST_FLAPS) return false;

      expect(Object.keys(rows).sort()).toEqual([...TITLES].sort());
      expect(rows).toEqual(earlier);
      return true;
    }, 1);
  }, 900_000);

  test('the command lists the incidents that the API tells', async () => {
    await atStillInstants(async () => {
      const before = await readApi();
      const listed = await readCommand();
      const after = await readApi();
      if (JSON.stringify(before.told.incidents) !== JSON.stringify(after.told.incidents)) return false;

      expect(listed).toEqual(before.told.incidents);
      expect(listed.length).toBeGreaterThan(0);
      return true;
    }, 1);
  });

  test('availability of today, of its day and of its month is the same from the command and from the dashboard', async () => {
    demo.kill('SIGINT');
    await once(demo, 'close');
    const kept = /kept in (\S+)/.exec(said)?.[1] ?? '';
    const influxd = await startInfluxd({ dataDir: join(kept, 'influx') });
    try {
      const [{ time: _, ...charted } = {}] = await queryRows(
        influxd.url,
        `SELECT sum("up_ms") AS "up", sum("degraded_ms") AS "degraded", sum("down_ms") AS "down"
         FROM "raw"."device_availability" WHERE "kind" = 'camera' AND "indicator" = 'reach'`,
        { database: DATABASE },
      );
      const day = new Intl.DateTimeFormat('sv', { timeZone: 'Asia/Ho_Chi_Minh' }).format();
      for (const period of [day, `${day}..${day}`, day.slice(0, 7)]) {
        const asked = ['--config', join(kept, 'city'), '--kind', 'camera', '--period', period, '--json'];
        const { out } = await runCamwatch('sla', ...asked);

        const { up, degraded, down } = JSON.parse(out).all.sums;
        expect({ period, up, degraded, down }).toEqual({ period, ...charted });
      }
      expect(charted.down).toBeGreaterThan(0);
    } finally {
      await influxd.stop();
    }
  });
});
