import { hostname } from 'node:os';
import { shownPlace } from '../../../core/domain/record-place.ts';
import { LedgerError, withLedgerErrors } from '../../record/ledger-error.ts';
import { optionalTextOf, type SqlRow } from '../store/sql-values.ts';
import { connectRecord, LONGEST_NAME } from './open-postgres-store.ts';

/** A right that one process has at a time, for as long as its session with the database lasts. */
export interface SessionLock {
  readonly release: () => void;
}

/**
 * Takes the right of this name at the record in the database, on a session of its own, which is called after who holds it.
 * The server lets go of it when the process dies, however it dies.
 * @throws LEDGER_LOCKED naming who holds it.
 */
export function takeSessionLock(place: string, lock: string, nowMs: () => number): SessionLock {
  const shown = shownPlace(place);
  return withLedgerErrors(shown, () => {
    const since = new Date(nowMs()).toISOString();
    const name = `process ${process.pid} since ${since}@${hostname()}`;
    const database = connectRecord(place, { access: 'read', name: name.slice(0, LONGEST_NAME) });
    const locked = database
      .prepare('SELECT pg_try_advisory_lock(hashtextextended(?, 0)) AS locked')
      .get(lock);
    if (locked?.locked !== 1) {
      const holder = database.prepare(SELECT_HOLDER).get(lock);
      database.close();
      throw new LedgerError('LEDGER_LOCKED', `${shown}: ${describe(holder)}; stop it first`);
    }
    return { release: () => database.close() };
  });
}

function describe(holder: SqlRow | undefined): string {
  const [who, host] = ((holder && optionalTextOf(holder, 'name')) ?? '').split('@');
  if (!who?.startsWith('process')) return 'another process is using the ledger';
  return `the ledger is in use ${host ? `on ${host} ` : ''}by ${who}`;
}

/** A key of 64 bits stands in two columns there. */
const LOCKS = `
  SELECT pid FROM pg_locks
  WHERE locktype = 'advisory' AND granted AND objsubid = 1
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND (classid::bigint << 32) + objid::bigint = hashtextextended(?1, 0)`;

const SELECT_HOLDER = `
  SELECT application_name::text AS name FROM pg_stat_activity WHERE pid IN (${LOCKS}) LIMIT 1`;
