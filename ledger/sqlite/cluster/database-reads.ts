import type { DatabaseStatus, HolderStatus } from '../../../core/domain/cluster-status.ts';
import { HOLDER_PREFIX } from '../postgres/hold-session.ts';
import { select } from '../store/select-rows.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { integerOf, optionalIntegerOf, optionalTextOf, textOf } from '../store/sql-values.ts';

/** Who holds which right, by the sessions that hold them. */
export function readHolders(database: SqlDatabase): readonly HolderStatus[] {
  return [...select(database, SELECT_HOLDERS, [HOLDER_PREFIX])].flatMap((row) => {
    const [, name, since, holder] =
      /^camwatch holds (\S+) since (\S+) (.*)$/.exec(textOf(row, 'session')) ?? [];
    if (name === undefined || since === undefined || holder === undefined) return [];
    return { name, holder, sinceMs: Date.parse(since) };
  });
}

/** The primary, and the standbys that follow it, as PostgreSQL says. */
export function readDatabase(database: SqlDatabase): DatabaseStatus {
  const server = database.prepare(SELECT_SERVER).get() ?? {};
  const address = optionalTextOf(server, 'address');
  const standbys = [...select(database, SELECT_STANDBYS, [])].map((row) => {
    const [state, sync] = [optionalTextOf(row, 'state'), optionalTextOf(row, 'sync_state')];
    const lagMs = optionalIntegerOf(row, 'lag_ms');
    return {
      name: textOf(row, 'name'),
      ...(state !== undefined && { state }),
      ...(sync !== undefined && { sync }),
      ...(lagMs !== undefined && { lagMs }),
    };
  });
  return {
    engine: 'postgresql',
    version: textOf(server, 'version'),
    ...(address !== undefined && { address }),
    role: integerOf(server, 'is_standby') === 1 ? 'standby' : 'primary',
    standbys,
  };
}

/** A session that waits for the lock has the same name, and no lock. */
const SELECT_HOLDERS = `
  SELECT DISTINCT application_name::text AS session FROM pg_stat_activity
  JOIN pg_locks USING (pid)
  WHERE starts_with(application_name, ?) AND locktype = 'advisory' AND granted
  ORDER BY session`;

const SELECT_SERVER = `
  SELECT current_setting('server_version') AS version, host(inet_server_addr()) AS address,
    pg_is_in_recovery()::int AS is_standby`;

const SELECT_STANDBYS = `
  SELECT application_name::text AS name, state::text AS state, sync_state::text AS sync_state,
    (extract(epoch FROM replay_lag) * 1000)::bigint AS lag_ms
  FROM pg_stat_replication ORDER BY 1`;
