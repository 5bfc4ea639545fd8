import { createLaneWalk, type Lane } from '../../core/time/lane.ts';
import type { Labelled } from '../../core/time/overlay.ts';
import type { Cause } from './cause.ts';

/**
 * That an entity, or a way to it, was cut off. `sinceMs` is when that was proven first, for the whole unbroken run:
 * what of its lane is earlier is the uncertainty of its beginning, and holds only together with the proof.
 */
export interface Cut {
  readonly sinceMs: number;
  readonly cause: Cause;
}

export const isProven = ({ fromMs, label }: Labelled<Cut>): boolean => label.sinceMs <= fromMs;

/** A way is cut while any of its members is: whoever fell first cut it, and those after changed nothing. */
export function inSeries(members: readonly Lane<Cut>[]): Lane<Cut> {
  const [only, ...others] = members.filter((lane) => lane.length > 0);
  if (!only) return [];
  return others.length === 0 ? only : joinRuns(mergeLanes([only, ...others], firstToFall));
}

/** Ways are cut while all of them are: whichever fell last made the difference. */
export function inParallel(ways: readonly Lane<Cut>[]): Lane<Cut> {
  const [only, ...others] = ways;
  if (!only || ways.some((lane) => lane.length === 0)) return [];
  return others.length === 0 ? only : keepProven(mergeLanes(ways, lastToFall));
}

/**
 * An entity is cut off from what is behind it while it is down itself (`own`) or cut off by what is in front of it.
 * Where both hold its own outage has been blamed on what is in front already, and tells the longer chain.
 */
export function ownOrBlocked(own: Lane<Cut>, blocked: Lane<Cut>): Lane<Cut> {
  if (blocked.length === 0) return joinRuns(own);
  const merged = mergeLanes([own, blocked], (cuts, atMs) => {
    const [ownCut] = cuts;
    return ownCut && ownCut.sinceMs <= atMs ? ownCut : firstToFall(cuts);
  });
  return joinRuns(merged);
}

type Cuts = readonly (Cut | undefined)[];

function firstToFall(cuts: Cuts): Cut | undefined {
  return cuts.filter((cut) => cut !== undefined).reduce(earlier);
}

const earlier = (a: Cut, b: Cut) => ((a.sinceMs - b.sinceMs || byOwner(a, b)) <= 0 ? a : b);

function lastToFall(cuts: Cuts): Cut | undefined {
  const all = cuts.filter((cut) => cut !== undefined);
  if (all.length < cuts.length) return undefined;
  const last = all.reduce((a, b) => ((b.sinceMs - a.sinceMs || byOwner(a, b)) <= 0 ? a : b));
  const others = all.filter((cut) => cut.cause !== last.cause).map(({ cause }) => cause);
  if (others.length === 0) return last;
  const { owner, decided } = last.cause;
  const because = [last.cause, ...others];
  return { sinceMs: last.sinceMs, cause: { owner, because, ...(decided === undefined ? {} : { decided }) } };
}

/** At the same instant the name decides: nothing else is known, and it must not depend on an order of rows. */
function byOwner(a: Cut, b: Cut): number {
  if (a.cause.owner === b.cause.owner) return 0;
  return a.cause.owner < b.cause.owner ? -1 : 1;
}

/** Asks `pick` at each instant at which a lane changes; `undefined` leaves a gap. */
function mergeLanes(
  lanes: readonly Lane<Cut>[],
  pick: (cuts: Cuts, atMs: number) => Cut | undefined,
): Labelled<Cut>[] {
  const walks = lanes.map(createLaneWalk);
  const merged: Labelled<Cut>[] = [];
  for (let fromMs = Number.NEGATIVE_INFINITY; fromMs < Number.POSITIVE_INFINITY; ) {
    const instant = fromMs;
    const looks = walks.map((walk) => walk.at(instant));
    const cuts = looks.map(({ value }) => value);
    const toMs = Math.min(...looks.map(({ untilMs }) => untilMs));
    const label = cuts.some((cut) => cut !== undefined) ? pick(cuts, fromMs) : undefined;
    if (label) append(merged, { fromMs, toMs, label });
    fromMs = toMs;
  }
  return merged;
}

function append(lane: Labelled<Cut>[], piece: Labelled<Cut>): void {
  const last = lane.at(-1);
  const goesOn = last?.label === piece.label && last.toMs === piece.fromMs;
  // What is proven stays apart from the uncertainty before it.
  if (goesOn && piece.fromMs !== piece.label.sinceMs) {
    lane[lane.length - 1] = { ...last, toMs: piece.toMs };
  } else {
    lane.push(piece);
  }
}

/** A run that passes from one outage to the next is one: it began where the first of them did. */
function joinRuns(lane: Lane<Cut>): Lane<Cut> {
  const joined: Labelled<Cut>[] = [];
  for (const piece of lane) {
    const last = joined.at(-1);
    const goesOn = last && last.toMs === piece.fromMs && isProven(last) && isProven(piece);
    const sinceMs = goesOn ? Math.min(last.label.sinceMs, piece.label.sinceMs) : piece.label.sinceMs;
    joined.push(sinceMs === piece.label.sinceMs ? piece : { ...piece, label: { ...piece.label, sinceMs } });
  }
  return joined;
}

/** Uncertainties of several ways hold only if they lead, without a gap, to a time at which all are proven. */
function keepProven(lane: Lane<Cut>): Lane<Cut> {
  const kept: Labelled<Cut>[] = [];
  let provenMs = Number.POSITIVE_INFINITY;
  for (const piece of lane.toReversed()) {
    const next = kept.at(-1);
    if (isProven(piece)) {
      provenMs = piece.fromMs;
      kept.push(piece);
    } else if (next?.fromMs === piece.toMs) {
      const sinceMs = Math.max(piece.label.sinceMs, provenMs);
      kept.push({ ...piece, label: { ...piece.label, sinceMs } });
    }
  }
  return kept.reverse();
}
