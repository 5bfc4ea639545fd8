import { readCheckCoverage } from '../../availability/sums/check-coverage.ts';
import { sharedTimes } from '../../availability/turns/shared-times.ts';
import type { Witness } from '../../availability/turns/turns.ts';
import { witnessesOf } from '../../availability/turns/witnesses.ts';
import type { Entity } from '../../core/domain/state.ts';
import { clip, type Interval, type IntervalSet, intersect, union } from '../../core/time/intervals.ts';
import { readWatchShares } from '../../ledger/history/read-watch-shares.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { CheckName } from '../../ledger/record/turns.ts';
import type { DecisionFinding } from './decision-finding.ts';

/**
 * Devices and links that two collectors covered at once, of which for longer than an interval one said that they were up and the other
 * that they were down: the first such time of each two.
 *
 * @param entities Only these are read; all where absent.
 */
export function listDisagreements(
  reader: LedgerReader,
  period: Interval,
  entities?: readonly Entity[],
): readonly DecisionFinding[] {
  const leases = reader.leases();
  if (leases.length === 0) return [];
  const shared = clip(sharedTimes(leases, reader.coveredSpans(0)), period);
  const wanted = entities && new Set(entities);
  const checks = new Map<string, CheckName>();
  for (const time of shared)
    for (const check of reader.checksIn({ ...time, afterSeq: 0 }))
      if (wanted?.has(check.entity) ?? true) checks.set(`${check.entity} ${check.indicator}`, check);
  return [...Map.groupBy(checks.values(), ({ entity }) => entity)].flatMap(([entity, own]) =>
    disagreementsOf(reader, entity, own, shared),
  );
}

function disagreementsOf(
  reader: LedgerReader,
  entity: Entity,
  checks: readonly CheckName[],
  shared: IntervalSet,
): readonly DecisionFinding[] {
  const share = readWatchShares(reader, { entities: [entity] })?.of(entity);
  const [first, last] = [shared[0], shared.at(-1)];
  if (!share || !first || !last) return [];
  const span = { fromMs: first.fromMs, toMs: last.toMs };
  const coverage = readCheckCoverage(reader, { ...span, entities: [entity] });
  return checks.flatMap(({ indicator }) => {
    const sayings = reader.sayings({ entity, indicator }, span.fromMs);
    const witnesses = witnessesOf(sayings, share, coverage.byWatcher(entity, indicator));
    const { intervalsMs } = coverage.of(entity, indicator);
    const longestMs = Math.max(0, ...intervalsMs);
    return witnesses.flatMap((a, place) =>
      witnesses.slice(place + 1).flatMap((b): DecisionFinding[] => {
        const apart = union([...whereApart(a, b), ...whereApart(b, a)]);
        const time = intersect(apart, shared).find(({ fromMs, toMs }) => toMs - fromMs > longestMs);
        const row = time && downAt(a, time.fromMs) ? a : b;
        const seq = time && lastWord(row, time.fromMs)?.seq;
        if (!time || seq === undefined) return [];
        const detail = `${a.collector}, ${b.collector}`;
        return [
          { code: 'collectors-disagree', entity, atMs: time.fromMs, ref: `change:${seq}`, seq, detail },
        ];
      }),
    );
  });
}

/** Where both covered it, and one said up while the other said down. */
const whereApart = (a: Witness, b: Witness): IntervalSet =>
  intersect(intersect(a.covered, b.covered), intersect(timesOf(a, 'up'), timesOf(b, 'down')));

const timesOf = ({ sayings }: Witness, state: 'up' | 'down'): IntervalSet =>
  union(
    sayings.flatMap((saying, place) =>
      saying.state === state
        ? [{ fromMs: saying.atMs, toMs: sayings[place + 1]?.atMs ?? Number.POSITIVE_INFINITY }]
        : [],
    ),
  );

const lastWord = ({ sayings }: Witness, atMs: number) => sayings.findLast((one) => one.atMs <= atMs);
const downAt = (witness: Witness, atMs: number): boolean => lastWord(witness, atMs)?.state === 'down';
