import { z } from 'zod';
import type { Config } from '../../config/load-config.ts';
import { InputError } from '../../core/input/input-error.ts';
import type { Interval } from '../../core/time/intervals.ts';
import { days } from '../../core/time/units.ts';
import { createZone, type Zone } from '../../core/time/zone.ts';
import { generateHistory } from '../../simulator/history/generate-history.ts';
import { Seed } from '../../simulator/write-city.ts';
import { createHistoryTally, type HistorySummary } from './history-tally.ts';
import { writeHistory } from './write-history.ts';

const LONGEST_YEARS = 10;

/** The past of a city that never was; days are the city's. */
export const SimulateHistory = z.object({
  from: z.string().meta({ value: 'date' }).describe('when the history begins, such as 2025-01-01'),
  to: z.string().meta({ value: 'date' }).describe('when it ends, such as 2026-01-01 (not included)'),
  seed: Seed.describe('the same number gives the same history'),
});
type HistoryInput = z.output<typeof SimulateHistory>;

export interface SimulateHistoryContext {
  readonly config: Pick<Config, 'inventory' | 'settings' | 'sourceHash'>;
  /** Path of a ledger that is new or empty. */
  readonly path: string;
  readonly stop: AbortSignal;
  readonly onProgress: (doneMs: number, allMs: number) => void;
  /** Told once `stop` aborts: until when the history is on record. */
  readonly onStopped: (untilMs: number) => void;
}

export interface SimulatedHistory extends HistorySummary {
  readonly interval: Interval;
  readonly seconds: number;
}

/** Fills a ledger with a made-up history. @throws INPUT_INVALID, LEDGER_NOT_EMPTY, and the reason of `stop` */
export async function simulateHistory(
  { config, path, stop, onProgress, onStopped }: SimulateHistoryContext,
  input: HistoryInput,
): Promise<SimulatedHistory> {
  const { inventory, settings, sourceHash } = config;
  const { timeZone } = settings.city;
  const interval = readPeriod(input, createZone(timeZone));
  const { fromMs, toMs } = interval;
  const { seed } = input;
  const tally = createHistoryTally(inventory, fromMs);
  let writtenMs = fromMs;
  const startedMs = performance.now();
  const steps = generateHistory({ inventory, profiles: settings.profiles, timeZone, seed, fromMs, toMs });
  try {
    await writeHistory({
      ...{ path, sourceHash, steps, signal: stop },
      onStep: (step) => {
        tally.take(step);
        writtenMs = Math.max(writtenMs, step.recordedMs);
        onProgress(writtenMs - fromMs, toMs - fromMs);
      },
    });
  } catch (error) {
    if (stop.aborted) onStopped(writtenMs);
    throw error;
  }
  const seconds = Math.round((performance.now() - startedMs) / 100) / 10;
  return { interval, ...tally.end(toMs), seconds };
}

function readPeriod({ from, to }: HistoryInput, zone: Zone): Interval {
  const fromMs = readDate('from', from, zone);
  const toMs = readDate('to', to, zone);
  if (toMs - fromMs < days(1))
    throw refuse('to', to, 'expected at least a day after --from', 'cần sau --from ít nhất một ngày');
  if (toMs - fromMs > days(366 * LONGEST_YEARS))
    throw refuse(
      ...(['to', to] as const),
      `expected at most ${LONGEST_YEARS} years after --from`,
      `cần sau --from nhiều nhất ${LONGEST_YEARS} năm`,
    );
  return { fromMs, toMs };
}

function readDate(member: string, text: string, zone: Zone): number {
  const atMs = zone.parseInstantMs(text);
  if (atMs !== undefined) return atMs;
  const [day, instant] = ['2025-01-01', '2025-01-01T08:00+07:00'];
  throw refuse(
    ...([member, text] as const),
    `expected a date such as ${day} or an instant such as ${instant}`,
    `cần ngày như ${day} hoặc thời điểm như ${instant}`,
  );
}

const refuse = (member: string, got: string, en: string, vi: string): InputError =>
  new InputError([{ member, en: `${en}, got "${got}"`, vi: `${vi}, nhận được "${got}"` }]);
