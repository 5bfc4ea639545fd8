import { createPublicKey, type KeyObject } from 'node:crypto';
import { canonicalJson } from '../../../core/text/canonical-json.ts';
import { growTree, type Head, renderCheckpoint } from '../../checkpoint/checkpoint.ts';
import {
  ISSUED,
  type IssuedCheckpoint,
  leavesOf,
  ROWS,
  readCheckpointRows,
} from '../../checkpoint/checkpoint-rows.ts';
import { rawKeyOf, renderNote, signNote } from '../../checkpoint/signed-note.ts';
import { withLedgerErrors } from '../../record/ledger-error.ts';
import { createChain } from '../chain/chain.ts';
import { storedHash } from '../high-water/stored-hash.ts';
import { selectDecisions } from '../reading/decision-reads.ts';
import { readCollectorHeads } from '../receiving/collector-heads.ts';
import { openStore } from '../store/open-store.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { createRowCollector } from './collect-rows.ts';

export interface IssueOptions {
  readonly collector: string;
  readonly author: string;
  readonly privateKey: KeyObject;
  /** Absent: one that is made of the hash of row 1, and so the ledger's alone. */
  readonly origin?: string;
  readonly nowMs: () => number;
  /** So many rows at most are taken into a tree: who serves others meanwhile catches up with an old ledger by and by. */
  readonly mostRows?: number;
  readonly markFiles?: readonly string[];
}

/**
 * Puts the root of a tree of the rows since the last checkpoint into the chain, adds that row, which is the head of the chain now,
 * and the heads of the chains of collectors that went on to the tree of heads, signs the tree and puts the checkpoint on record, in a small transaction of its own beside the ledger's owner.
 * @throws LEDGER_LOST, LEDGER_BUSY and what else keeps a ledger shut.
 */
export function issueCheckpoint(path: string, options: IssueOptions): IssuedCheckpoint {
  const { collector, author, privateKey, nowMs, mostRows, markFiles = [] } = options;
  const database = openStore(path, { nowMs, markFiles });
  try {
    return withLedgerErrors(path, () => {
      // Most of them before others are held up.
      const rows = createRowCollector(database, mostRows);
      rows.collect();
      return createChain(database, { markFiles }).transaction((append, head) => {
        const issuedBefore = readCheckpointRows(selectDecisions(database, 'checkpoint')).issued;
        const before = leavesOf(issuedBefore);
        const tree = rows.collect();
        const others = newHeads(database, issuedBefore);
        if (tree)
          append('checkpoint', {
            ...{ id: String(before.length + 1 + others.length), action: ROWS, recorded_ms: nowMs(), author },
            body: canonicalJson({ ...tree }),
          });
        const { seq, hash } = head();
        const leaves: readonly Head[] = [{ collector, seq, hash }, ...others];
        const heads = growTree([...before, ...leaves]);
        const checkpoint = {
          origin: options.origin ?? originOf(storedHash(database, 1) ?? hash),
          size: heads.size(),
          root: heads.root(),
          heads: leaves,
        };
        const note = signNote(renderCheckpoint(checkpoint), checkpoint.origin, privateKey);
        const [id, written, recordedMs] = [String(checkpoint.size), renderNote(note), nowMs()];
        const key = { name: checkpoint.origin, publicKey: createPublicKey(privateKey) };
        const body = canonicalJson({ note: written, key: rawKeyOf(key.publicKey).toString('base64') });
        const row = append('checkpoint', { id, action: ISSUED, recorded_ms: recordedMs, author, body });
        return { seq: row, id, recordedMs, note, checkpoint, written, key };
      });
    });
  } finally {
    database.close();
  }
}

/** Where the chains of collectors stand, of those that went on since a checkpoint had them. */
function newHeads(database: SqlDatabase, issued: readonly IssuedCheckpoint[]): readonly Head[] {
  const told = new Map(
    issued.flatMap(({ checkpoint }) =>
      checkpoint.heads.slice(1).map(({ collector, seq }) => [collector, seq]),
    ),
  );
  return readCollectorHeads(database)
    .filter(({ collector, seq }) => seq > (told.get(collector) ?? 0))
    .map(({ collector, seq, hash }) => ({ collector, seq, hash }));
}

const originOf = (firstHash: string): string => `camwatch/${firstHash.slice(0, 16)}`;
