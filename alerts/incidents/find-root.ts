import type { Fall, Node } from './model.ts';

interface Cut extends Fall {
  readonly root: Node;
}

/** The outage of a member of a way that may explain a fall, if there is one. */
type CutOf = (member: Node, fall: Fall) => Fall | undefined;

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

function climb(node: Node, fall: Fall, cutOf: CutOf, trail: ReadonlySet<Node> = new Set()): Node | undefined {
  if (node.ways.length === 0) return undefined;
  const met = new Set(trail).add(node);
  const passed = new Map<Node, Cut | undefined>();
  const cut = cutOfWays(node.ways);
  return cut && isCredible(cut) ? cut.root : undefined;

  /** Ways are cut together, by the one that fell last: until then there was service. */
  function cutOfWays(ways: Node['ways']): Cut | undefined {
    let last: Cut | undefined;
    for (const way of ways) {
      const found = cutOfWay(way);
      if (!found) return undefined;
      if (!last || isLater(found, last)) last = found;
    }
    return last;
  }

  function cutOfWay(way: readonly Node[]): Cut | undefined {
    let doubtful: Cut | undefined;
    for (const member of way) {
      const found = cutOfMember(member);
      if (found && isCredible(found)) return found;
      doubtful ??= found;
    }
    return doubtful;
  }

  function cutOfMember(member: Node): Cut | undefined {
    if (met.has(member)) return undefined;
    const own = cutOf(member, fall);
    if (own) {
      const { afterMs, atMs, recordedMs } = own;
      return { afterMs, atMs, recordedMs, root: climb(member, own, cutOf, met) ?? member };
    }
    if (member.ways.length === 0) return undefined;
    if (passed.has(member)) return passed.get(member);
    met.add(member);
    const found = cutOfWays(member.ways);
    met.delete(member);
    passed.set(member, found);
    return found;
  }

  /** Who answers after the proof is not cut off by it. */
  function isCredible(found: Fall): boolean {
    return fall.afterMs <= found.recordedMs;
  }
}

function isLater(a: Cut, b: Cut): boolean {
  return a.atMs === b.atMs ? a.root.rank < b.root.rank : a.atMs > b.atMs;
}
