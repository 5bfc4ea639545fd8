import { storedHash } from '../high-water/stored-hash.ts';
import { select } from '../store/select-rows.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { integerOf } from '../store/sql-values.ts';

/** Finds rows of collectors by the numbers that they have in their own chains. */
export interface ReceivedHashes {
  /** The hash that the row has here. */
  readonly of: (collector: string, ownSeq: number) => string | undefined;
}

export function createReceivedHashes(database: SqlDatabase): ReceivedHashes {
  return {
    of: (collector, ownSeq) => {
      // Not before it is asked: a ledger of an older version has no such table.
      const [row] = select(database, SELECT_RECEIPT, [collector, ownSeq]);
      if (!row || integerOf(row, 'from_seq') > ownSeq) return undefined;
      return storedHash(database, integerOf(row, 'first_seq') + ownSeq - integerOf(row, 'from_seq'));
    },
  };
}

const SELECT_RECEIPT =
  'SELECT from_seq, first_seq FROM receipt WHERE collector = ? AND to_seq >= ? ORDER BY to_seq LIMIT 1';
