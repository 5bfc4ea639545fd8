import { readCheckCoverage } from '../../availability/sums/check-coverage.ts';
import { sharedTimes } from '../../availability/turns/shared-times.ts';
import type { Witness } from '../../availability/turns/turns.ts';
import { witnessesOf } from '../../availability/turns/witnesses.ts';
import type { Entity } from '../../core/domain/state.ts';
import { clip, type Interval, type IntervalSet, intersect, union } from '../../core/time/intervals.ts';
import { readTwiceWatched } from '../../ledger/history/read-twice-watched.ts';
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
  const twice = readTwiceWatched(reader);
  const often = wanted ? twice.intersection(wanted) : twice;
  const checks = new Map<string, CheckName>();
  const add = ({ entity, indicator }: CheckName) =>
    checks.set(`${entity} ${indicator}`, { entity, indicator });
  for (const time of shared)
    for (const check of reader.checksIn({ ...time, afterSeq: 0 }))
      if (wanted?.has(check.entity) ?? true) add(check);
  if (often.size > 0) for (const check of reader.latestChanges({ entities: [...often] })) add(check);
  return [...Map.groupBy(checks.values(), ({ entity }) => entity)].flatMap(([entity, own]) =>
    disagreementsOf(reader, entity, own, often.has(entity) ? [period] : shared),
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

/** As far as it was seen: before what was said next it may have looked last at `afterMs`. */
const timesOf = ({ sayings }: Witness, state: 'up' | 'down'): IntervalSet =>
  union(
    sayings.flatMap((saying, place) => {
      const next = sayings[place + 1];
      const toMs = next ? Math.max(saying.atMs, next.afterMs) : Number.POSITIVE_INFINITY;
      return saying.state === state && toMs > saying.atMs ? [{ fromMs: saying.atMs, toMs }] : [];
    }),
  );

const lastWord = ({ sayings }: Witness, atMs: number) => sayings.findLast((one) => one.atMs <= atMs);
const downAt = (witness: Witness, atMs: number): boolean => lastWord(witness, atMs)?.state === 'down';
