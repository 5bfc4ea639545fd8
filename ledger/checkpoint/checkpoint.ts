import type { RowHash } from '../record/row-hashes.ts';
import { createMerkleTree, type MerkleTree } from './merkle-tree.ts';
import { decodeBase64 } from './signed-note.ts';

/** Where the chain of one collector stood: a leaf of the tree. */
export interface Head {
  readonly collector: string;
  readonly seq: number;
  /** In hexadecimal digits. */
  readonly hash: string;
}

/**
 * C2SP tlog-checkpoint: the tree of all heads that were ever issued, and, as extension lines, those that are new in it. The first of these is
 * of the ledger's own chain, the others are of the chains of collectors that were received since, by the numbers that rows have there.
 */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
  readonly heads: readonly Head[];
}

/** Where the ledger's own chain stood. */
export const ownHeadOf = ({ heads }: Pick<Checkpoint, 'heads'>): Head | undefined => heads[0];

/** What is hashed of a leaf, for anybody to do again. */
export const leafContent = ({ collector, seq, hash }: Head): Buffer =>
  Buffer.from(`camwatch head\n${collector}\n${seq}\n${hash}\n`);

/** What is hashed of the leaf of a row, for anybody to do again. */
export const rowLeaf = ({ seq, hash }: RowHash): Buffer => Buffer.from(`camwatch row\n${seq}\n${hash}\n`);

/** The tree of these heads, in order. */
export function growTree(heads: readonly Head[], tree = createMerkleTree()): MerkleTree {
  for (const head of heads) tree.append(leafContent(head));
  return tree;
}

export const renderCheckpoint = ({ origin, size, root, heads }: Checkpoint): string =>
  [origin, String(size), root.toString('base64'), ...heads.map(renderHead), ''].join('\n');

export const renderHead = ({ collector, seq, hash }: Head): string => `head ${collector} ${seq} ${hash}`;

const ROOT_BYTES = 32;
/** In the note of one checkpoint, which has a head a collector; a tree grows for ever. */
const MOST_HEADS = 1_000;

/** `undefined` where the text of a note is no checkpoint of camwatch. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const [origin = '', sizeText = '', rootText = '', ...extensions] = text.slice(0, -1).split('\n');
  const root = decodeBase64(rootText);
  const size = /^(0|[1-9]\d{0,14})$/.test(sizeText) ? Number(sizeText) : undefined;
  if (origin === '' || size === undefined || root?.length !== ROOT_BYTES || !text.endsWith('\n'))
    return undefined;
  const heads = extensions.length > MOST_HEADS ? undefined : parseHeads(extensions);
  return heads && { origin, size, root, heads };
}

/** Heads of lines, each of which must be one. */
export function parseHeads(lines: readonly string[]): readonly Head[] | undefined {
  const heads = lines.map(parseHead).filter((head) => head !== undefined);
  return heads.length === lines.length ? heads : undefined;
}

function parseHead(line: string): Head | undefined {
  const [, collector, seq, hash] = /^head ([\w.-]{1,100}) ([1-9]\d{0,14}) ([0-9a-f]{64})$/.exec(line) ?? [];
  if (collector === undefined || hash === undefined) return undefined;
  return { collector, seq: Number(seq), hash };
}
