import type { Change } from '#core/domain/state.ts';
import type { Bounds, Cut, Disturbance, Truth } from './truth.ts';

type Interval = readonly [fromMs: number, toMs: number];

interface CompareOptions {
  readonly truth: Truth;
  /** Of devices, in the order of their time. */
  readonly changes: readonly Change[];
  readonly coverage: readonly Interval[];
  /** What lasts so long while it is watched is certain to be seen. */
  readonly visibleMs: number;
}

interface Comparison {
  readonly outages: number;
  readonly visible: number;
  readonly problems: readonly string[];
}

/** Kernels and clocks round. */
const SLACK_MS = 100;

/** Every outage on record was one, with its edges within its bounds; every cut that could be seen is on record; gaps are gaps. */
export function compare({ truth, changes, coverage, visibleMs }: CompareOptions): Comparison {
  const problems: string[] = [];
  const cutsOf = Map.groupBy(truth.cuts, ({ entity }) => entity);
  const changesOf = Map.groupBy(changes, ({ entity }) => String(entity));
  const watched = subtract(coverage, truth.disturbances.map(widen));
  let [outages, visible] = [0, 0];
  for (const [entity, own] of changesOf) {
    const cuts = cutsOf.get(entity) ?? [];
    const downs = downsOf(own);
    outages += downs.length;
    problems.push(...doubled(own), ...downs.flatMap((down) => judgeDown(down, cuts, watched, visibleMs)));
  }
  for (const cut of truth.cuts) {
    if (longest(intersect([within(cut)], watched)) < visibleMs) continue;
    visible++;
    const isFound = downsOf(changesOf.get(cut.entity) ?? []).some(({ from, to }) =>
      overlaps([from.atMs, to?.atMs ?? Number.MAX_SAFE_INTEGER], within(cut)),
    );
    if (!isFound) problems.push(`${tell(cut.entity, within(cut))}: cut, and not on record`);
  }
  return { outages, visible, problems: [...problems, ...truth.disturbances.flatMap(coveredIn(coverage))] };
}

interface Down {
  readonly from: Change;
  readonly to?: Change;
}

function downsOf(changes: readonly Change[]): readonly Down[] {
  return changes.flatMap((from, index) => {
    if (from.state !== 'down' || changes[index - 1]?.state === 'down') return [];
    const to = changes.slice(index + 1).find(({ state }) => state !== 'down');
    return { from, ...(to && { to }) };
  });
}

function doubled(changes: readonly Change[]): readonly string[] {
  return changes.flatMap((change, index) => {
    const before = changes[index - 1];
    const isSame = before?.state === change.state && before.reason === change.reason;
    return isSame ? [`${change.entity}: ${change.state} twice, at ${iso(change.atMs)}`] : [];
  });
}

function judgeDown(
  { from, to }: Down,
  cuts: readonly Cut[],
  watched: readonly Interval[],
  visibleMs: number,
): readonly string[] {
  const { entity } = from;
  const bounded: Interval = [from.afterMs, from.atMs];
  // Where nothing was known before, it may have begun at any time before.
  const isFirst = from.afterMs === from.atMs;
  if (!cuts.some((cut) => overlaps(bounded, isFirst ? within(cut) : spanOf(cut.from))))
    return [`${tell(entity, bounded)}: down, and no cut began within its bounds`];
  if (to?.state !== 'up') return [];
  const ending: Interval = [to.afterMs, to.atMs];
  if (!cuts.some((cut) => cut.to && overlaps(ending, spanOf(cut.to))))
    return [`${tell(entity, ending)}: up, and nothing was joined within its bounds`];
  const wrong = subtract(intersect([[from.atMs, to.afterMs]], watched), cuts.map(within));
  return longest(wrong) > visibleMs
    ? [`${tell(entity, [from.atMs, to.afterMs])}: down while it was not`]
    : [];
}

const coveredIn =
  (coverage: readonly Interval[]) =>
  ({ kind, fromMs, toMs, uncoveredAfterMs }: Disturbance): readonly string[] => {
    if (uncoveredAfterMs === undefined) return [];
    const inside = intersect(coverage, [[fromMs + uncoveredAfterMs, toMs]]);
    return longest(inside) > SLACK_MS ? [`${tell(kind, [fromMs, toMs])}: covered within it`] : [];
  };

/** Around a disturbance a cut may pass unseen: what was under way then says nothing. */
const MARGIN_MS = 3_000;
const widen = ({ fromMs, toMs }: Disturbance): Interval => [fromMs - MARGIN_MS, toMs + MARGIN_MS];

const spanOf = ({ earliestMs, latestMs }: Bounds): Interval => [earliestMs - SLACK_MS, latestMs + SLACK_MS];
const within = ({ from, to }: Cut): Interval => [from.latestMs, to?.earliestMs ?? Number.MAX_SAFE_INTEGER];
const overlaps = ([from, to]: Interval, [otherFrom, otherTo]: Interval) => from <= otherTo && otherFrom <= to;
const longest = (all: readonly Interval[]) => all.reduce((most, [from, to]) => Math.max(most, to - from), 0);

function intersect(some: readonly Interval[], others: readonly Interval[]): readonly Interval[] {
  return some.flatMap(([from, to]) =>
    others.flatMap(([otherFrom, otherTo]): Interval[] => {
      const both: Interval = [Math.max(from, otherFrom), Math.min(to, otherTo)];
      return both[0] < both[1] ? [both] : [];
    }),
  );
}

function subtract(some: readonly Interval[], others: readonly Interval[]): readonly Interval[] {
  return others.reduce<readonly Interval[]>(
    (left, [outFrom, outTo]) =>
      left.flatMap(([from, to]): Interval[] => {
        if (outTo <= from || outFrom >= to) return [[from, to]];
        const parts: Interval[] = [
          [from, outFrom],
          [outTo, to],
        ];
        return parts.filter(([start, end]) => start < end);
      }),
    some,
  );
}

const iso = (ms: number) => new Date(Math.min(ms, 8.64e15)).toISOString();
const tell = (what: string, [fromMs, toMs]: Interval) => `${what} ${iso(fromMs)} to ${iso(toMs)}`;
