import { createPublicKey, type KeyObject } from 'node:crypto';
import { canonicalJson } from '../../core/canonical-json.ts';
import { createChain } from '../chain.ts';
import { selectDecisions } from '../decision-reads.ts';
import { storedHash } from '../high-water/stored-hash.ts';
import { withLedgerErrors } from '../ledger-error.ts';
import { openStore } from '../open-store.ts';
import { growTree, type Head, renderCheckpoint } from './checkpoint.ts';
import { ISSUED, type IssuedCheckpoint, leavesOf, readCheckpointRows } from './checkpoint-rows.ts';
import { rawKeyOf, renderNote, signNote } from './signed-note.ts';

export interface IssueOptions {
  readonly collector: string;
  readonly author: string;
  readonly privateKey: KeyObject;
  /** Absent: one that is made of the hash of row 1, and so the ledger's alone. */
  readonly origin?: string;
  readonly nowMs: () => number;
  readonly markFiles?: readonly string[];
}

/**
 * Adds the head of the chain, as it is now, to the tree of heads, signs the tree and puts the checkpoint on record, in a small
 * transaction of its own beside the ledger's owner.
 * @throws LEDGER_LOST, LEDGER_BUSY and what else keeps a ledger shut.
 */
export function issueCheckpoint(path: string, options: IssueOptions): IssuedCheckpoint {
  const { collector, author, privateKey, nowMs, markFiles = [] } = options;
  const database = openStore(path, { nowMs, markFiles });
  try {
    return withLedgerErrors(path, () =>
      createChain(database, { markFiles }).transaction((append, head) => {
        const before = leavesOf(readCheckpointRows(selectDecisions(database, 'checkpoint')).issued);
        const { seq, hash } = head();
        const leaf: Head = { collector, seq, hash };
        const tree = growTree([...before, leaf]);
        const checkpoint = {
          origin: options.origin ?? originOf(storedHash(database, 1) ?? hash),
          size: tree.size(),
          root: tree.root(),
          heads: [leaf],
        };
        const note = signNote(renderCheckpoint(checkpoint), checkpoint.origin, privateKey);
        const [id, written, recordedMs] = [String(checkpoint.size), renderNote(note), nowMs()];
        const key = { name: checkpoint.origin, publicKey: createPublicKey(privateKey) };
        const body = canonicalJson({ note: written, key: rawKeyOf(key.publicKey).toString('base64') });
        const row = append('checkpoint', { id, action: ISSUED, recorded_ms: recordedMs, author, body });
        return { seq: row, id, recordedMs, note, checkpoint, written, key };
      }),
    );
  } finally {
    database.close();
  }
}

const originOf = (firstHash: string): string => `camwatch/${firstHash.slice(0, 16)}`;
