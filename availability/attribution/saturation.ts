import type { SaturationTerms } from '../../core/domain/contract-terms.ts';
import type { TrafficDirection } from '../../core/domain/traffic.ts';
import { days } from '../../core/time/units.ts';

/** The 95th percentile of a line's five-minute means on one day, in one direction. */
export interface LineDay {
  /** `2026-10-05` */
  readonly date: string;
  readonly direction: TrafficDirection;
  readonly p95BitsPerSecond: number;
  readonly capacityBitsPerSecond: number;
}

/** Days in a row on which a line was too small in one direction, as many as there were. */
export interface SaturatedRun {
  readonly direction: TrafficDirection;
  readonly fromDate: string;
  readonly toDate: string;
  readonly days: readonly LineDay[];
}

/** The runs that are long enough. Exactly the share is not over it; a day without figures ends a run. */
export function findSaturation(
  lineDays: readonly LineDay[],
  terms: SaturationTerms,
): readonly SaturatedRun[] {
  const directions: readonly TrafficDirection[] = ['in', 'out'];
  return directions.flatMap((direction) => {
    const over = lineDays
      .filter((day) => day.direction === direction && isOver(day, terms.overPpm))
      .sort((a, b) => dayNumber(a) - dayNumber(b));
    return runsOf(over)
      .filter((run) => run.length >= terms.days)
      .map((run) => ({
        direction,
        fromDate: run[0]?.date ?? '',
        toDate: run.at(-1)?.date ?? '',
        days: run,
      }));
  });
}

/** Bits per second are compared as whole numbers, what lies behind the point cut off. */
function isOver({ p95BitsPerSecond, capacityBitsPerSecond }: LineDay, overPpm: number): boolean {
  const [p95, capacity] = [BigInt(Math.floor(p95BitsPerSecond)), BigInt(Math.floor(capacityBitsPerSecond))];
  return p95 * 1_000_000n > BigInt(overPpm) * capacity;
}

function runsOf(inOrder: readonly LineDay[]): readonly (readonly LineDay[])[] {
  const runs: LineDay[][] = [];
  for (const day of inOrder) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last && dayNumber(day) === dayNumber(last) + 1) run.push(day);
    else runs.push([day]);
  }
  return runs;
}

const dayNumber = ({ date }: LineDay): number => Date.parse(`${date}T00:00:00Z`) / days(1);
