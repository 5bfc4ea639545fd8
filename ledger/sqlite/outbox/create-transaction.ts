import type { SqlDatabase } from '../store/sql-database.ts';

/** Runs `work` in a transaction of its own: all of it is on disk when it returns, or nothing. */
export const createTransaction =
  (database: SqlDatabase) =>
  <Value>(work: () => Value): Value => {
    database.exec('BEGIN IMMEDIATE');
    try {
      const value = work();
      database.exec('COMMIT');
      return value;
    } finally {
      // A full disk may have rolled back already.
      if (database.isTransaction) database.exec('ROLLBACK');
    }
  };
