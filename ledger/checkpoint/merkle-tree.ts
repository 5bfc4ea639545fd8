import { hash } from 'node:crypto';

/** RFC 9162, 2.1.1: what is hashed of a leaf and of a node begins differently, so that neither passes for the other. */
const LEAF = Buffer.of(0x00);
const NODE = 0x01;
const HASH_BYTES = 32;

const sha256 = (content: Uint8Array): Buffer => hash('sha256', content, 'buffer');

export const hashLeaf = (content: Uint8Array): Buffer => sha256(Buffer.concat([LEAF, content]));

export function hashNode(left: Uint8Array, right: Uint8Array): Buffer {
  // Millions of rows have as many nodes: one piece of memory, written whole.
  const content = Buffer.allocUnsafe(1 + 2 * HASH_BYTES);
  content[0] = NODE;
  content.set(left, 1);
  content.set(right, 1 + HASH_BYTES);
  return sha256(content);
}

/** A tree that grows at its end. */
export interface MerkleTree {
  readonly append: (content: Uint8Array) => void;
  readonly size: () => number;
  readonly root: () => Buffer;
}

/** Keeps the roots of whole subtrees only, the largest first: the binary digits of its size. */
export function createMerkleTree(): MerkleTree {
  const subtrees: { readonly size: number; readonly root: Buffer }[] = [];
  return {
    append: (content) => {
      let added = { size: 1, root: hashLeaf(content) };
      for (let last = subtrees.at(-1); last?.size === added.size; last = subtrees.at(-1)) {
        added = { size: 2 * last.size, root: hashNode(last.root, added.root) };
        subtrees.pop();
      }
      subtrees.push(added);
    },
    size: () => subtrees.reduce((sum, { size }) => sum + size, 0),
    root: () => {
      const [smallest, ...larger] = subtrees.map(({ root }) => root).toReversed();
      if (smallest === undefined) return sha256(Buffer.alloc(0));
      return larger.reduce((right, left) => hashNode(left, right), smallest);
    },
  };
}
