import type { ChainHead } from '../../record/chain-heads.ts';
import { GENESIS_HASH, hashRow, renderRowBody } from '../../record/row-body.ts';
import type { Findings } from './chain-findings.ts';
import type { ChainRow, OwnRow } from './read-chain.ts';
import type { ReceivedCheck } from './received-check.ts';

/** Checks rows one after the other, in the order of their numbers. */
export interface ChainCheck {
  readonly row: (row: ChainRow) => void;
  readonly end: (head: ChainHead) => void;
  readonly rows: () => number;
  readonly last: () => ChainHead;
}

export function createChainCheck(options: {
  readonly fromSeq: number;
  readonly found: Findings;
  readonly expectedHead: ChainHead | undefined;
  readonly received: ReceivedCheck;
}): ChainCheck {
  const { fromSeq, found, expectedHead, received } = options;
  // Where the check begins in the middle, nothing is known of the hash before.
  let last: Last = { seq: fromSeq - 1, hash: fromSeq === 1 ? GENESIS_HASH : undefined };
  let rows = 0;
  return {
    row: (row) => {
      rows++;
      const isInPlace = checkPlace(row, last, found);
      if (row.received) {
        received.row(row);
        // It has a number of this ledger, and a hash of another chain.
        last = { seq: row.seq, hash: last.hash };
        return;
      }
      if (isInPlace) checkLink(row, last, found);
      received.ownRow(row);
      checkContent(row, found);
      if (row.table === 'seal' && last.hash !== undefined) checkSeal(row, last.seq, last.hash, found);
      if (row.seq === expectedHead?.seq) checkHandedOut(row, expectedHead, found);
      last = { seq: row.seq, hash: row.hash };
    },
    end: (head) => {
      checkEnd(last, head, found);
      if (expectedHead && expectedHead.seq > last.seq) {
        found.add(
          'missing',
          expectedHead.seq,
          `row ${expectedHead.seq} is missing: expected the hash ${expectedHead.hash} that was handed out, the ledger ends at row ${last.seq}`,
        );
      }
    },
    rows: () => rows,
    last: () => ({ seq: last.seq, hash: last.hash ?? GENESIS_HASH }),
  };
}

interface Last {
  readonly seq: number;
  readonly hash: string | undefined;
}

/** Whether the row stands where the one before lets it. */
function checkPlace(row: ChainRow, last: Last, found: Findings): boolean {
  const expected = last.seq + 1;
  if (row.seq === expected) return true;
  if (row.seq <= last.seq) {
    found.add('repeated', row.seq, `row ${row.seq} (${row.table}) stands twice: expected row ${expected}`);
    return false;
  }
  const lost = row.seq - 1 === expected ? `row ${expected} is` : `rows ${expected} to ${row.seq - 1} are`;
  found.add(
    'missing',
    expected,
    `${lost} missing: expected row ${expected} after row ${last.seq}, got row ${row.seq} (${row.table})`,
  );
  return false;
}

function checkLink(row: ChainRow, last: Last, found: Findings): void {
  if (last.hash === undefined || row.prev === last.hash) return;
  found.add(
    'unlinked',
    row.seq,
    `row ${row.seq} (${row.table}) does not follow row ${last.seq}: expected ${last.hash} as the hash before it, got ${row.prev}`,
  );
}

function checkContent(row: OwnRow, found: Findings): void {
  const hash = hashRow(row.prev, renderRowBody(row));
  if (hash === row.hash) return;
  found.add(
    'changed',
    row.seq,
    `row ${row.seq} (${row.table}) was changed: expected content with the hash ${row.hash}, got content with the hash ${hash}`,
  );
}

function checkSeal(row: ChainRow, lastSeq: number, lastHash: string, found: Findings): void {
  const sealedSeq = row.value('sealed_seq');
  const sealedHash = row.value('sealed_hash');
  if (sealedSeq === lastSeq && sealedHash === lastHash) return;
  found.add(
    'seal',
    row.seq,
    `row ${row.seq} (seal) was broken: expected row ${sealedSeq} with the hash ${sealedHash} before it, got row ${lastSeq} with the hash ${lastHash}`,
  );
}

function checkHandedOut(row: ChainRow, expected: ChainHead, found: Findings): void {
  if (row.hash === expected.hash) return;
  found.add(
    'seal',
    row.seq,
    `row ${row.seq} (${row.table}) is another than was handed out: expected the hash ${expected.hash}, got ${row.hash}`,
  );
}

function checkEnd(last: Last, head: ChainHead, found: Findings): void {
  if (last.seq === head.seq && last.hash === head.hash) return;
  found.add(
    'head',
    head.seq,
    `the ledger ends at row ${last.seq} with the hash ${last.hash ?? 'unknown'}: expected row ${head.seq} with the hash ${head.hash}`,
  );
}
