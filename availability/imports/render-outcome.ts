import type { Entity, Indicator } from '../../core/domain/state.ts';
import { type IntervalSet, totalMs } from '../../core/time/intervals.ts';
import { formatDurationMs, minutes } from '../../core/time/units.ts';
import type { ImportedCoverage, ImportOutcome } from '../../ledger/record/imports.ts';
import type { ImportPlan } from './plan-import.ts';

/** What an import did, or would do; printed as it is with `--json`. */
export interface ImportSummary {
  readonly ledger: string;
  readonly file: string;
  readonly source: string;
  readonly run: string;
  readonly outcome: ImportOutcome['outcome'] | 'dry-run';
  readonly rows: number;
  readonly skippedRows: number;
  readonly duplicateRows: number;
  readonly entities: number;
  readonly changes: number;
  /** The time that the source vouches for, added up over indicators. */
  readonly vouchedMs: number;
  /** As much of it as was covered by our own measuring, which goes before it. */
  readonly measuredMs: number;
  readonly ignoredColumns: readonly string[];
}

/** How much of what is vouched for lies in our own coverage of the same check. */
export function measureOverlap(
  coverage: readonly ImportedCoverage[],
  measuredOf: (entity: Entity, indicator: Indicator) => IntervalSet,
): number {
  const byOwn = Map.groupBy(coverage, ({ entity, indicator }) => measuredOf(entity, indicator));
  return [...byOwn].reduce((sumMs, [own, vouched]) => sumMs + overlapMs(vouched, own), 0);
}

/** By binary search, since both may be long. */
function overlapMs(coverage: readonly ImportedCoverage[], own: IntervalSet): number {
  const before = [0];
  for (const interval of own) before.push((before.at(-1) ?? 0) + totalMs([interval]));
  const coveredUntil = (instantMs: number): number => {
    const index = lastBegunAt(own, instantMs);
    const interval = own[index];
    if (!interval) return 0;
    return (before[index] ?? 0) + Math.min(instantMs, interval.toMs) - interval.fromMs;
  };
  return coverage.reduce((sum, { fromMs, toMs }) => sum + coveredUntil(toMs) - coveredUntil(fromMs), 0);
}

/** Index of the last interval that begins at or before an instant; -1 where there is none. */
function lastBegunAt(set: IntervalSet, instantMs: number): number {
  let [low, high] = [-1, set.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((set[middle]?.fromMs ?? 0) <= instantMs) low = middle;
    else high = middle - 1;
  }
  return low;
}

export function sumVouchedMs(coverage: ImportPlan['coverage']): number {
  return coverage.reduce((sum, { fromMs, toMs }) => sum + (toMs - fromMs), 0);
}

export function renderSummary(summary: ImportSummary): string {
  const { ledger, file, source, outcome, rows, entities, changes, ignoredColumns } = summary;
  const what = `${changes} changes of ${entities} devices and links, from ${rows} rows of ${source}`;
  const lines = [
    `${file}: ${HEADLINES[outcome](what, ledger)}`,
    `  vouched for: ${renderMs(summary.vouchedMs)}, added up over all of them; covered by our own measuring, which goes before it: ${renderMs(summary.measuredMs)}`,
    ...(summary.skippedRows > 0
      ? [`  passed over, since the inventory does not know what they are about: ${summary.skippedRows} rows`]
      : []),
    ...(summary.duplicateRows > 0
      ? [`  say once more what another row says: ${summary.duplicateRows} rows`]
      : []),
    ...(ignoredColumns.length > 0
      ? [`  columns that nothing was read from: ${ignoredColumns.join(', ')}`]
      : []),
  ];
  return lines.join('\n');
}

const HEADLINES = {
  added: (what, ledger) => `${what}, imported into ${ledger}`,
  'already-there': (what, ledger) => `${what}, are in ${ledger} already; nothing was added`,
  'dry-run': (what, ledger) => `${what}, would be imported into ${ledger}; nothing was written`,
} as const satisfies Readonly<Record<ImportSummary['outcome'], (what: string, ledger: string) => string>>;

/** Whole minutes where there is one. */
const renderMs = (durationMs: number): string =>
  formatDurationMs(durationMs < minutes(1) ? durationMs : Math.round(durationMs / minutes(1)) * minutes(1));
