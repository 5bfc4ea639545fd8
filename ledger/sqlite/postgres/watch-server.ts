import type { Client } from 'pg';
import { seconds } from '../../../core/time/units.ts';
import type { ConnectionSettings } from './client-protocol.ts';
import { connect } from './connect.ts';

const ASKED_EVERY_MS = seconds(10);
const MOST_SILENT = 2;

/**
 * A statement may take minutes, and a server that is gone takes for ever: while one is under way the server is asked on a connection of
 * its own whether it is at work for this session. Where it does not answer twice, the connection is given up, and whoever waits
 * is told. Returns what ends the watch.
 */
export function watchServer(client: Client, settings: ConnectionSettings): () => void {
  let silent = 0;
  let isAsking = false;
  const { processID } = sessionOf(client);
  const timer = setInterval(() => {
    if (isAsking) return;
    isAsking = true;
    void isAtWork(settings, processID).then((atWork) => {
      isAsking = false;
      silent = atWork ? 0 : silent + 1;
      if (silent >= MOST_SILENT) giveUp(client);
    });
  }, ASKED_EVERY_MS);
  return () => clearInterval(timer);
}

async function isAtWork(settings: ConnectionSettings, processID: number): Promise<boolean> {
  try {
    const asking = await connect({ ...settings, access: 'read' }, 0);
    asking.on('error', () => undefined);
    try {
      const { rowCount } = await asking.query(
        "SELECT 1 FROM pg_stat_activity WHERE pid = $1 AND state <> 'idle'",
        [processID],
      );
      return rowCount === 1;
    } finally {
      await asking.end();
    }
  } catch {
    return false;
  }
}

const sessionOf = (client: object): { readonly processID: number } => ({
  processID: 'processID' in client ? Number(client.processID) : 0,
});

function giveUp(client: Client): void {
  const { connection }: { readonly connection?: unknown } = Object(client);
  const { stream }: { readonly stream?: unknown } = Object(connection);
  if (stream instanceof Object && 'destroy' in stream && typeof stream.destroy === 'function')
    stream.destroy(new Error('the server does not answer any more'));
}
