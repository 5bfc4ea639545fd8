import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { PRIVATE_FILE_MODE, PRIVATE_FOLDER_MODE } from '../../../core/host/private-files.ts';
import { RETENTION } from '../../../core/names/series.ts';
import type { Interval } from '../../../core/time/intervals.ts';
import { days } from '../../../core/time/units.ts';
import { createSerializer } from './serializer.ts';

/**
 * Keeps figures of longer steps in the `long` policy. camwatch asks for them itself, because a
 * continuous query of InfluxDB never comes back to a quarter of an hour whose points arrived late
 * (docs/adr/0021-own-roll-ups.md).
 */
export interface RollUp {
  /** Points at or after `atMs` have arrived: their steps are due (again). None where it is `Infinity`. */
  readonly noteArrival: (atMs: number) => void;
  /** Rolls up every whole step that is due, at most a day at once. @throws what `query` does; the rest stays due. */
  readonly run: (stop: AbortSignal) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** What is rolled up, and over what steps. */
export interface RollUpSteps {
  /** Where it is kept how far they are. */
  readonly fileName: string;
  readonly stepAt: (atMs: number) => Interval;
  /** The last points of a step are on their way for so long after it has ended. */
  readonly settleMs: number;
  /** Statements that overwrite what they wrote before. */
  readonly renderQueries: (fromMs: number, toMs: number) => readonly string[];
}

export interface RollUpOptions {
  readonly dir: string;
  readonly steps: RollUpSteps;
  readonly query: (text: string, stop: AbortSignal) => Promise<void>;
  readonly logger: Logger;
  readonly nowMs?: () => number;
}

const MAX_SPAN_MS = days(1);

export function createRollUp({ dir, steps, query, logger, nowMs = Date.now }: RollUpOptions): RollUp {
  const { stepAt, settleMs, renderQueries } = steps;
  const path = join(dir, steps.fileName);
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
      if (atMs === Number.POSITIVE_INFINITY) return;
      const stepMs = stepAt(atMs).fromMs;
      if (dueFromMs !== undefined && stepMs >= dueFromMs) return;
      dueFromMs = stepMs;
      saveSoon();
    },
    run: (stop) =>
      oneByOne(async () => {
        await load();
        const untilMs = stepAt(nowMs() - settleMs).fromMs;
        // A step that has lost some of its points already keeps the figures it has.
        const oldestMs = stepAt(nowMs() - days(RETENTION.raw.days)).toMs;
        while (dueFromMs !== undefined && dueFromMs < untilMs) {
          const fromMs = Math.max(dueFromMs, oldestMs);
          const toMs = Math.min(untilMs, stepAt(fromMs + MAX_SPAN_MS - 1).toMs);
          // Set first: what arrives while the query runs brings the mark back.
          dueFromMs = toMs;
          try {
            for (const text of renderQueries(fromMs, toMs)) await query(text, stop);
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
