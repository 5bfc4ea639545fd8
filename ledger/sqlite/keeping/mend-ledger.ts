import { describeSchemaDifference } from '../checks/schema-difference.ts';
import { describeStatusDifference, mendStatus } from '../checks/status-check.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { type MendOptions, mendSchema } from './mend-schema.ts';

/** What was not as it should be when the owner opened the ledger, and was put right. */
export interface LedgerMending {
  /** One sentence each. */
  readonly schema: readonly string[];
  /** The first of them. */
  readonly status: readonly string[];
  readonly statusCount: number;
}

/**
 * What the owner of a ledger does before anything else: the schema and the present states are compared with what they must
 * be, put right where they are not, and the chain says so. A collector that refuses to start would not watch.
 * @throws LEDGER_SCHEMA where the schema is beyond mending.
 */
export function mendLedger(database: SqlDatabase, options: MendOptions): LedgerMending {
  const schema = mendSchema(database, options);
  const status = mendStatus(database, options);
  return {
    schema: schema.map(describeSchemaDifference),
    status: status.first.map(describeStatusDifference),
    statusCount: status.count,
  };
}
