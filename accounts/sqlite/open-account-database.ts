import { seconds } from '../../core/time/units.ts';
import { openPostgres } from '../../ledger/sqlite/postgres/postgres-database.ts';
import { translateSchema } from '../../ledger/sqlite/postgres/translate-schema.ts';
import type { SqlDatabase } from '../../ledger/sqlite/store/sql-database.ts';
import { integerOf } from '../../ledger/sqlite/store/sql-values.ts';
import { STEPS } from './schema.ts';

/** Beside the record's own, so that both may have one database and accounts can be erased. */
const SCHEMA = 'camwatch_accounts';

/** Opens the accounts that are kept in a database, and makes them where there are none. */
export function openAccountDatabase(place: string, refuseNewer: () => Error): SqlDatabase {
  const database = openPostgres({
    ...{ place, schema: SCHEMA, access: 'write', name: 'camwatch accounts' },
    ...{ busyMs: seconds(5), reconnectMs: seconds(15) },
  });
  try {
    migrate(database, refuseNewer);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function migrate(database: SqlDatabase, refuseNewer: () => Error): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    database.exec(`CREATE SCHEMA IF NOT EXISTS ${SCHEMA}`);
    database.exec('CREATE TABLE IF NOT EXISTS schema_step (number bigint PRIMARY KEY)');
    const version = integerOf(database.prepare('SELECT count(*) AS steps FROM schema_step').get(), 'steps');
    if (version > STEPS.length) throw refuseNewer();
    for (const [index, step] of STEPS.entries()) {
      if (index < version) continue;
      database.exec(translateSchema(step).join(';\n'));
      database.prepare('INSERT INTO schema_step VALUES (?)').run(index + 1);
    }
    database.exec('COMMIT');
  } finally {
    if (database.isTransaction) database.exec('ROLLBACK');
  }
}
