import { canonicalJson } from '../../../core/text/canonical-json.ts';
import type { ChainHead } from '../../record/chain-heads.ts';
import { CENTRE } from '../../record/leases.ts';
import { LedgerError } from '../../record/ledger-error.ts';
import type { ReceivedBatch, Receiving, Reception } from '../../record/receiving.ts';
import { type AppendRow, createChain, type ReserveNumbers } from '../chain/chain.ts';
import { SEAL_EVERY_MS, sealIfDue } from '../chain/seals.ts';
import type { MarkOptions } from '../high-water/keep-marks.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { createCollectorHeads } from './collector-heads.ts';
import { createForkNotes } from './fork-notes.ts';
import { createRowKeeper } from './keep-rows.ts';
import { type ArrivedRow, type BatchFlaw, readBatch } from './read-batch.ts';
import { createReceivedHashes } from './received-hashes.ts';
import { createWorkNotes } from './work-notes.ts';

export interface ReceivingOptions {
  readonly marks?: MarkOptions;
  readonly sealEveryMs?: number;
}

/**
 * Takes in the rows of collectors: each chain is checked from where it stands here, and rows, receipt and both heads are written in one
 * transaction. Any number of receivers may do so at once.
 */
export function createReceiving(
  database: SqlDatabase,
  { marks, sealEveryMs = SEAL_EVERY_MS }: ReceivingOptions = {},
): Receiving {
  const chain = createChain(database, marks);
  const heads = createCollectorHeads(database);
  const hashes = createReceivedHashes(database);
  const forks = createForkNotes(database);
  const keep = createRowKeeper(database);
  const work = createWorkNotes(database, heads);

  const take = (
    batch: ReceivedBatch,
    rows: readonly ArrivedRow[],
    append: AppendRow,
    reserve: ReserveNumbers,
  ): Reception => {
    const { collector, receiver: author } = batch;
    const { seq, hash } = heads.of(collector);
    const head = { seq, hash };
    const [first] = rows;
    if (first === undefined) return { outcome: 'received', head, added: 0 };
    if (first.seq > seq + 1) return { outcome: 'gap', head };
    const fork = findFork(rows, head, (ownSeq) => hashes.of(collector, ownSeq));
    if (fork) {
      forks.note(append, { ...fork, collector, rows, author, recordedMs: batch.receivedMs });
      return { outcome: 'fork', head, seq: fork.seq, ours: fork.ours, theirs: fork.theirs };
    }
    const added = rows.filter((row) => row.seq > seq);
    const last = added.at(-1);
    if (last === undefined) return { outcome: 'received', head, added: 0 };
    const firstSeq = reserve(added.length);
    keep(collector, added, firstSeq, batch.receivedMs);
    append('receipt', {
      collector,
      from_seq: seq + 1,
      to_seq: last.seq,
      head: last.hash,
      first_seq: firstSeq,
      covered: batch.coveredMs,
      recorded_ms: batch.receivedMs,
      author,
    });
    const moved = { seq: last.seq, hash: last.hash };
    heads.move(collector, moved, batch);
    return { outcome: 'received', head: moved, added: added.length };
  };

  return {
    headOf: heads.of,
    heads: heads.all,
    receive: (batch) => {
      expectName(batch.collector);
      const rows = readBatch(batch.lines, batch.collector);
      if (isFlaw(rows)) {
        const { seq, hash } = heads.of(batch.collector);
        return { outcome: 'damaged', head: { seq, hash }, ...rows };
      }
      return chain.transaction((append, head, reserve) => {
        const reception = take(batch, rows, append, reserve);
        if (reception.outcome === 'received' && reception.added > 0) {
          const seal = { author: batch.receiver, recordedMs: batch.receivedMs, sealEveryMs };
          sealIfDue(database, append, head(), seal);
        }
        return reception;
      });
    },
    noteWork: (news) => {
      expectName(news.collector);
      chain.transaction(() => work(news));
    },
  };
}

const isFlaw = (read: readonly ArrivedRow[] | BatchFlaw): read is BatchFlaw => 'message' in read;

/** As checkpoints can name it. */
function expectName(collector: string): void {
  if (/^[\w.-]{1,100}$/.test(collector) && collector !== CENTRE) return;
  throw new LedgerError(
    'LEDGER_REFUSED',
    `expected the name of a collector, of letters, digits, ".", "_" and "-", got ${canonicalJson(collector.slice(0, 100))}`,
  );
}

/** A row that has another hash here, by the number from which on the chains differ. */
export interface Fork {
  readonly seq: number;
  readonly ours: string;
  readonly theirs: string;
}

/** Each row binds all before it: where the last that both have is the same, all are. */
function findFork(
  rows: readonly ArrivedRow[],
  head: ChainHead,
  hashOf: (ownSeq: number) => string | undefined,
): Fork | undefined {
  const known = rows.filter((row) => row.seq <= head.seq);
  const last = known.at(-1);
  if (last === undefined) {
    const theirs = rows[0]?.prev ?? head.hash;
    return theirs === head.hash ? undefined : { seq: head.seq, ours: head.hash, theirs };
  }
  if (hashOf(last.seq) === last.hash) return undefined;
  const first = known.find((row) => hashOf(row.seq) !== row.hash) ?? last;
  return { seq: first.seq, ours: hashOf(first.seq) ?? '', theirs: first.hash };
}
