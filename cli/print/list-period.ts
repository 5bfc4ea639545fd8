import type { Command } from 'commander';
import type { Interval } from '../../core/time/intervals.ts';
import { parsePeriod } from '../../core/time/periods.ts';
import { days } from '../../core/time/units.ts';

export const PERIOD_HELP =
  'what touches this: 2026-10, 2026-Q3, 2026, 2026-10-05..2026-10-20 (default: the last 90 days and what is to come)';

/** The period of a list: as it was typed, or the last quarter of a year and everything after. */
export function readListPeriod(
  command: Command,
  text: string | undefined,
  { timeZone, nowMs }: { readonly timeZone: string; readonly nowMs: number },
): Interval {
  if (text === undefined) return { fromMs: nowMs - days(90), toMs: Number.MAX_SAFE_INTEGER };
  return (
    parsePeriod(text, timeZone) ??
    command.error(
      `error: --period: expected a period such as 2026-10, 2026-Q3, 2026 or 2026-10-05..2026-10-20, got "${text}"`,
    )
  );
}
