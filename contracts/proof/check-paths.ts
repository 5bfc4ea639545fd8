import { z } from 'zod';
import {
  type Checkpoint,
  leafContent,
  parseCheckpoint,
  rowLeaf,
} from '../../ledger/checkpoint/checkpoint.ts';
import { verifyCosignature } from '../../ledger/checkpoint/cosignature.ts';
import { rootByProof } from '../../ledger/checkpoint/merkle-proof.ts';
import {
  decodeBase64,
  isSignedBy,
  keyOfRaw,
  type NamedKey,
  parseNote,
  type SignedNote,
} from '../../ledger/checkpoint/signed-note.ts';
import { fingerprintOf } from '../statements/statement-key.ts';
import type { ProvenBodies } from './check-proven-rows.ts';
import type { ProofDocument } from './proof-schema.ts';

/** Somebody whose signature stands under the checkpoint. */
export interface SignedBy {
  readonly name: string;
  readonly type: 'log' | 'cosignature';
  readonly fingerprint: string;
  /** When, as a witness says of itself. */
  readonly atMs?: number;
}

const TreeBody = z.object({ fromSeq: z.int().positive(), toSeq: z.int().positive(), root: z.string() });

/** Each row is under a tree of rows, each tree under a head, each head under the note, and the note is signed. */
export function checkPaths(
  document: ProofDocument,
  bodies: ProvenBodies,
): { readonly problems: readonly string[]; readonly signedBy: readonly SignedBy[] } {
  const note = parseNote(document.checkpoint.note);
  const checkpoint = note && parseCheckpoint(note.text);
  if (!note || !checkpoint) return { problems: ['checkpoint: expected a signed note'], signedBy: [] };
  const signatures = checkSignatures(note, checkpoint, document.checkpoint.keys);
  return {
    problems: [...checkTrees(document, bodies), ...checkHeads(document, checkpoint), ...signatures.problems],
    signedBy: signatures.signedBy,
  };
}

function checkTrees({ rows, trees }: ProofDocument, bodies: ProvenBodies): readonly string[] {
  const covered = new Set(trees.map(({ row }) => row));
  const problems = trees.flatMap(({ row, hashes }) => {
    const { table, action, body } = bodies.get(row) ?? {};
    const { data } = TreeBody.safeParse(body);
    if (table !== 'checkpoint' || action !== 'rows' || !data || data.toSeq >= row)
      return [`row ${row}: expected a row with a tree of rows before it`];
    const { fromSeq, toSeq, root } = data;
    const leaves = rows.filter(({ seq }) => fromSeq <= seq && seq <= toSeq);
    for (const { seq } of leaves) covered.add(seq);
    const contents = new Map(leaves.map(({ seq, hash }) => [seq - fromSeq, rowLeaf({ seq, hash })]));
    const again = rootByProof(toSeq - fromSeq + 1, contents, hashes.map(bytesOf));
    return again?.toString('hex') === root ? [] : [`row ${row}: the rows are not under its tree`];
  });
  const outside = rows
    .filter(({ seq }) => !covered.has(seq))
    .map(({ seq }) => `row ${seq}: is under no tree`);
  return [...problems, ...outside];
}

function checkHeads(
  { rows, trees, checkpoint }: ProofDocument,
  { size, root }: Checkpoint,
): readonly string[] {
  const hashes = new Map(rows.map(({ seq, hash }) => [seq, hash]));
  const leaves = new Map(
    checkpoint.heads.map(({ index, collector, row }) => [
      index,
      leafContent({ collector, seq: row, hash: hashes.get(row) ?? '' }),
    ]),
  );
  const again = rootByProof(size, leaves, checkpoint.hashes.map(bytesOf));
  const heads = new Set(checkpoint.heads.map(({ row }) => row));
  return [
    ...trees
      .filter(({ row }) => !heads.has(row))
      .map(({ row }) => `row ${row}: is no head of the checkpoint`),
    ...(again?.equals(root) ? [] : ['checkpoint: the heads are not under its root']),
  ];
}

function checkSignatures(
  note: SignedNote,
  { origin }: Checkpoint,
  keys: ProofDocument['checkpoint']['keys'],
): { readonly problems: readonly string[]; readonly signedBy: readonly SignedBy[] } {
  const signedBy = keys.flatMap(({ name, type, key }): SignedBy[] => {
    const raw = decodeBase64(key);
    if (raw?.length !== 32) return [];
    const named: NamedKey = { name, publicKey: keyOfRaw(raw) };
    const common = { name, type, fingerprint: fingerprintOf(named.publicKey) };
    if (type === 'log') return name === origin && isSignedBy(note, named) ? [common] : [];
    const [atSeconds] = note.signatures.flatMap((one) => verifyCosignature(note.text, one, named) ?? []);
    return atSeconds === undefined ? [] : [{ ...common, atMs: atSeconds * 1_000 }];
  });
  const others = keys.length - signedBy.length + Math.abs(note.signatures.length - keys.length);
  return {
    signedBy,
    problems: [
      ...(others === 0 ? [] : ['checkpoint: a signature does not belong to it']),
      ...(signedBy.some(({ type }) => type === 'log') ? [] : ['checkpoint: is not signed by its operator']),
    ],
  };
}

const bytesOf = (hash: string): Buffer => Buffer.from(hash, 'hex');
