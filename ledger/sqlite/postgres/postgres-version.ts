import { LedgerError } from '../../record/ledger-error.ts';
import type { SqlDatabase } from '../store/sql-database.ts';

/** The schema in which the tables of a record are. */
export const RECORD_SCHEMA = 'camwatch';

/** The version of the schema; 0 where there is none. @throws LEDGER_CORRUPT where the tables are another program's. */
export function postgresVersion(database: SqlDatabase, place: string): number {
  const row = database.prepare(SELECT_PRESENCE).get(RECORD_SCHEMA);
  if (row?.is_ours === 1)
    return Number(database.prepare('SELECT max(version) AS version FROM schema_version').get()?.version);
  if (row?.objects === 0) return 0;
  throw new LedgerError(
    'LEDGER_CORRUPT',
    `${place}: expected a ledger of camwatch in the schema ${RECORD_SCHEMA}, got tables of another program`,
  );
}

const SELECT_PRESENCE = `
  SELECT to_regclass(?1 || '.schema_made') IS NOT NULL AS is_ours, (
    SELECT count(*) FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace WHERE nspname = ?1) AS objects`;
