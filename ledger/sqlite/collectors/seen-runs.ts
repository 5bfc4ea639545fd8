import { z } from 'zod';
import { parseJson } from '../../../core/text/parse-json.ts';
import { hours } from '../../../core/time/units.ts';
import { type SqlRow, textOf } from '../store/sql-values.ts';

/** Which runs of a collector's process were heard last. */
export interface SeenRuns {
  readonly run?: string | undefined;
  /** The one before. */
  readonly former?: string | undefined;
  /** When it was noted last that both speak. */
  readonly doubledMs?: number | undefined;
}

const Seen = z.object({
  run: z.string(),
  runs: z.object({ former: z.string().optional(), doubledMs: z.int().optional() }).optional(),
});

const NOTE_EVERY_MS = hours(1);

export function parseRuns(row: SqlRow | undefined): SeenRuns {
  const seen = row && Seen.safeParse(parseJson(textOf(row, 'body'))).data;
  return seen ? { run: seen.run, ...seen.runs } : {};
}

/** A process that ended never speaks again: the former run that does is another process of the same name. */
export function followRuns(
  before: SeenRuns,
  run: string,
  nowMs: number,
): SeenRuns & { readonly isDoubled: boolean } {
  if (run === before.run || before.run === undefined)
    return { former: before.former, doubledMs: before.doubledMs, isDoubled: false };
  const isDoubled = run === before.former;
  const isDue = nowMs - (before.doubledMs ?? Number.NEGATIVE_INFINITY) >= NOTE_EVERY_MS;
  return {
    former: before.run,
    doubledMs: isDoubled && isDue ? nowMs : before.doubledMs,
    isDoubled,
  };
}
