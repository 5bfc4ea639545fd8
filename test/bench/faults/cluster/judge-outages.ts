import { type CheckCoverage, readCheckCoverage } from '#availability/sums/check-coverage.ts';
import { deviceEntity, type Entity } from '#core/domain/state.ts';
import { type Interval, type IntervalSet, intersect, subtract, union } from '#core/time/intervals.ts';
import { seconds } from '#core/time/units.ts';
import { CENTRE } from '#ledger/record/leases.ts';
import type { LedgerReader } from '#ledger/record/ledger-reader.ts';
import { type Comparison, compare } from '../compare.ts';
import type { Cut } from '../truth.ts';
import { type ClusterWorld, INTERVAL_MS } from './cluster-world.ts';

/** What lasts so long while one collector watches is certain to be seen. */
export const VISIBLE_MS = INTERVAL_MS + seconds(25);
/** Until whoever was given a device has asked it once. */
const HAND_OVER_MS = 2 * INTERVAL_MS + seconds(10);
/** Kernels and clocks round. */
const SLACK_MS = 100;

export interface OutageJudgement {
  readonly outages: number;
  readonly problems: readonly string[];
  /** Of any device, and what the record says where it began. */
  readonly gaps: readonly Gap[];
}

interface Gap extends Interval {
  readonly name: string;
}

interface Judged extends Interval {
  readonly cuts: readonly Cut[];
}

/** Holds the outages and the coverage of every device against what was cut, and against when collectors did not run. */
export function judgeOutages(
  reader: LedgerReader,
  world: ClusterWorld,
  { cuts, fromMs, toMs }: Judged,
): OutageJudgement {
  const period = { fromMs, toMs: toMs + MOST_AHEAD_MS };
  const coverage = readCheckCoverage(reader, period);
  const ended = [...reader.coverage(period)];
  const leases = reader.leases({ chain: CENTRE });
  const changesOf = Map.groupBy(rightClock([...reader.changes({ indicator: 'reach' })], world), (change) =>
    String(change.entity),
  );
  const cutsOf = Map.groupBy(cuts, ({ entity }) => entity);
  const handOvers = leases.map((lease) => ({
    kind: 'hand-over',
    fromMs: lease.fromMs,
    toMs: lease.fromMs + HAND_OVER_MS,
  }));
  const compared: Comparison[] = [];
  const problems = new Set<string>();
  const gaps: Gap[] = [];
  for (let index = 0; index < world.devices; index++) {
    const entity = deviceEntity(`cam-${index}`);
    const watchers = watchersOf(coverage, entity, world);
    for (const problem of coveredWhileOff(watchers, world)) problems.add(`${entity}: ${problem}`);
    const covered = union(watchers.flatMap(([, set]) => set));
    for (const gap of subtract([{ fromMs: covered[0]?.fromMs ?? fromMs, toMs }], covered))
      gaps.push({ ...gap, name: nameOf(gap) });
    const changes = changesOf.get(entity) ?? [];
    const own = cutsOf.get(entity) ?? [];
    const comparison = compare({
      truth: { cuts: own, disturbances: handOvers, uncovered: [] },
      changes: withoutEcho(changes),
      coverage: covered.map((one) => [one.fromMs, Math.min(one.toMs, toMs)] as const),
      visibleMs: VISIBLE_MS,
    });
    compared.push({
      ...comparison,
      problems: comparison.problems.map((problem) => `${problem}\n${tellAll(changes, own)}`),
    });
  }
  return {
    outages: compared.reduce((sum, { outages }) => sum + outages, 0),
    problems: [...problems, ...compared.flatMap((one) => one.problems)],
    gaps,
  };

  /** How the coverage before it ended, or that another was given the device. */
  function nameOf(gap: Interval): string {
    const end = ended.find(
      ({ source, toMs: endMs, ended: how }) =>
        how !== undefined && Math.abs(endMs - world.aheadMs(`collector-${source}`) - gap.fromMs) <= SLACK_MS,
    );
    if (end?.ended !== undefined) return end.ended;
    const given = leases.find((lease) => lease.fromMs > gap.fromMs - INTERVAL_MS && lease.fromMs <= gap.toMs);
    return given ? `lease ${given.epoch}: ${given.reason}` : 'nothing';
  }
}

/** As far as a clock may be ahead in any fault. */
const MOST_AHEAD_MS = seconds(600);

/** When each collector covered it, by the right clock. */
function watchersOf(
  coverage: CheckCoverage,
  entity: Entity,
  world: ClusterWorld,
): readonly (readonly [string, IntervalSet])[] {
  return [...coverage.byWatcher(entity, 'reach')].map(([collector, set]) => {
    const aheadMs = world.aheadMs(`collector-${collector}`);
    return [collector, set.map(({ fromMs, toMs }) => ({ fromMs: fromMs - aheadMs, toMs: toMs - aheadMs }))];
  });
}

function coveredWhileOff(
  watchers: readonly (readonly [string, IntervalSet])[],
  { off }: ClusterWorld,
): readonly string[] {
  return watchers.flatMap(([collector, set]) =>
    intersect(
      set,
      union(off.filter((one) => one.collector === collector).map(({ fromMs, toMs }) => ({ fromMs, toMs }))),
    ).flatMap(({ fromMs, toMs }) =>
      toMs - fromMs > SLACK_MS
        ? [
            `covered by ${collector}, which did not run, ${toMs - fromMs} ms from ${new Date(fromMs).toISOString()}`,
          ]
        : [],
    ),
  );
}

/** What a difference is looked into by: the record is gone when all is over. */
function tellAll(changes: readonly Recorded[], cuts: readonly Cut[]): string {
  const iso = (ms: number) => new Date(ms).toISOString();
  const rows = changes.map(
    ({ seq, author, state, reason, afterMs, atMs, recordedMs, evidence }) =>
      `    row ${seq} of ${author} ${JSON.stringify(evidence ?? {})}: ${state} ${reason ?? ''} ${iso(afterMs)} to ${iso(atMs)}, on record ${iso(recordedMs)}`,
  );
  const own = cuts.map(
    ({ from, to }) =>
      `    cut ${iso(from.earliestMs)} to ${iso(from.latestMs)}, joined ${to ? `${iso(to.earliestMs)} to ${iso(to.latestMs)}` : 'never'}`,
  );
  return [...rows.slice(-MOST_TOLD), ...own.slice(-MOST_TOLD)].join('\n');
}

const MOST_TOLD = 12;

type Recorded = ReturnType<LedgerReader['changes']> extends Iterable<infer Change> ? Change : never;

function rightClock(changes: readonly Recorded[], world: ClusterWorld): readonly Recorded[] {
  const right = changes.map((change) => {
    // What the centre says again has the time of whoever said it.
    const aheadMs = world.aheadMs(`collector-${change.evidence?.collector ?? change.author}`);
    return { ...change, atMs: change.atMs - aheadMs, afterMs: change.afterMs - aheadMs };
  });
  return right.toSorted((one, other) => one.atMs - other.atMs);
}

/** Whoever takes over says how it found a device, and that is mostly what was known. */
const withoutEcho = (changes: readonly Recorded[]): readonly Recorded[] =>
  changes.filter(
    ({ state, reason }, index) =>
      changes[index - 1]?.state !== state || changes[index - 1]?.reason !== reason,
  );
