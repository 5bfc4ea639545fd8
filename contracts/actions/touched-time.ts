import { lifeDiffersFromMs } from '../../availability/sums/stale-dates.ts';
import { type Interval, type IntervalSet, union } from '../../core/time/intervals.ts';
import { foldClaims } from '../../ledger/decisions/claims.ts';
import { foldMaintenance } from '../../ledger/decisions/works.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import { readLives } from '../statements/statement-register.ts';

/** How far something that was derived from the record knows it. */
export interface KnownThrough {
  /** Number of the last row. */
  readonly throughSeq: number;
  /** Where the coverage ended. */
  readonly throughMs: number;
}

/** As a writer of derived figures left it for its next start. */
export function parseKnownThrough(text: string | undefined): KnownThrough | undefined {
  if (text === undefined) return undefined;
  const { throughSeq, throughMs }: Partial<KnownThrough> = JSON.parse(text);
  return throughSeq === undefined || throughMs === undefined ? undefined : { throughSeq, throughMs };
}

/**
 * The time whose settled figures may be others by what was recorded since: where coverage grew, where a change says
 * something new, from where on the inventory does, and what decisions are about.
 */
export function touchedTime(
  reader: LedgerReader,
  { throughSeq, throughMs }: KnownThrough,
  nowMs: number,
): IntervalSet {
  const touched: Interval[] = [{ fromMs: Math.min(throughMs, nowMs - 1), toMs: nowMs }];
  const isNew = ({ seq }: { readonly seq: number }) => seq > throughSeq;
  for (const { fromMs, toMs = nowMs } of reader.changedStretches(throughSeq, nowMs)) {
    touched.push({ fromMs, toMs });
  }
  for (const revision of reader.newRevisions(throughSeq)) {
    touched.push({ fromMs: Math.min(revision.fromMs, lifeDiffersFromMs(revision)), toMs: nowMs });
  }
  const claims = [...reader.decisions('claim')];
  const changedClaims = new Set(claims.filter(isNew).map(({ id }) => id));
  for (const { id, interval } of foldClaims(claims).values())
    if (changedClaims.has(id)) touched.push(interval);
  const works = [...reader.decisions('maintenance')];
  const changedWorks = new Set(works.filter(isNew).map(({ id }) => id));
  for (const { id, interval } of foldMaintenance(works).values()) {
    if (changedWorks.has(id)) touched.push(interval);
  }
  for (const { steps, latest } of readLives(reader.decisions('statement'))) {
    if (latest && steps.some(isNew)) touched.push(latest.period);
  }
  // Of an import nobody knows without looking what it vouches for.
  if ([...reader.imports()].some(isNew)) touched.push({ fromMs: 0, toMs: nowMs });
  return union(touched);
}
