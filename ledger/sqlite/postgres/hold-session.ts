import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from 'pg';
import { shownPlace } from '../../../core/domain/record-place.ts';
import { seconds } from '../../../core/time/units.ts';
import type { Held } from '../../record/held.ts';
import { LedgerError } from '../../record/ledger-error.ts';
import { connect } from './connect.ts';
import { LONGEST_NAME } from './open-postgres-store.ts';
import { RECORD_SCHEMA } from './postgres-version.ts';

/** As sessions that hold a right are called, before its name. */
export const HOLDER_PREFIX = 'camwatch holds';

export interface HoldSessionOptions {
  readonly place: string;
  readonly name: string;
  /** Who is named to others. */
  readonly holder: string;
  readonly nowMs: () => number;
  /** The server is asked so often; where it does not answer within three times as long, the right is lost. */
  readonly askEveryMs?: number;
}

/**
 * By a session with the database, which the server ends when the process dies, however it dies, and also where it hears nothing
 * of it for longer than it takes the process to take the right for lost: no two have it at a time.
 */
export async function holdSession(options: HoldSessionOptions): Promise<Held | undefined> {
  const { place, name, holder, nowMs, askEveryMs = seconds(2) } = options;
  const since = new Date(nowMs()).toISOString().replace(/\.\d+Z$/, 'Z');
  const session = `${HOLDER_PREFIX} ${name} since ${since} ${holder}`.slice(0, LONGEST_NAME);
  const settings = { place, schema: RECORD_SCHEMA, access: 'read', name: session, reconnectMs: 0 } as const;
  const client = await connect(settings, 0);
  const losing = new AbortController();
  const lose = (why?: unknown) =>
    losing.abort(why instanceof Error ? why : new Error('the session with the database has ended'));
  client.on('error', lose);
  client.on('end', lose);
  try {
    if (!(await tryLock(client, name, shownPlace(place)))) {
      await client.end();
      return undefined;
    }
    await client.query(`SET idle_session_timeout = ${6 * askEveryMs}`);
  } catch (error) {
    client.end().catch(() => undefined);
    throw error;
  }
  const keeping = keepAsking(client, { askEveryMs, lose, lost: losing.signal });
  return {
    lost: losing.signal,
    release: async () => {
      client.off('end', lose);
      // What held it is over: nobody is told that it is lost.
      keeping.stop();
      await Promise.race([client.end().catch(() => undefined), delay(seconds(1), undefined, { ref: false })]);
    },
  };
}

/** A standby has locks of its own, which keep nobody away. */
async function tryLock(client: Client, name: string, shown: string): Promise<boolean> {
  const { rows } = await client.query<{ standby: boolean; locked: boolean | null }>(
    `SELECT pg_is_in_recovery() AS standby,
      CASE WHEN NOT pg_is_in_recovery() THEN pg_try_advisory_lock(hashtextextended($1, 0)) END AS locked`,
    [`camwatch ${name}`],
  );
  if (rows[0]?.standby)
    throw new LedgerError('LEDGER_FAILED', `${shown}: expected the primary server, got a standby`);
  return rows[0]?.locked === true;
}

function keepAsking(
  client: Client,
  {
    askEveryMs,
    lose,
    lost,
  }: { readonly askEveryMs: number; readonly lose: (why?: unknown) => void; readonly lost: AbortSignal },
) {
  let late: NodeJS.Timeout | undefined;
  const timer = setInterval(() => {
    if (late) return;
    late = setTimeout(() => lose(new Error('the database does not answer')), 3 * askEveryMs);
    client.query('SELECT 1').then(
      () => {
        clearTimeout(late);
        late = undefined;
      },
      (error: unknown) => lose(error),
    );
  }, askEveryMs);
  const stop = () => {
    clearInterval(timer);
    clearTimeout(late);
  };
  lost.addEventListener('abort', stop, { once: true });
  return { stop };
}
