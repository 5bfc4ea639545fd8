import { randomFillSync } from 'node:crypto';
import type { ChainHead } from '../../record/chain-heads.ts';
import {
  CHAINED_TABLE_NAMES,
  type ChainedTable,
  latestColumns,
  latestVersion,
  type NewRow,
} from '../../record/chained-tables.ts';
import { hashRow, renderRowBody } from '../../record/row-body.ts';
import { createMarkKeeper, type MarkOptions } from '../high-water/keep-marks.ts';
import { runLater } from '../store/run-later.ts';
import type { SqlDatabase, SqlStatement } from '../store/sql-database.ts';
import { hexOf, integerOf } from '../store/sql-values.ts';

/** Appends one row to the chain, inside a transaction, and returns its number. */
export type AppendRow = <Table extends ChainedTable>(table: Table, row: NewRow<Table>) => number;

/** Leaves so many numbers free for rows of another chain, and returns the first of them; the next row that is appended says what they are. */
export type ReserveNumbers = (count: number) => number;

export interface Chain {
  /**
   * Runs `work` in one transaction: everything it appends and writes, or nothing.
   * The head is read inside, so that other processes may append in between.
   */
  readonly transaction: <Value>(
    work: (append: AppendRow, head: () => ChainHead, reserve: ReserveNumbers) => Value,
  ) => Value;
}

/** Keeps up the high-water marks of the ledger as well. */
export function createChain(database: SqlDatabase, marks: MarkOptions = {}): Chain {
  const keepMarks = createMarkKeeper(database, marks);
  const selectHead = database.prepare('SELECT seq, hash FROM head');
  const updateHead = database.prepare('UPDATE head SET seq = ?, hash = ?');
  const inserts = prepareInserts(database);
  const nextSalt = createSalts();

  const readHead = (): ChainHead => {
    const row = selectHead.get();
    return { seq: integerOf(row, 'seq'), hash: hexOf(row, 'hash') };
  };

  const transaction: Chain['transaction'] = (work) => {
    database.exec('BEGIN IMMEDIATE');
    try {
      let last = readHead();
      const firstSeq = last.seq;
      let reserved = 0;
      const append: AppendRow = (table, row) => {
        const before = { seq: last.seq + reserved, hash: last.hash };
        last = appendRow(inserts, table, row, before, nextSalt());
        reserved = 0;
        return last.seq;
      };
      const value = work(
        append,
        () => last,
        (count) => {
          const firstSeq = last.seq + reserved + 1;
          reserved += count;
          return firstSeq;
        },
      );
      if (last.seq > firstSeq) updateHead.run(last.seq, Buffer.from(last.hash, 'hex'));
      database.exec('COMMIT');
      // Never before: a mark claims only what is on the disk.
      if (last.seq > firstSeq) keepMarks(last);
      return value;
    } finally {
      // A full disk may have rolled back already.
      if (database.isTransaction) database.exec('ROLLBACK');
    }
  };

  return { transaction };
}

type Inserts = ReadonlyMap<ChainedTable, SqlStatement>;

function appendRow(
  inserts: Inserts,
  table: ChainedTable,
  row: Readonly<Record<string, string | number | undefined>>,
  last: ChainHead,
  salt: Buffer,
): ChainHead {
  const seq = last.seq + 1;
  const v = latestVersion(table);
  const body = renderRowBody({ table, seq, v, salt: salt.toString('hex'), value: (column) => row[column] });
  const hash = hashRow(last.hash, body);
  const values = latestColumns(table).map((column) => row[column] ?? null);
  const insert = inserts.get(table);
  // A row that nobody keeps must not be chained to.
  if (!insert) throw new TypeError(`expected a chained table, got ${table}`);
  runLater(insert, [seq, v, salt, Buffer.from(last.hash, 'hex'), Buffer.from(hash, 'hex'), ...values], {
    changes: 1,
    refusal: `the ledger kept no row ${seq} (${table}): see camwatch ledger verify`,
  });
  return { seq, hash };
}

function prepareInserts(database: SqlDatabase): Inserts {
  return new Map(
    CHAINED_TABLE_NAMES.map((table) => {
      const columns = ['seq', 'v', 'salt', 'prev', 'hash', ...latestColumns(table)];
      const places = columns.map(() => '?').join(', ');
      return [table, database.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`)];
    }),
  );
}

const SALT_BYTES = 16;
const SALTS_PER_FILL = 1_024;

/**
 * A random salt for every row: rows of secret sites leave the house as bare hashes, and without a salt
 * a body could be found by trying device names and times.
 */
function createSalts(): () => Buffer {
  const pool = Buffer.alloc(SALT_BYTES * SALTS_PER_FILL);
  let used = pool.length;
  return () => {
    if (used === pool.length) {
      randomFillSync(pool);
      used = 0;
    }
    const salt = pool.subarray(used, used + SALT_BYTES);
    used += SALT_BYTES;
    return salt;
  };
}
