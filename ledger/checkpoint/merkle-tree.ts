import { hash } from 'node:crypto';

/** RFC 9162, 2.1.1: what is hashed of a leaf and of a node begins differently, so that neither passes for the other. */
const LEAF = Buffer.of(0x00);
const NODE = Buffer.of(0x01);

const sha256 = (...parts: readonly Uint8Array[]): Buffer => hash('sha256', Buffer.concat(parts), 'buffer');

/** A tree that grows at its end. */
export interface MerkleTree {
  readonly append: (content: Uint8Array) => void;
  readonly size: () => number;
  readonly root: () => Buffer;
}

/** Keeps the roots of whole subtrees only, the largest first: the binary digits of its size. */
export function createMerkleTree(): MerkleTree {
  let subtrees: readonly { readonly size: number; readonly root: Buffer }[] = [];
  return {
    append: (content) => {
      let added = { size: 1, root: sha256(LEAF, content) };
      let rest = subtrees;
      for (let last = rest.at(-1); last?.size === added.size; last = rest.at(-1)) {
        added = { size: 2 * last.size, root: sha256(NODE, last.root, added.root) };
        rest = rest.slice(0, -1);
      }
      subtrees = [...rest, added];
    },
    size: () => subtrees.reduce((sum, { size }) => sum + size, 0),
    root: () => {
      const [smallest, ...larger] = subtrees.map(({ root }) => root).toReversed();
      if (smallest === undefined) return sha256();
      return larger.reduce((right, left) => sha256(NODE, left, right), smallest);
    },
  };
}
