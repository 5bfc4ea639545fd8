import type { CoveredTo } from '../collector/coverage-account.ts';
import type { LedgerReader } from '../ledger/record/ledger-reader.ts';

interface Stretch {
  readonly toMs: number;
  readonly lengthMs: number;
}

/** Where the coverage on record ends, that of the future included: a clock may have been ahead. */
export function readCoveredTo(reader: Pick<LedgerReader, 'coverage'>): CoveredTo {
  const all = [...reader.coverage({ fromMs: 0, toMs: Number.MAX_SAFE_INTEGER })];
  const stretches = new Map<number, Stretch[]>();
  for (const { intervalMs = EVERY_CHECK, fromMs, toMs } of all.toSorted((a, b) => a.toMs - b.toMs)) {
    const last = stretches.get(intervalMs) ?? [];
    stretches.set(intervalMs, addStretch(last, { toMs, lengthMs: toMs - fromMs }));
  }
  const endOf = (intervalMs: number, leastMs: number) =>
    stretches.get(intervalMs)?.findLast(({ lengthMs }) => lengthMs >= leastMs)?.toMs ?? 0;
  return {
    latestMs: Math.max(0, ...[...stretches.keys()].map((intervalMs) => endOf(intervalMs, 0))),
    ofInterval: (intervalMs, leastMs = 0) =>
      Math.max(endOf(EVERY_CHECK, leastMs), endOf(intervalMs, leastMs)),
  };
}

/** Of years only those are kept that no later one is as long as. */
function addStretch(kept: Stretch[], next: Stretch): Stretch[] {
  while ((kept.at(-1)?.lengthMs ?? Number.POSITIVE_INFINITY) <= next.lengthMs) kept.pop();
  kept.push(next);
  return kept;
}

const EVERY_CHECK = 0;
