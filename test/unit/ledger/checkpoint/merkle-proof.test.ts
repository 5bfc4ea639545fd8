import { describe, expect, test } from 'vitest';
import { proveLeaves, rootByProof } from '#ledger/checkpoint/merkle-proof.ts';
import { createMerkleTree } from '#ledger/checkpoint/merkle-tree.ts';

const contentsOf = (size: number) => Array.from({ length: size }, (_, index) => Buffer.from(`leaf ${index}`));

function rootOf(contents: readonly Buffer[]): Buffer {
  const tree = createMerkleTree();
  for (const content of contents) tree.append(content);
  return tree.root();
}

const leavesOf = (contents: readonly Buffer[], places: readonly number[]) =>
  new Map(places.map((place) => [place, contents[place] ?? Buffer.alloc(0)]));

/** All subsets of the places of a small tree. */
const subsetsOf = (size: number): readonly (readonly number[])[] =>
  Array.from({ length: 2 ** size }, (_, bits) =>
    Array.from({ length: size }, (__, place) => place).filter((place) => (bits >> place) & 1),
  );

describe('proveLeaves', () => {
  test('proves any leaves of any tree of up to nine', () => {
    for (let size = 1; size <= 9; size++) {
      const contents = contentsOf(size);
      for (const places of subsetsOf(size)) {
        const hashes = proveLeaves(size, places, contents.values());
        expect(rootByProof(size, leavesOf(contents, places), hashes)).toEqual(rootOf(contents));
      }
    }
  });

  test('needs some twenty hashes for one of a million, and none where all leaves are there', () => {
    const contents = contentsOf(1_000);
    const all = contents.map((_, place) => place);

    expect(proveLeaves(1_000, [777], contents.values())).toHaveLength(10);
    expect(proveLeaves(1_000, all, contents.values())).toEqual([]);
  });
});

describe('rootByProof', () => {
  const contents = contentsOf(7);
  const hashes = proveLeaves(7, [2, 5], contents.values());
  const leaves = leavesOf(contents, [2, 5]);

  test.each([
    ['a leaf in another place', new Map([...leaves].map(([place, leaf]) => [place + 1, leaf])), hashes],
    ['another leaf', new Map(leaves).set(2, Buffer.from('other')), hashes],
    ['a hash too few', leaves, hashes.slice(1)],
    ['a hash too many', leaves, [...hashes, Buffer.alloc(32)]],
    ['a leaf beyond the tree', new Map(leaves).set(7, Buffer.from('leaf 7')), hashes],
    ['hashes in another order', leaves, hashes.toReversed()],
  ])('gives another root, or none, for %s', (_, given, path) => {
    expect(rootByProof(7, given, path)).not.toEqual(rootOf(contents));
  });

  // A tree of eight has these two at the same places: its size is told beside its root.
  test('gives none for a tree that has no such subtrees', () => {
    expect(rootByProof(6, leaves, hashes)).toBeUndefined();
    expect(rootByProof(0, new Map(), [])).toBeUndefined();
  });
});
