import { storedHash } from '../high-water/stored-hash.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { integerOf } from '../store/sql-values.ts';

/** Finds rows of collectors by the numbers that they have in their own chains. */
export interface ReceivedHashes {
  /** The hash that the row has here. */
  readonly of: (collector: string, ownSeq: number) => string | undefined;
}

export function createReceivedHashes(database: SqlDatabase): ReceivedHashes {
  const selectReceipt = database.prepare(
    'SELECT from_seq, first_seq FROM receipt WHERE collector = ? AND to_seq >= ? ORDER BY to_seq LIMIT 1',
  );
  return {
    of: (collector, ownSeq) => {
      const row = selectReceipt.get(collector, ownSeq);
      if (!row || integerOf(row, 'from_seq') > ownSeq) return undefined;
      return storedHash(database, integerOf(row, 'first_seq') + ownSeq - integerOf(row, 'from_seq'));
    },
  };
}
