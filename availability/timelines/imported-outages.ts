import { type Interval, type IntervalSet, intersect, subtract, union } from '../../core/time/intervals.ts';
import type { RecordedChange } from '../../ledger/record/changes.ts';
import type { ImportedHistory } from '../../ledger/record/imports.ts';
import type { DownSpan } from '../attribution/attribution.ts';
import { downSpans } from './down-spans.ts';

export interface ImportedInput {
  /** The one whose word counts first. */
  readonly histories: readonly ImportedHistory[];
  readonly measured: readonly DownSpan[];
  /** What was measured, in order: where it was watched, it counts and not the imports. */
  readonly changes: readonly RecordedChange[];
  readonly coverage: IntervalSet;
  readonly asOfMs: number;
}

/** Outages that only another system recorded: where nothing was measured, and no import before this one knows better. */
export function importedOutages(input: ImportedInput): readonly DownSpan[] {
  const { histories, measured, changes, coverage, asOfMs } = input;
  if (histories.length === 0) return [];
  const outages: DownSpan[] = [];
  let taken = union([...measured, ...intersect(coverage, sinceFirst(changes))]);
  for (const history of histories) {
    const known = intersect(union(history.coverage), sinceFirst(history.changes));
    for (const run of downSpans(history.changes, asOfMs)) {
      const parts = subtract(intersect([run], known), taken);
      outages.push(...parts.map((part) => partOf(run, part, asOfMs)));
    }
    taken = union([...taken, ...known]);
  }
  return outages;
}

const sinceFirst = ([first]: readonly RecordedChange[]): IntervalSet =>
  first ? [{ fromMs: first.atMs, toMs: Number.POSITIVE_INFINITY }] : [];

/** What is left of a run. An edge that was cut is as exact as what cut it. */
export function partOf(run: DownSpan, { fromMs, toMs }: Interval, asOfMs: number): DownSpan {
  const { untilAfterMs, ...open } = run;
  const start = { fromMs, afterMs: fromMs === run.fromMs ? run.afterMs : fromMs };
  if (toMs < run.toMs) return { ...open, ...start, toMs, untilAfterMs: toMs };
  const ended = untilAfterMs === undefined ? {} : { untilAfterMs };
  return { ...open, ...start, toMs: Math.min(toMs, asOfMs), ...ended };
}
