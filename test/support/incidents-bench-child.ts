// One measurement of the benchmark of incidents in a process of its own, so that its memory and its CPU are its own alone.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pino } from 'pino';
import { incidentOptionsOf } from '#alerts/incidents/persistence/incident-options.ts';
import { createIncidentService } from '#alerts/incidents/persistence/incident-service.ts';
import { loadConfig } from '#config/load-config.ts';
import type { Inventory } from '#core/domain/inventory.ts';
import { days, minutes, seconds } from '#core/time/units.ts';
import { createIncidentStore } from '#ledger/sqlite/incidents/create-incident-store.ts';
import { createIncidentReads } from '#ledger/sqlite/incidents/incident-reads.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import type { SqlDatabase } from '#ledger/sqlite/store/sql-database.ts';
import { OPTIONS as OPTIONS_OF_STORIES } from './incident-story.ts';
import { cityOf, recordFall } from './incidents-bench-city.ts';
import { EVENING_MS, toNoc } from './kept-night.ts';

export interface IncidentsMeasurement {
  readonly steps: readonly MeasuredStep[];
}

export interface MeasuredStep {
  readonly name: string;
  readonly rows: number;
  readonly news: number;
  readonly wallS: number;
  readonly cpuS: number;
  readonly longestWriteMs: number;
  readonly peakMB: number;
}

/** As the sample city's profiles make them, but for the wait of a minute. */
const OPTIONS = { ...OPTIONS_OF_STORIES, promptMs: seconds(5) };

const [work = '', count = '0', ledger = '', daysBack = '90'] = process.argv.slice(2);
const steps: MeasuredStep[] = [];
if (work === 'history') await measureHistory(ledger);
else measureFall(work === 'core-link' ? 1 : Math.ceil(Number(count) / 10_000));
process.stdout.write(JSON.stringify({ steps } satisfies IncidentsMeasurement));

/** Every so many-th of all goes down within a minute, and is back an hour later. */
function measureFall(every: number): void {
  const dir = mkdtempSync(join(tmpdir(), 'camwatch-bench-incidents-'));
  try {
    const database = openStore(join(dir, 'ledger.sqlite'), { nowMs: () => EVENING_MS });
    const writes = timeWrites(database);
    const inventory = cityOf(Number(count));
    const open = () => keeperOf(database, inventory, () => EVENING_MS);
    let keeper = open();
    keeper.advance(EVENING_MS + seconds(1));
    recordFall(database, inventory, { every, fromMs: EVENING_MS + minutes(1), state: 'down' });
    measured('down, told and written', writes, () => keeper.advance(EVENING_MS + minutes(4)));
    measured('saved', writes, () => {
      keeper.save();
      return { rows: 0, news: 0 };
    });
    measured('started again from what was saved', writes, () => {
      keeper = open();
      return keeper.advance(EVENING_MS + minutes(5));
    });
    database.exec('DELETE FROM incident_snapshot');
    measured('started again from what is down', writes, () => {
      keeper = open();
      return keeper.advance(EVENING_MS + minutes(6));
    });
    recordFall(database, inventory, { every, fromMs: EVENING_MS + minutes(60), state: 'up' });
    measured('back, told and written', writes, () => keeper.advance(EVENING_MS + minutes(65)));
    database.close();
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** The last 90 days of a made-up year, as they would have to be told again, and what a start needs instead. */
async function measureHistory(path: string): Promise<void> {
  const { inventory, settings } = await loadConfig(join(dirname(path), 'city'));
  const database = openStore(path, { nowMs: () => EVENING_MS });
  // Of a copy, that nobody needs.
  database.exec('PRAGMA synchronous = OFF');
  const writes = timeWrites(database);
  const toMs = Date.parse('2026-01-01T00:00+07:00');
  const open = (nowMs: number) =>
    keeperOf(database, inventory, () => nowMs, incidentOptionsOf({ settings, inventory }));
  let keeper = open(toMs - days(Number(daysBack)));
  measured(`${daysBack} days told, an hour at a time`, writes, () => {
    const total = { rows: 0, news: 0 };
    for (let atMs = toMs - days(Number(daysBack)); atMs <= toMs; atMs += days(1) / 24) {
      const { rows, news } = keeper.advance(atMs);
      total.rows += rows;
      total.news += news;
    }
    return total;
  });
  measured('saved', writes, () => {
    keeper.save();
    return { rows: 0, news: 0 };
  });
  measured('started again from what was saved', writes, () => {
    keeper = open(toMs);
    return keeper.advance(toMs + seconds(1));
  });
  database.exec('DELETE FROM incident_snapshot');
  measured('started again from what is down', writes, () => {
    keeper = open(toMs);
    return keeper.advance(toMs + seconds(2));
  });
  const unresolved = createIncidentReads(database).counts();
  process.stderr.write(`${JSON.stringify(unresolved)}\n`);
  database.close();
}

function keeperOf(database: SqlDatabase, inventory: Inventory, nowMs: () => number, options = OPTIONS) {
  return createIncidentService({
    ...{
      store: createIncidentStore(database, { nowMs }),
      inventory,
      options,
      collector: 'main',
      plan: toNoc,
      nowMs,
    },
    logger: pino({ level: 'silent' }),
    // What it costs is a step of its own, and hours pass in moments here.
    saveEveryMs: days(365),
    saveEveryRows: Number.POSITIVE_INFINITY,
  });
}

type Writes = { longestMs: number };

/** How long others have to wait at most. */
function timeWrites(database: SqlDatabase): Writes {
  const writes = { longestMs: 0 };
  const exec = database.exec.bind(database);
  let begunMs = 0;
  database.exec = (sql) => {
    if (sql === 'BEGIN IMMEDIATE') {
      exec(sql);
      begunMs = performance.now();
      return;
    }
    exec(sql);
    if (sql === 'COMMIT') writes.longestMs = Math.max(writes.longestMs, performance.now() - begunMs);
  };
  return writes;
}

function measured(
  name: string,
  writes: Writes,
  run: () => { readonly rows: number; readonly news: number },
): void {
  writes.longestMs = 0;
  const before = process.cpuUsage();
  const startedMs = performance.now();
  const { rows, news } = run();
  const { user, system } = process.cpuUsage(before);
  steps.push({
    ...{ name, rows, news },
    wallS: (performance.now() - startedMs) / 1_000,
    cpuS: (user + system) / 1e6,
    longestWriteMs: writes.longestMs,
    peakMB: process.resourceUsage().maxRSS / 1_000,
  });
}
