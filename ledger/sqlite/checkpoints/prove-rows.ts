import { type Head, leafContent, ownHeadOf, rowLeaf } from '../../checkpoint/checkpoint.ts';
import {
  type CheckpointRows,
  type IssuedCheckpoint,
  leavesOf,
  type RowTree,
  readCheckpointRows,
} from '../../checkpoint/checkpoint-rows.ts';
import { proveLeaves } from '../../checkpoint/merkle-proof.ts';
import { rawKeyOf, renderNote, renderSignature } from '../../checkpoint/signed-note.ts';
import type { ProvenRow, ProveOptions, RowsProof, Uncovered } from '../../record/row-proofs.ts';
import { bodyOf, type ChainRow, numberedTablesOf, parseChainRow } from '../chain/read-chain.ts';
import { createReceiptFinder } from '../chain/received-rows.ts';
import { findSecretNames, NAMELESS } from '../keeping/secret-names.ts';
import { selectDecisions } from '../reading/decision-reads.ts';
import { openStoreReadOnly } from '../store/open-store.ts';
import { IN_NUMBERS, select } from '../store/select-rows.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { readRowHashes } from './row-tree.ts';

/** The path of rows to the last checkpoint that others have signed, or where none covers them to the last one. */
export function proveRows(
  path: string,
  seqs: Iterable<number>,
  { secret }: ProveOptions,
): RowsProof | Uncovered {
  const database = openStoreReadOnly(path);
  try {
    database.exec('BEGIN');
    const wanted = withReceipts(database, seqs);
    const record = readCheckpointRows(selectDecisions(database, 'checkpoint'));
    const coveredTo = record.trees.at(-1)?.toSeq ?? 0;
    const uncovered = wanted.find((seq) => seq > coveredTo);
    if (uncovered !== undefined) return { uncovered, coveredTo };
    const trees = record.trees.filter((tree) => wanted.some((seq) => isIn(seq, tree)));
    const isWithheld = secret === 'include' ? () => false : findSecretNames(database);
    // The row of one tree may be a leaf of a later one: whoever checks takes each row of the file as such.
    const shown = [...new Set([...wanted, ...trees.map(({ seq }) => seq)])].sort((a, b) => a - b);
    return {
      rows: readRows(database, shown, isWithheld),
      trees: trees.map((tree) => ({ row: tree.seq, hashes: proveTree(database, tree, shown) })),
      checkpoint: proveHeads(record, trees),
    };
  } finally {
    database.close();
  }
}

/** A row of a collector is told its number and time by its receipt. */
function withReceipts(database: SqlDatabase, seqs: Iterable<number>): readonly number[] {
  const find = createReceiptFinder(database);
  const wanted = new Set(seqs);
  for (const seq of [...wanted]) {
    const receiptSeq = find(seq)?.receiptSeq;
    if (receiptSeq !== undefined) wanted.add(receiptSeq);
  }
  return [...wanted].sort((a, b) => a - b);
}

const isIn = (seq: number, { fromSeq, toSeq }: RowTree): boolean => fromSeq <= seq && seq <= toSeq;

function readRows(
  database: SqlDatabase,
  seqs: readonly number[],
  isWithheld: (text: string) => boolean,
): readonly ProvenRow[] {
  const list = JSON.stringify(seqs);
  const find = createReceiptFinder(database);
  return numberedTablesOf(database)
    .flatMap((table) => [
      ...select(database, `SELECT * FROM ${table} WHERE seq ${IN_NUMBERS}`, [list]).map((row) =>
        parseChainRow(table, row, find),
      ),
    ])
    .sort((a, b) => a.seq - b.seq)
    .map((row) => proveRow(row, isWithheld));
}

function proveRow(row: ChainRow, isWithheld: (text: string) => boolean): ProvenRow {
  const { seq, prev, hash, table } = row;
  const body = bodyOf(row);
  const isHidden = !NAMELESS.has(table) && isWithheld(body);
  const collector = row.received?.collector;
  const linked = { seq, ...(collector !== undefined && { collector }), prev, hash };
  return isHidden ? { ...linked, withheld: 'secret' } : { ...linked, body };
}

function proveTree(database: SqlDatabase, tree: RowTree, shown: readonly number[]): readonly string[] {
  const { fromSeq, toSeq } = tree;
  const places = shown.filter((seq) => isIn(seq, tree)).map((seq) => seq - fromSeq);
  const contents = readRowHashes(database, tree).map(rowLeaf);
  return proveLeaves(toSeq - fromSeq + 1, places, contents).map(hexOf);
}

function proveHeads(record: CheckpointRows, trees: readonly RowTree[]): RowsProof['checkpoint'] {
  const leaves = leavesOf(record.issued);
  const owns = new Set(record.issued.map(({ checkpoint }) => ownHeadOf(checkpoint)));
  const heads = trees.map(({ seq }) => {
    const index = leaves.findIndex((head) => head.seq === seq && owns.has(head));
    return { index, collector: leaves[index]?.collector ?? '', row: seq };
  });
  const least = Math.max(...heads.map(({ index }) => index)) + 1;
  const { checkpoint, note, signatures } = chooseCheckpoint(record, least);
  const contents = leaves.slice(0, checkpoint.size).map((head: Head) => leafContent(head));
  return {
    note: renderNote(note) + signatures.map(({ signature }) => renderSignature(signature)).join(''),
    keys: signatures.map(({ key: { name, publicKey }, type }) => ({
      ...{ name, type, key: rawKeyOf(publicKey).toString('base64') },
    })),
    heads,
    hashes: proveLeaves(
      checkpoint.size,
      heads.map(({ index }) => index),
      contents.values(),
    ).map(hexOf),
  };
}

/** One that others have signed says more than a later one that only the operator has. */
function chooseCheckpoint({ issued, cosigned }: CheckpointRows, least: number) {
  const enough = issued.filter(({ checkpoint }) => checkpoint.size >= least);
  const ofOthers = ({ id, key }: IssuedCheckpoint) =>
    cosigned.filter((row) => row.id === id && !row.key.publicKey.equals(key.publicKey));
  const chosen = enough.findLast((one) => ofOthers(one).length > 0) ?? enough.at(-1);
  if (!chosen) throw new Error('a tree of rows is under no checkpoint');
  const others = ofOthers(chosen).map((row) => ({ ...row, type: 'cosignature' as const }));
  const { checkpoint, note, key } = chosen;
  return {
    checkpoint,
    note: { text: note.text, signatures: [] },
    signatures: [
      ...note.signatures.map((signature) => ({ signature, key, type: 'log' as const })),
      ...others,
    ],
  };
}

const hexOf = (hash: Buffer): string => hash.toString('hex');
