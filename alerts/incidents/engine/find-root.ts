import type { Fall, Node } from './model.ts';

interface Cut extends Fall {
  readonly root: Node;
}

/** The outage of a member of a way that may explain a fall, if there is one. */
type CutOf = (member: Node, fall: Fall) => Fall | undefined;

/** Whom one came from on the way up. */
interface Step {
  readonly node: Node;
  readonly before: Step | undefined;
}

interface Climb {
  readonly fall: Fall;
  readonly cutOf: CutOf;
  /** What is above a member with several ways: it may be met from below on each of them. */
  readonly passed: Map<Node, Cut | undefined>;
}

/**
 * What took an entity along when it fell: the root-most of what was down on all its ways, `undefined` where nothing was.
 * A member that was seen up after the fall does not explain it, nor does one of which it was known to be down before
 * the entity was last seen up. Members that are not down are passed through, for they may not have been probed yet.
 */
export const findRoot = (node: Node, fall: Fall): Node | undefined => climb(node, fall, presentCut);

/** As above, for a fall that is over: what explains it may be over as well. */
export const findPastRoot = (node: Node, fall: Fall): Node | undefined => climb(node, fall, pastCut);

const presentCut: CutOf = ({ cut }, fall) => (cut && fall.atMs > cut.afterMs ? cut : undefined);

const pastCut: CutOf = (member, fall) => {
  const { lastCut } = member;
  const present = presentCut(member, fall);
  if (present || !lastCut) return present;
  return fall.atMs > lastCut.afterMs && fall.afterMs < lastCut.endMs ? lastCut : undefined;
};

function climb(node: Node, fall: Fall, cutOf: CutOf, before?: Step): Node | undefined {
  if (node.ways.length === 0) return undefined;
  const cut = cutOfWays(node.ways, { fall, cutOf, passed: new Map() }, { node, before });
  return cut && isCredible(cut, fall) ? cut.root : undefined;
}

/** Ways are cut together, by the one that fell last: until then there was service. */
function cutOfWays(ways: Node['ways'], context: Climb, trail: Step): Cut | undefined {
  let last: Cut | undefined;
  for (const way of ways) {
    const found = cutOfWay(way, context, trail);
    if (!found) return undefined;
    if (!last || isLater(found, last)) last = found;
  }
  return last;
}

function cutOfWay(way: readonly Node[], context: Climb, trail: Step): Cut | undefined {
  let doubtful: Cut | undefined;
  for (const member of way) {
    const found = cutOfMember(member, context, trail);
    if (found && isCredible(found, context.fall)) return found;
    doubtful ??= found;
  }
  return doubtful;
}

/** Its own outage, unless only what is above it explains the fall. */
function cutOfMember(member: Node, context: Climb, trail: Step): Cut | undefined {
  if (isOn(trail, member)) return undefined;
  const { fall, cutOf } = context;
  const own = cutOf(member, fall);
  const isDoubtful = own !== undefined && !isCredible(own, fall);
  const above = !own || isDoubtful ? cutAbove(member, context, trail) : undefined;
  if (!own || (above && isCredible(above, fall))) return above;
  const { afterMs, atMs, recordedMs } = own;
  return { afterMs, atMs, recordedMs, root: climb(member, own, cutOf, trail) ?? member };
}

function cutAbove(member: Node, context: Climb, trail: Step): Cut | undefined {
  const { passed } = context;
  const step = { node: member, before: trail };
  if (member.ways.length < 2) return cutOfWays(member.ways, context, step);
  if (passed.has(member)) return passed.get(member);
  const found = cutOfWays(member.ways, context, step);
  passed.set(member, found);
  return found;
}

function isOn(trail: Step, node: Node): boolean {
  for (let step: Step | undefined = trail; step; step = step.before) if (step.node === node) return true;
  return false;
}

/** Who answers after the proof is not cut off by it. */
const isCredible = (found: Fall, fall: Fall): boolean => fall.afterMs <= found.recordedMs;

function isLater(a: Cut, b: Cut): boolean {
  return a.atMs === b.atMs ? a.root.rank < b.root.rank : a.atMs > b.atMs;
}
