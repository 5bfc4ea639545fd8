import { seconds } from '../../../core/time/units.ts';
import { growTree, ownHeadOf, rowLeaf } from '../../checkpoint/checkpoint.ts';
import {
  type CheckpointRows,
  type CosignedRow,
  type IssuedCheckpoint,
  type RowTree,
  readCheckpointRows,
} from '../../checkpoint/checkpoint-rows.ts';
import { verifyCosignature } from '../../checkpoint/cosignature.ts';
import { createMerkleTree } from '../../checkpoint/merkle-tree.ts';
import { isSignedBy, type NamedKey, rawKeyOf } from '../../checkpoint/signed-note.ts';
import type { VerifyOptions, Witnessed, WitnessedBy } from '../../record/verification.ts';
import type { Findings } from '../chain/chain-findings.ts';
import { chainedTablesOf } from '../chain/read-chain.ts';
import { storedHash } from '../high-water/stored-hash.ts';
import { selectDecisions } from '../reading/decision-reads.ts';
import { createReceivedHashes } from '../receiving/received-hashes.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { readRowHashes } from './row-tree.ts';

export interface CheckpointOptions {
  /** Whose signatures count; absent: those whose keys are on record. */
  readonly witnesses?: readonly NamedKey[];
  /** `check`: the rows that are in trees are hashed again. */
  readonly trees?: 'check' | 'leave-out';
  readonly handedOut?: VerifyOptions['handedOut'];
}

/** Checks what was issued and cosigned against the rows that it is about. A ledger of an older version has none. */
export function checkCheckpoints(
  database: SqlDatabase,
  found: Findings,
  options: CheckpointOptions = {},
): Witnessed | undefined {
  if (!chainedTablesOf(database).includes('checkpoint')) return undefined;
  const rows = readCheckpointRows(selectDecisions(database, 'checkpoint'));
  for (const seq of rows.unreadable)
    found.add(
      'checkpoint',
      seq,
      `row ${seq} (checkpoint): expected a checkpoint or a step of one, got something else`,
    );
  checkIssued(database, rows.issued, found);
  if (options.trees === 'check') checkTrees(database, rows.trees, found);
  if (options.handedOut) checkHandedOut(options.handedOut, rows.issued, found);
  return checkCosigned(rows, found, options);
}

/** Each tree goes on from the one before, and each of its heads is a row of this ledger. */
function checkIssued(database: SqlDatabase, issued: readonly IssuedCheckpoint[], found: Findings): void {
  const tree = createMerkleTree();
  const received = createReceivedHashes(database);
  for (const { seq, checkpoint, note, key } of issued) {
    growTree(checkpoint.heads, tree);
    const place = `row ${seq} (checkpoint ${checkpoint.size})`;
    if (checkpoint.size !== tree.size() || !checkpoint.root.equals(tree.root()))
      found.add('checkpoint', seq, `${place}: its tree does not go on from the checkpoints before it`);
    if (!isSignedBy(note, key)) found.add('checkpoint', seq, `${place}: its signature does not belong to it`);
    for (const [index, head] of checkpoint.heads.entries()) {
      const isOwn = index === 0;
      const hash = isOwn ? storedHash(database, head.seq) : received.of(head.collector, head.seq);
      if (hash !== head.hash)
        found.add(
          'checkpoint',
          isOwn ? head.seq : seq,
          `${place} does not fit the ledger: expected row ${head.seq}${isOwn ? '' : ` of ${head.collector}`} with the hash ${head.hash}, got ${hash ?? 'no row'}`,
        );
    }
  }
}

/** Each tree goes on where the one before ends, and has the root of its rows as they are. */
function checkTrees(database: SqlDatabase, trees: readonly RowTree[], found: Findings): void {
  let nextSeq = 1;
  for (const { seq, fromSeq, toSeq, root } of trees) {
    const tree = createMerkleTree();
    if (fromSeq === nextSeq && toSeq < seq)
      for (const row of readRowHashes(database, { fromSeq, toSeq })) tree.append(rowLeaf(row));
    const isRight = tree.size() === toSeq - fromSeq + 1 && tree.root().toString('hex') === root;
    if (!isRight)
      found.add(
        'checkpoint',
        seq,
        `row ${seq} (checkpoint): its tree of rows is not that of the rows ${fromSeq} to ${toSeq}`,
      );
    nextSeq = toSeq + 1;
  }
}

function checkHandedOut(
  { size, text }: NonNullable<VerifyOptions['handedOut']>,
  issued: readonly IssuedCheckpoint[],
  found: Findings,
): void {
  const kept = issued.find(({ checkpoint }) => checkpoint.size === size);
  if (kept?.note.text === text) return;
  const got = kept
    ? `another one in row ${kept.seq}`
    : 'none: rows after its head were cut off or written anew';
  found.add(
    'checkpoint',
    kept?.seq ?? 0,
    `expected checkpoint ${size}, which was handed out, on record, got ${got}`,
  );
}

function checkCosigned(
  { issued, cosigned }: CheckpointRows,
  found: Findings,
  { witnesses }: CheckpointOptions,
): Witnessed | undefined {
  const byId = new Map(issued.map((one) => [one.id, one]));
  const signers = new Map<IssuedCheckpoint, WitnessedBy[]>();
  for (const row of cosigned) {
    const of = byId.get(row.id);
    const atSeconds = of && verifyCosignature(of.note.text, row.signature, row.key);
    if (!of || atSeconds === undefined) {
      const message = `row ${row.seq} (checkpoint ${row.id}): the cosignature of ${row.key.name} does not belong to it`;
      found.add('checkpoint', row.seq, message);
      continue;
    }
    if (!counts(row, of, witnesses)) continue;
    const key = rawKeyOf(row.key.publicKey).toString('base64');
    signers.set(of, [...(signers.get(of) ?? []), { name: row.key.name, key, atMs: seconds(atSeconds) }]);
  }
  return lastOf(signers);
}

/** Of somebody else than the operator, and of one whom the settings name where they are at hand. */
function counts(
  { key }: CosignedRow,
  of: IssuedCheckpoint,
  witnesses: readonly NamedKey[] | undefined,
): boolean {
  if (key.publicKey.equals(of.key.publicKey)) return false;
  return (
    witnesses === undefined ||
    witnesses.some((one) => one.name === key.name && one.publicKey.equals(key.publicKey))
  );
}

function lastOf(signers: ReadonlyMap<IssuedCheckpoint, readonly WitnessedBy[]>): Witnessed | undefined {
  let last: Witnessed | undefined;
  for (const [{ checkpoint }, by] of signers) {
    const own = ownHeadOf(checkpoint);
    if (own && (!last || own.seq > last.seq))
      last = { seq: own.seq, hash: own.hash, checkpoint: checkpoint.size, by };
  }
  return last;
}
