import type { Entity } from '../../core/domain/state.ts';
import type { Interval } from '../../core/time/intervals.ts';
import { days } from '../../core/time/units.ts';
import type { CoverageSegment } from '../../ledger/record/coverage.ts';
import type { RecordedVoid } from '../../ledger/record/voids.ts';
import type { RecordedSince } from './dossier-schema.ts';

/** Traffic is looked at for so long before a period (clause 8.8), by dates of whatever zone. */
const TRAFFIC_BEFORE_MS = days(63);

export interface VoidScope {
  /** What the contract covers, and what that hangs on. */
  readonly all: readonly Entity[];
  readonly period: Interval;
  /** Whatever is counted of any of them. */
  readonly counted: ReadonlySet<string>;
  /** Of the contract, what is any of these or hangs on one. */
  readonly touched: (entities: Iterable<string>) => string[];
}

/** What a statement had counted and was voided since: one for each time that somebody did so, with the reason given. */
export function voidsSince(
  voids: readonly RecordedVoid[],
  { all, period, counted, touched }: VoidScope,
): readonly RecordedSince[] {
  const entities = new Set<string>(all);
  const ours = voids.filter(isOurs);
  const grouped = Map.groupBy(ours, (one) => JSON.stringify([one.recordedMs, one.author, one.reason]));
  return [...grouped.values()].flatMap((own): RecordedSince[] => {
    const [first] = own;
    if (!first) return [];
    const { seq, recordedMs, author, reason } = first;
    const act = { kind: 'void' as const, ref: `void:${seq}`, count: own.length, recordedMs, author, reason };
    if (own.some(({ kind }) => kind === 'coverage')) return [act];
    return [{ ...act, entities: touched(own.flatMap(({ entity = [] }) => entity)) }];
  });

  function isOurs({ kind, entity, indicator = '', fromMs, toMs = fromMs }: RecordedVoid): boolean {
    if (kind === 'coverage') return fromMs < period.toMs && toMs > period.fromMs;
    if (entity === undefined || !entities.has(entity) || fromMs >= period.toMs) return false;
    return kind === 'change' ? counted.has(indicator) : fromMs >= period.fromMs - TRAFFIC_BEFORE_MS;
  }
}

/** Whether a segment of coverage is not among those that were voided. */
export function createIsLeft(voids: readonly RecordedVoid[]): (segment: CoverageSegment) => boolean {
  const voided = new Set(voids.filter(({ kind }) => kind === 'coverage').map(keyOf));
  return (segment) => !voided.has(keyOf(segment));
}

const keyOf = ({
  source,
  fromMs,
  intervalMs,
}: Pick<RecordedVoid, 'source' | 'fromMs' | 'intervalMs'>): string => `${source} ${fromMs} ${intervalMs}`;
