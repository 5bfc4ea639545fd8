import { closeSync, existsSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isDatabasePlace, shownPlace } from '../../core/domain/record-place.ts';
import { PRIVATE_FILE_MODE } from '../../core/host/private-files.ts';
import { seconds } from '../../core/time/units.ts';
import { makeFolder } from '../../ledger/files/make-folder.ts';
import type { SqlDatabase } from '../../ledger/sqlite/store/sql-database.ts';
import { AccountError } from '../account-error.ts';
import type { AccountStore } from '../account-store.ts';
import { createAccounts } from './accounts.ts';
import { createCeremonies } from './ceremonies.ts';
import { createFailures } from './failures.ts';
import { createIdentities } from './identities.ts';
import { createInvitations } from './invitations.ts';
import { createNotices } from './notices.ts';
import { openAccountDatabase } from './open-account-database.ts';
import { createPasskeys } from './passkeys.ts';
import { createSavedViews } from './saved-views.ts';
import { APPLICATION_ID, STEPS } from './schema.ts';
import { createSessions } from './sessions.ts';
import { createTokens } from './tokens.ts';

/**
 * Opens the accounts at `path`, a file or the address of a database, and makes them where there are none: several processes may.
 * @throws ACCOUNT_STORE
 */
export function openAccountStore(path: string): AccountStore {
  const database = openDatabase(path);
  let depth = 0;
  return {
    accounts: createAccounts(database),
    sessions: createSessions(database),
    tokens: createTokens(database),
    invitations: createInvitations(database),
    passkeys: createPasskeys(database),
    ceremonies: createCeremonies(database),
    identities: createIdentities(database),
    failures: createFailures(database),
    savedViews: createSavedViews(database),
    notices: createNotices(database),
    inTransaction: (work) => {
      if (depth > 0) return work();
      depth += 1;
      database.exec('BEGIN IMMEDIATE');
      try {
        const value = work();
        database.exec('COMMIT');
        return value;
      } catch (error) {
        if (database.isTransaction) database.exec('ROLLBACK');
        throw error;
      } finally {
        depth -= 1;
      }
    },
    close: () => database.close(),
  };
}

function openDatabase(path: string): SqlDatabase {
  try {
    if (isDatabasePlace(path)) return openAccountDatabase(path, () => newerError(path));
    makeFolder(dirname(path));
    // Its own files beside it take its mode over.
    if (!existsSync(path)) closeSync(openSync(path, 'a', PRIVATE_FILE_MODE));
    const database = new DatabaseSync(path, { timeout: seconds(5) });
    try {
      expectOurs(database, path);
      database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;');
      migrate(database, path);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  } catch (error) {
    if (error instanceof AccountError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw storeError(path, `cannot be opened: ${why}`, `không mở được: ${why}`, error);
  }
}

function expectOurs(database: SqlDatabase, path: string): void {
  const id = pragma(database, 'application_id');
  if (id === APPLICATION_ID || (id === 0 && pragma(database, 'schema_version') === 0)) return;
  throw storeError(
    path,
    'expected accounts of camwatch, got another SQLite database',
    'cần tệp tài khoản của camwatch, gặp cơ sở dữ liệu SQLite khác',
  );
}

function migrate(database: SqlDatabase, path: string): void {
  database.exec('BEGIN IMMEDIATE');
  const version = pragma(database, 'user_version');
  if (version > STEPS.length) throw newerError(path);
  for (const step of STEPS.slice(version)) database.exec(step);
  database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${STEPS.length}; COMMIT`);
}

function pragma(database: SqlDatabase, name: string): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name] ?? 0);
}

const newerError = (path: string) =>
  storeError(path, 'was written by a newer camwatch', 'do phiên bản camwatch mới hơn ghi');

function storeError(path: string, en: string, vi: string, cause?: unknown): AccountError {
  const shown = shownPlace(path);
  return new AccountError('ACCOUNT_STORE', { en: `${shown}: ${en}`, vi: `${shown}: ${vi}` }, { cause });
}
