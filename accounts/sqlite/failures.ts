import { z } from 'zod';
import type { SqlDatabase } from '../../ledger/sqlite/store/sql-database.ts';
import type { FailureCounts } from '../account-store.ts';
import type { Failures } from '../lock-out.ts';

const FailureRow: z.ZodType<Failures> = z.object({ count: z.int(), sinceMs: z.int() });

export function createFailures(database: SqlDatabase): FailureCounts {
  return {
    find: (key) => {
      const row = database.prepare('SELECT count, since_ms AS sinceMs FROM failure WHERE key = ?').get(key);
      return row && FailureRow.parse(row);
    },
    set: (key, { count, sinceMs }) => {
      const sql = `INSERT INTO failure VALUES (?, ?, ?) ON CONFLICT (key)
        DO UPDATE SET count = excluded.count, since_ms = excluded.since_ms`;
      database.prepare(sql).run(key, count, sinceMs);
    },
    forget: (key) => {
      database.prepare('DELETE FROM failure WHERE key = ?').run(key);
    },
    prune: (beforeMs) => {
      database.prepare('DELETE FROM failure WHERE since_ms < ?').run(beforeMs);
    },
  };
}
