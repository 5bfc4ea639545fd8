import type { ContractTerms } from '../../core/domain/contract-terms.ts';
import type { Upstreams } from '../../core/domain/inventory.ts';
import type { Entity } from '../../core/domain/state.ts';
import type { TopologyVersion } from '../../core/domain/ways.ts';
import type { Interval } from '../../core/time/intervals.ts';
import type { Lane } from '../../core/time/lane.ts';
import type { Labelled } from '../../core/time/overlay.ts';
import { type Blamed, type Block, blameSpan } from './blame-spans.ts';
import { type Cause, type DecidedCause, type DownSpan, rootOutage } from './cause.ts';
import { type Cut, inParallel, inSeries, ownOrBlocked } from './cuts.ts';

/** What is known of everything that others hang on. All lists may come in any order; intervals of one do not overlap. */
export interface Network {
  /** Outages of a member of a way. None: it was never down, or never watched. */
  readonly downOf: (member: Entity) => readonly DownSpan[];
  /** When the port of a line was shut on purpose, apart from its outages: from version 2 of the rules on that cuts too. */
  readonly shutOf?: (member: Entity) => readonly DownSpan[];
  /** The ways to a member itself. None: it hangs on the core. */
  readonly topologyOf: (member: Entity) => readonly TopologyVersion[];
  /** What was decided of its own outages. Where two overlap, the earlier one holds. */
  readonly decidedOf?: (entity: Entity) => readonly DecidedCause[];
  /** For how long whatever was cut off may start at the cost of what cut it off. */
  readonly restartGraceMs: number;
  /** Version of the rules that the cuts are found by. */
  readonly rules: ContractTerms['rules'];
}

export interface CutFinder {
  /** What cuts an entity off, by version of its ways, in order. */
  readonly blocksOf: (entity: Entity, topology: readonly TopologyVersion[]) => readonly Block[];
}

/**
 * Follows ways up to the core, each member once. An entity that is met again on the way up to it explains nothing:
 * what was found there is not kept, so that it does not matter who is asked about first.
 */
export function createCutFinder(network: Network): CutFinder {
  const ofMembers = new Map<Entity, Lane<Cut>>();
  const ofWays = new Map<string, Lane<Cut>>();
  const trail = new Set<Entity>();
  const metAgain = new Set<Entity>();
  const reached = new Set<Entity>();
  let meetings = 0;

  return {
    blocksOf: (entity, topology) => {
      for (const member of fromTheCore(topology)) cutOfMember(member);
      return climb(entity, () => blocksOf(topology));
    },
  };

  /** The members that were not reached yet, those nearer the core first: a long chain must not exhaust the stack. */
  function fromTheCore(topology: readonly TopologyVersion[]): readonly Entity[] {
    const found: Entity[] = [];
    const pending = membersOf(topology).map((entity) => ({ entity, isDone: false }));
    for (let step = pending.pop(); step; step = pending.pop()) {
      const { entity, isDone } = step;
      if (isDone) found.push(entity);
      if (isDone || reached.has(entity)) continue;
      reached.add(entity);
      const above = membersOf(network.topologyOf(entity)).map((member) => ({
        entity: member,
        isDone: false,
      }));
      pending.push({ entity, isDone: true }, ...above);
    }
    return found;
  }

  function climb<Result>(entity: Entity, look: () => Result): Result {
    trail.add(entity);
    try {
      return look();
    } finally {
      trail.delete(entity);
      metAgain.delete(entity);
    }
  }

  function blocksOf(topology: readonly TopologyVersion[]): readonly Block[] {
    return inOrder(topology).map(({ fromMs, toMs, paths }) => ({ fromMs, toMs, lane: cutOfWays(paths) }));
  }

  function cutOfWays(paths: Upstreams): Lane<Cut> {
    const key = paths.map((path) => path.join('+')).join('|');
    const known = ofWays.get(key);
    if (known) return known;
    const meetingsBefore = meetings;
    const lane = inParallel(paths.map((path) => inSeries(path.map(cutOfMember))));
    // The same ways may lead to what is part of the circle and to what only hangs on it.
    if (meetings === meetingsBefore) ofWays.set(key, lane);
    return lane;
  }

  function cutOfMember(member: Entity): Lane<Cut> {
    if (trail.has(member)) {
      metAgain.add(member);
      meetings++;
      return [];
    }
    const known = ofMembers.get(member);
    if (known) return known;
    return climb(member, () => {
      const lane = findCut(member, blocksOf(network.topologyOf(member)));
      if (metAgain.size === 0) ofMembers.set(member, lane);
      return lane;
    });
  }

  function findCut(entity: Entity, blocks: readonly Block[]): Lane<Cut> {
    const own: Labelled<Cut>[] = [];
    for (const { span, blamed } of blameMember(entity, blocks)) {
      const sinceMs = span.fromMs;
      for (const { fromMs, toMs, cause } of blamed) {
        const label = { sinceMs, cause };
        const doubtMs = Math.max(span.afterMs, own.at(-1)?.toMs ?? Number.NEGATIVE_INFINITY, seenUpMs(cause));
        if (fromMs === sinceMs && doubtMs < sinceMs) own.push({ fromMs: doubtMs, toMs: sinceMs, label });
        own.push({ fromMs, toMs, label });
      }
    }
    return ownOrBlocked(own, blocks.flatMap(laneWithin));
  }

  /** Nobody answers for a time at the end of which he was still seen up. */
  function seenUpMs(cause: Cause): number {
    const rootMs = network.rules === 1 ? undefined : rootOutage(cause)?.afterMs;
    return rootMs ?? Number.NEGATIVE_INFINITY;
  }

  /** Its outages, and those of the devices that have its port, in order. */
  function blameMember(entity: Entity, blocks: readonly Block[]): readonly BlamedSpan[] {
    const { downOf, restartGraceMs } = network;
    const context = { entity, blocks, decided: decidedInOrder(network, entity), restartGraceMs };
    const outages = inOrder(downOf(entity)).map((span) => ({ span, blamed: blameSpan(span, context) }));
    const ports = network.rules === 1 ? [] : (network.shutOf?.(entity) ?? []);
    if (ports.length === 0) return outages;
    const shut = ports.map((span) => ({ span, blamed: blamePort(span, entity, blocks) }));
    return [...outages, ...shut].sort((a, b) => a.span.fromMs - b.span.fromMs);
  }

  /** A port that was shut belongs to the device that has it: the end of the line that is nearer, which may change. */
  function blamePort(span: DownSpan, entity: Entity, blocks: readonly Block[]): readonly Blamed[] {
    return inOrder(network.topologyOf(entity)).flatMap((version) => {
      const owner = version.paths[0]?.[0];
      if (owner === undefined) return [];
      const decided = decidedInOrder(network, owner);
      const { restartGraceMs } = network;
      return within(blameSpan(span, { entity, owner, blocks, decided, restartGraceMs }), version);
    });
  }
}

