import type { Entity } from '../../core/domain/state.ts';
import { firstEndingAfter, type Interval } from '../../core/time/intervals.ts';
import type { Lane } from '../../core/time/lane.ts';
import type { Cause, DecidedCause, DownSpan } from './cause.ts';
import { type Cut, isProven } from './cuts.ts';

/** What cuts an entity off from the core while one version of its ways is in force. */
export interface Block extends Interval {
  readonly lane: Lane<Cut>;
}

/** A stretch of an outage with one cause. */
export interface Blamed extends Interval {
  readonly cause: Cause;
}

export interface BlameContext {
  readonly entity: Entity;
  /** Who answers for what is its own: itself, or the device that has the port of a line. */
  readonly owner?: Entity;
  /** In ascending order, apart. */
  readonly blocks: readonly Block[];
  /** In ascending order, apart. */
  readonly decided: readonly DecidedCause[];
  readonly restartGraceMs: number;
}

/**
 * Divides an outage: what falls into a cut in front of the entity belongs to that cut, its uncertainty and the restart
 * grace after it included; the rest is the entity's own. The stretches follow each other and cover the span.
 */
export function blameSpan(span: DownSpan, context: BlameContext): readonly Blamed[] {
  const blamed: Blamed[] = [];
  let fromMs = span.fromMs;
  let cutBefore = cutMissed(span, context.blocks);
  for (const cut of cutsOf(span, context.blocks)) {
    blamed.push(...blameRest({ fromMs, toMs: cut.fromMs }, span, cutBefore, context));
    blamed.push({ ...toInterval(cut), cause: behind(cut.cause, span, context.entity) });
    fromMs = cut.toMs;
    cutBefore = cut;
  }
  return [...blamed, ...blameRest({ fromMs, toMs: span.toMs }, span, cutBefore, context)];
}

/** The cuts that an outage overlaps where they are proven: only those answer for it, from their uncertainty on. */
function cutsOf(span: DownSpan, blocks: readonly Block[]): readonly Blamed[] {
  const cuts: Blamed[] = [];
  for (let index = firstEndingAfter(blocks, span.fromMs); ; index++) {
    const block = blocks[index];
    if (!block || block.fromMs >= span.toMs) return cuts;
    const startMs = Math.max(span.fromMs, block.fromMs);
    const endMs = Math.min(span.toMs, block.toMs);
    cuts.push(...cutsWithin(block.lane, startMs, endMs));
  }
}

function cutsWithin(lane: Lane<Cut>, startMs: number, endMs: number): readonly Blamed[] {
  const cuts: Blamed[] = [];
  for (let index = firstEndingAfter(lane, startMs); ; index++) {
    const piece = lane[index];
    if (!piece || piece.fromMs >= endMs) return cuts;
    // An entity that was up again, or hung elsewhere, before the proof shows that this was not why.
    if (piece.label.sinceMs >= endMs) continue;
    const fromMs = Math.max(startMs, piece.fromMs);
    cuts.push({ fromMs, toMs: Math.min(endMs, piece.toMs), cause: piece.label.cause });
  }
}

/**
 * A short cut between two probes of the entity: it was last seen up before the cut began, and first seen down after it
 * had ended, while it was starting again.
 */
function cutMissed(span: DownSpan, blocks: readonly Block[]): Blamed | undefined {
  const index = firstEndingAfter(blocks, span.fromMs);
  const current = blocks[index];
  const block = current && current.fromMs < span.fromMs ? current : blocks[index - 1];
  if (!block) return undefined;
  const reachMs = Math.min(span.fromMs, block.toMs);
  const next = firstEndingAfter(block.lane, reachMs);
  const following = block.lane[next];
  const last = following && following.fromMs < reachMs ? following : block.lane[next - 1];
  if (!last || last.toMs <= block.fromMs || !isProven(last) || span.afterMs > last.label.sinceMs) {
    return undefined;
  }
  return { fromMs: last.fromMs, toMs: Math.min(last.toMs, reachMs), cause: last.label.cause };
}

/** What is down and not cut off: within the restart grace of the cut before it still that one's, else its own. */
function blameRest(
  rest: Interval,
  span: DownSpan,
  cutBefore: Blamed | undefined,
  context: BlameContext,
): readonly Blamed[] {
  if (!cutBefore) return blameOwn(rest, span, context);
  const graceToMs = cutBefore.toMs + context.restartGraceMs;
  const lastFoundDownMs = span.untilAfterMs ?? span.toMs;
  const endMs = lastFoundDownMs <= graceToMs ? rest.toMs : Math.min(rest.toMs, graceToMs);
  const cause = { ...behind(cutBefore.cause, span, context.entity), graceToMs };
  const graced = endMs > rest.fromMs ? [{ fromMs: rest.fromMs, toMs: endMs, cause }] : [];
  const ownFromMs = Math.max(rest.fromMs, endMs);
  return [...graced, ...blameOwn({ fromMs: ownFromMs, toMs: rest.toMs }, span, context)];
}

/** What was decided of an entity's own outages goes with them, the start after it included, to whatever is behind it. */
function blameOwn(
  { fromMs, toMs }: Interval,
  span: DownSpan,
  { entity, owner = entity, decided, restartGraceMs }: BlameContext,
): readonly Blamed[] {
  const own: Cause = { owner, outage: { entity, span }, because: [] };
  const blamed: Blamed[] = [];
  let startMs = fromMs;
  for (let index = firstEndingAfter(decided, fromMs); startMs < toMs; index++) {
    const decision = decided[index];
    const turnMs = Math.min(toMs, Math.max(startMs, decision?.fromMs ?? toMs));
    if (turnMs > startMs) blamed.push({ fromMs: startMs, toMs: turnMs, cause: own });
    startMs = turnMs;
    if (!decision || startMs >= toMs) continue;
    const startedMs = decision.hasStart ? decision.toMs + restartGraceMs : decision.toMs;
    const endMs = Math.min(toMs, startedMs, decided[index + 1]?.fromMs ?? toMs);
    blamed.push({ fromMs: startMs, toMs: endMs, cause: { ...own, decided: decision } });
    startMs = endMs;
  }
  return blamed;
}

function behind(cut: Cause, span: DownSpan, entity: Entity): Cause {
  const { owner, decided } = cut;
  return {
    owner,
    outage: { entity, span },
    because: [cut],
    ...(decided === undefined ? {} : { decided }),
  };
}

const toInterval = ({ fromMs, toMs }: Interval): Interval => ({ fromMs, toMs });
