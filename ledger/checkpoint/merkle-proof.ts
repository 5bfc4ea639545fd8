import { createMerkleTree, hashLeaf, hashNode } from './merkle-tree.ts';

/** Leaves of a tree by their places from 0 on, in order. */
type Places = readonly number[];

/**
 * The roots of the subtrees that hold none of these leaves, from left to right: with the leaves themselves they give the root of
 * the tree. `contents` are those of all leaves of the tree, in order; they are read once.
 */
export function proveLeaves(size: number, places: Places, contents: Iterator<Uint8Array>): readonly Buffer[] {
  const hashes: Buffer[] = [];
  let next = 0;
  for (const { from, to } of subtreesWithout(0, size, places)) {
    for (; next < from; next++) take(contents);
    const tree = createMerkleTree();
    for (; next < to; next++) tree.append(take(contents));
    hashes.push(tree.root());
  }
  return hashes;
}

/** The root of a tree by some of its leaves and what {@link proveLeaves} gave; `undefined` where that is no proof of it. */
export function rootByProof(
  size: number,
  leaves: ReadonlyMap<number, Uint8Array>,
  hashes: readonly Buffer[],
): Buffer | undefined {
  const places = [...leaves.keys()].sort((a, b) => a - b);
  const isInside = places.every((place) => Number.isSafeInteger(place) && place >= 0 && place < size);
  if (size < 1 || !isInside) return undefined;
  const given = hashes.values();
  let lacks = false;
  const rootOf = (from: number, to: number, inside: Places): Buffer => {
    const [only] = inside;
    if (only === undefined) {
      const { value } = given.next();
      lacks ||= value === undefined;
      return value ?? Buffer.alloc(0);
    }
    if (to - from === 1) return hashLeaf(leaves.get(only) ?? Buffer.alloc(0));
    const middle = from + splitOf(to - from);
    const left = rootOf(from, middle, before(inside, middle));
    return hashNode(left, rootOf(middle, to, notBefore(inside, middle)));
  };
  const root = rootOf(0, size, places);
  return lacks || given.next().done !== true ? undefined : root;
}

function* subtreesWithout(
  from: number,
  to: number,
  inside: Places,
): Generator<{ readonly from: number; readonly to: number }> {
  if (inside.length === 0) {
    yield { from, to };
    return;
  }
  if (to - from === 1) return;
  const middle = from + splitOf(to - from);
  yield* subtreesWithout(from, middle, before(inside, middle));
  yield* subtreesWithout(middle, to, notBefore(inside, middle));
}

/** RFC 9162, 2.1.1: the largest power of two below. */
const splitOf = (size: number): number => 2 ** Math.ceil(Math.log2(size) - 1);

const before = (places: Places, middle: number): Places => places.filter((place) => place < middle);
const notBefore = (places: Places, middle: number): Places => places.filter((place) => place >= middle);

function take(contents: Iterator<Uint8Array>): Uint8Array {
  const { value, done } = contents.next();
  if (done) throw new Error('a tree has fewer leaves than it is said to have');
  return value;
}