interface BlamedSpan {
  readonly span: DownSpan;
  readonly blamed: readonly Blamed[];
}

function within(blamed: readonly Blamed[], { fromMs, toMs }: Interval): readonly Blamed[] {
  return blamed
    .filter((piece) => piece.fromMs < toMs && piece.toMs > fromMs)
    .map((piece) => ({ ...piece, fromMs: Math.max(piece.fromMs, fromMs), toMs: Math.min(piece.toMs, toMs) }));
}

const membersOf = (topology: readonly TopologyVersion[]) => topology.flatMap(({ paths }) => paths.flat());

/** What was decided of an entity, in order and apart. */
export function decidedInOrder({ decidedOf }: Network, entity: Entity): readonly DecidedCause[] {
  let endMs = Number.NEGATIVE_INFINITY;
  const apart: DecidedCause[] = [];
  for (const decision of (decidedOf?.(entity) ?? []).toSorted((a, b) => a.fromMs - b.fromMs || byRef(a, b))) {
    const fromMs = Math.max(endMs, decision.fromMs);
    if (fromMs >= decision.toMs) continue;
    apart.push({ ...decision, fromMs });
    endMs = decision.toMs;
  }
  return apart;
}

const byRef = (a: DecidedCause, b: DecidedCause) => (a.ref < b.ref ? -1 : 1);

/** Intervals that do not overlap in ascending order, less empty ones. */
export function inOrder<Item extends Interval>(items: readonly Item[]): readonly Item[] {
  return items.filter(({ fromMs, toMs }) => fromMs < toMs).sort((a, b) => a.fromMs - b.fromMs);
}

/** A block's part of its lane. An uncertainty that would be proven only after the ways changed proves nothing. */
function laneWithin({ fromMs, toMs, lane }: Block): Lane<Cut> {
  return lane
    .filter((piece) => piece.toMs > fromMs && piece.fromMs < toMs && piece.label.sinceMs < toMs)
    .map((piece) => ({
      ...piece,
      fromMs: Math.max(fromMs, piece.fromMs),
      toMs: Math.min(toMs, piece.toMs),
    }));
}
