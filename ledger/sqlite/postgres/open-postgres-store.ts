import { hostname } from 'node:os';
import { shownPlace } from '../../../core/domain/record-place.ts';
import { seconds } from '../../../core/time/units.ts';
import { MIGRATIONS, refuseNewer } from '../store/migrations.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { openPostgres } from './postgres-database.ts';
import { CREATE_POSTGRES, keepDefinitions } from './postgres-schema.ts';
import { postgresVersion, RECORD_SCHEMA } from './postgres-version.ts';
import { translateSchema } from './translate-schema.ts';

/** How long a session that was cut off tries to be let in again: while a standby takes over, who asks gets no answer. */
const RECONNECT_MS = seconds(15);

/** A session with the record at this place. */
export const connectRecord = (
  place: string,
  {
    access,
    busyMs = seconds(5),
    name,
  }: { readonly access: 'read' | 'write'; readonly busyMs?: number; readonly name?: string },
): SqlDatabase =>
  openPostgres({
    place,
    schema: RECORD_SCHEMA,
    access,
    busyMs,
    name: name ?? `camwatch ${process.pid}@${hostname()}`.slice(0, LONGEST_NAME),
    reconnectMs: RECONNECT_MS,
  });

/** PostgreSQL cuts off what a session is called. */
export const LONGEST_NAME = 63;

/** Brings the schema of a record up to the program's version, all steps or none. */
export function migratePostgres(
  database: SqlDatabase,
  {
    place,
    nowMs,
    migrations = MIGRATIONS,
  }: {
    readonly place: string;
    readonly nowMs: () => number;
    readonly migrations?: readonly string[] | undefined;
  },
): void {
  // Most who open it find it as it should be, and need not wait for others.
  if (postgresVersion(database, shownPlace(place)) === migrations.length) return;
  database.exec('BEGIN IMMEDIATE');
  try {
    const version = postgresVersion(database, shownPlace(place));
    refuseNewer(version, shownPlace(place), migrations);
    if (version === 0) database.exec(CREATE_POSTGRES.join(';\n'));
    for (const [index, sql] of migrations.entries()) {
      if (index < version) continue;
      database.exec(translateSchema(sql).join(';\n'));
      database.prepare('INSERT INTO schema_version VALUES (?, ?)').run(index + 1, nowMs());
    }
    keepDefinitions(database, migrations.length, migrations);
    database.exec('COMMIT');
  } finally {
    if (database.isTransaction) database.exec('ROLLBACK');
  }
}
