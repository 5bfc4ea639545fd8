import type { Change } from '#core/domain/state.ts';
import { EVER, type Interval, intersect, longest, overlaps, subtract, union } from './intervals.ts';
import type { Bounds, Cut, Disturbance, Truth } from './truth.ts';

type Recorded = Change & { readonly recordedMs: number };

export interface CompareOptions {
  readonly truth: Truth;
  /** Of devices, in the order of their time. */
  readonly changes: readonly Recorded[];
  readonly coverage: readonly Interval[];
  /** What lasts so long while it is watched is certain to be seen. */
  readonly visibleMs: number;
}

export interface Comparison {
  readonly outages: number;
  readonly visible: number;
  /** From when each visible cut was watched to its outage on record, the shortest first. */
  readonly delaysMs: readonly number[];
  readonly problems: readonly string[];
}

/** Kernels and clocks round. */
const SLACK_MS = 100;

/** Every outage on record was one, with its edges within its bounds; every cut that could be seen is on record; gaps are gaps. */
export function compare({ truth, changes, coverage, visibleMs }: CompareOptions): Comparison {
  const watched = subtract(union(coverage), truth.disturbances.map(widen));
  const cutsOf = Map.groupBy(truth.cuts, ({ entity }) => entity);
  const changesOf = Map.groupBy(changes, ({ entity }) => String(entity));
  const devices = new Set([...cutsOf.keys(), ...changesOf.keys()]);
  const judged = [...devices].map((entity) =>
    judgeDevice(cutsOf.get(entity) ?? [], changesOf.get(entity) ?? [], { watched, visibleMs }),
  );
  const delaysMs = judged.flatMap((one) => one.delaysMs).toSorted((one, other) => one - other);
  return {
    outages: judged.reduce((sum, { outages }) => sum + outages, 0),
    visible: judged.reduce((sum, { visible }) => sum + visible, 0),
    delaysMs,
    problems: [
      ...judged.flatMap(({ problems }) => problems),
      ...truth.uncovered.flatMap(coveredIn(union(coverage))),
    ],
  };
}

interface Watch {
  readonly watched: readonly Interval[];
  readonly visibleMs: number;
}

function judgeDevice(cuts: readonly Cut[], changes: readonly Recorded[], watch: Watch): Comparison {
  const downs = downsOf(changes);
  const problems = [...doubled(changes), ...downs.flatMap((down) => judgeDown(down, cuts, watch))];
  const delaysMs: number[] = [];
  let visible = 0;
  for (const cut of cuts) {
    const seen = intersect([within(cut)], watch.watched).find(([from, to]) => to - from >= watch.visibleMs);
    if (!seen) continue;
    visible++;
    const down = downs.find(({ from, to }) => overlaps([from.atMs, to?.atMs ?? EVER], within(cut)));
    if (down) delaysMs.push(Math.max(0, down.from.recordedMs - seen[0]));
    else problems.push(`${tell(cut.entity, within(cut))}: cut, and not on record`);
  }
  return { outages: downs.length, visible, delaysMs, problems };
}

interface Down {
  readonly from: Recorded;
  readonly to?: Recorded;
}

function downsOf(changes: readonly Recorded[]): readonly Down[] {
  return changes.flatMap((from, index) => {
    if (from.state !== 'down' || changes[index - 1]?.state === 'down') return [];
    const to = changes.slice(index + 1).find(({ state }) => state !== 'down');
    return { from, ...(to && { to }) };
  });
}

function doubled(changes: readonly Recorded[]): readonly string[] {
  return changes.flatMap((change, index) => {
    const before = changes[index - 1];
    const isSame = before?.state === change.state && before.reason === change.reason;
    return isSame ? [`${change.entity}: ${change.state} twice, at ${iso(change.atMs)}`] : [];
  });
}

function judgeDown(
  { from, to }: Down,
  cuts: readonly Cut[],
  { watched, visibleMs }: Watch,
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
  ({ kind, fromMs, toMs }: Disturbance): readonly string[] =>
    longest(intersect(coverage, [[fromMs, toMs]])) > SLACK_MS
      ? [`${tell(kind, [fromMs, toMs])}: covered within it`]
      : [];

/** Around a disturbance a cut may pass unseen: what was under way then says nothing. */
const MARGIN_MS = 3_000;
const widen = ({ fromMs, toMs }: Disturbance): Interval => [fromMs - MARGIN_MS, toMs + MARGIN_MS];

const spanOf = ({ earliestMs, latestMs }: Bounds): Interval => [earliestMs - SLACK_MS, latestMs + SLACK_MS];
const within = ({ from, to }: Cut): Interval => [from.latestMs, to?.earliestMs ?? EVER];

const iso = (ms: number) => new Date(Math.min(ms, 8.64e15)).toISOString();
const tell = (what: string, [fromMs, toMs]: Interval) => `${what} ${iso(fromMs)} to ${iso(toMs)}`;
