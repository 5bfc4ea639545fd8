import type { Entity } from '../../core/domain/state.ts';
import type { TopologyVersion } from '../../core/domain/ways.ts';
import type { Interval } from '../../core/time/intervals.ts';
import { type Blamed, blameSpan } from './blame-spans.ts';
import { type Cause, createEvidence, type DownSpan, type OwnerCause, ownerCause } from './cause.ts';
import { createCutFinder, decidedInOrder, inOrder, type Network } from './cut-finder.ts';

export type { DownSpan, OwnerCause };

/** A stretch of an outage, whose contract answers for it, and why. */
export interface Attributed extends Interval {
  readonly cause: OwnerCause;
  /** The entity whose contract answers: the root, which is the entity itself for its own faults. */
  readonly owner: Entity;
  /** Plain references from the entity's own change up to the root: `change:9`, `link:x down …–…`, `claim:3`. */
  readonly evidence: readonly string[];
  /** What was in front is back: it is somebody else's only while this may take to start. */
  readonly isRestart?: true;
}

/** Whose outages are attributed. */
export interface Subject {
  readonly entity: Entity;
  /** In any order; they do not overlap. */
  readonly down: readonly DownSpan[];
  /** The ways to it, as they were; where none is in force it hangs on the core. */
  readonly topology: readonly TopologyVersion[];
}

/** Attributes the outages of one entity; {@link createAttribution} those of many. */
export function attribute({ entity, down, topology, ...network }: Subject & Network): readonly Attributed[] {
  return createAttribution(network)({ entity, down, topology });
}

/**
 * Says who answers for the outages of entities of one network (`docs/adr/0010-attribution.md`). The result covers
 * exactly the down spans, in ascending order, in stretches with one owner each. What is found of links and devices on
 * the way is kept: all entities together take time linear in the outages of what they hang on, and each by itself in
 * its own outages and the cuts that they overlap.
 */
export function createAttribution(network: Network): (subject: Subject) => readonly Attributed[] {
  const finder = createCutFinder(network);
  const evidenceOf = createEvidence();
  return ({ entity, down, topology }) => {
    const context = {
      entity,
      blocks: finder.blocksOf(entity, topology),
      decided: decidedInOrder(network, entity),
      restartGraceMs: network.restartGraceMs,
    };
    return inOrder(down).flatMap((span) => joinAlike(blameSpan(span, context), { entity, evidenceOf }));
  };
}

function joinAlike(
  blamed: readonly Blamed[],
  {
    entity,
    evidenceOf,
  }: { readonly entity: Entity; readonly evidenceOf: (cause: Cause) => readonly string[] },
): readonly Attributed[] {
  const joined: Attributed[] = [];
  for (const { fromMs, toMs, cause } of blamed) {
    const next = {
      fromMs,
      toMs,
      cause: ownerCause(cause, entity),
      owner: cause.owner,
      evidence: evidenceOf(cause),
      ...(cause.graceToMs !== undefined && { isRestart: true as const }),
    };
    const last = joined.at(-1);
    if (last && isAlike(last, next)) joined[joined.length - 1] = { ...last, toMs };
    else joined.push(next);
  }
  return joined;
}

const isAlike = (a: Attributed, b: Attributed): boolean =>
  a.owner === b.owner && a.cause === b.cause && a.evidence.join('\n') === b.evidence.join('\n');
