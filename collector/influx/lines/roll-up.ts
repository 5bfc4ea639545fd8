import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { PRIVATE_FILE_MODE, PRIVATE_FOLDER_MODE } from '../../../core/host/private-files.ts';
import { NO_TAG_VALUE, RETENTION, SERIES, TRAFFIC_DAY, TRAFFIC_ROLL_UP } from '../../../core/names/series.ts';
import { days, minutes } from '../../../core/time/units.ts';
import { createZone } from '../../../core/time/zone.ts';
import { createSerializer } from './serializer.ts';

/**
 * Keeps the 15-minute figures of the fleet counts and of the traffic of links in the `long` policy, and the days of links. camwatch asks for them itself, because a
 * continuous query of InfluxDB never comes back to a quarter of an hour whose points arrived late
 * (docs/adr/0021-own-roll-ups.md).
 */
export interface RollUp {
  /** Points at or after `atMs` have arrived: their quarters are due (again). */
  readonly noteArrival: (atMs: number) => void;
  /** Rolls up every whole quarter that is due, at most a day a query. @throws what `query` does; the rest stays due. */
  readonly run: (stop: AbortSignal) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface RollUpOptions {
  readonly dir: string;
  /** Where days begin. */
  readonly timeZone: string;
  readonly query: (text: string, stop: AbortSignal) => Promise<void>;
  readonly logger: Logger;
  readonly nowMs?: () => number;
}

export const QUARTER_MS = minutes(15);
/** The last points of a quarter are on their way for a moment after it has ended. */
const SETTLE_MS = minutes(1);
const MAX_SPAN_MS = days(1);
const FILE_NAME = 'rolled-up-until.txt';

export function createRollUp({ dir, timeZone, query, logger, nowMs = Date.now }: RollUpOptions): RollUp {
  const path = join(dir, FILE_NAME);
  const oneByOne = createSerializer();
  let dueFromMs: number | undefined;
  let isLoaded = false;

  async function load(): Promise<void> {
    if (isLoaded) return;
    isLoaded = true;
    const stored = Number.parseInt(await readFile(path, 'utf8').catch(() => ''), 10);
    if (Number.isSafeInteger(stored)) dueFromMs = Math.min(stored, dueFromMs ?? stored);
  }

  async function save(): Promise<void> {
    if (dueFromMs === undefined) return;
    await mkdir(dir, { recursive: true, mode: PRIVATE_FOLDER_MODE });
    await writeFile(`${path}.tmp`, `${dueFromMs}\n`, { mode: PRIVATE_FILE_MODE });
    await rename(`${path}.tmp`, path);
  }

  function saveSoon(): void {
    oneByOne(async () => {
      await load();
      await save();
    }).catch((error: unknown) =>
      logger.warn({ error: String(error) }, 'mark of the roll-ups could not be saved'),
    );
  }

  return {
    noteArrival: (atMs) => {
      const quarterMs = floorToQuarter(atMs);
      if (dueFromMs !== undefined && quarterMs >= dueFromMs) return;
      dueFromMs = quarterMs;
      saveSoon();
    },
    run: (stop) =>
      oneByOne(async () => {
        await load();
        const untilMs = floorToQuarter(nowMs() - SETTLE_MS);
        const oldestMs = floorToQuarter(nowMs() - days(RETENTION.raw.days));
        while (dueFromMs !== undefined && dueFromMs < untilMs) {
          const fromMs = Math.max(dueFromMs, oldestMs);
          const toMs = Math.min(untilMs, fromMs + MAX_SPAN_MS);
          // Set first: what arrives while the query runs brings the mark back.
          dueFromMs = toMs;
          try {
            for (const text of renderRollUpQueries(fromMs, toMs, timeZone)) await query(text, stop);
          } catch (error) {
            dueFromMs = Math.min(dueFromMs, fromMs);
            throw error;
          }
          await save();
        }
      }),
    close: () => oneByOne(save),
  };
}

/**
 * One statement for all `fleet_*` measurements and one for traffic of links, under their own names, and one for the days of links
 * that these quarters are in: running it again overwrites.
 */
export function renderRollUpQueries(fromMs: number, toMs: number, timeZone: string): readonly string[] {
  const means = Object.keys(SERIES.fleetCity.fields).map((field) => `mean("${field}") AS "${field}"`);
  const render = (columns: readonly string[], from: string, condition = '') =>
    `SELECT ${columns.join(', ')} INTO "${RETENTION.long.name}".:MEASUREMENT FROM "${RETENTION.raw.name}".${from} ` +
    `WHERE ${condition}time >= ${fromMs}ms AND time < ${toMs}ms GROUP BY time(15m), *`;
  const ofLinks = `"link" <> '${NO_TAG_VALUE}' AND `;
  const { measurement, tags } = SERIES.trafficDay;
  const daysOfLinks =
    `SELECT ${named(TRAFFIC_DAY).join(', ')} INTO "${RETENTION.long.name}"."${measurement}" ` +
    `FROM "${RETENTION.long.name}"."${SERIES.traffic.measurement}" WHERE ${ofLinks}` +
    `time >= ${createZone(timeZone).dayAt(fromMs).fromMs}ms AND time < ${toMs}ms ` +
    `GROUP BY time(1d), ${tags.map((tag) => `"${tag}"`).join(', ')} tz('${timeZone}')`;
  // InfluxDB fills :MEASUREMENT in only where the measurements are named by an expression.
  return [
    render(means, '/^fleet_/'),
    render(named(TRAFFIC_ROLL_UP), `/^${SERIES.traffic.measurement}$/`, ofLinks),
    daysOfLinks,
  ];
}

const named = (columns: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(columns).map(([field, aggregate]) => `${aggregate} AS "${field}"`);

function floorToQuarter(atMs: number): number {
  return Math.floor(atMs / QUARTER_MS) * QUARTER_MS;
}
