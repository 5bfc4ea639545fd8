// Writes numbered rows, one a transaction, through the HAProxy of its machine, until its standard input ends; what was
// acknowledged, and when, goes to standard output as JSON lines.
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';

const [host = '', port = '', caPath = '', password = ''] = process.argv.slice(2);
const EVERY_MS = 10;
/** An answer that does not come within it is asked for again, on another session. */
const PATIENCE_MS = 3_000;

let isEnding = false;
process.stdin.resume().once('end', () => {
  isEnding = true;
});

async function connect(): Promise<Client> {
  const client = new Client({
    host,
    port: Number(port),
    user: 'camwatch',
    database: 'camwatch',
    password,
    ssl: { ca: readFileSync(caPath), servername: 'localhost' },
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
  });
  // A session that is ended while nothing is asked is found by the next question.
  client.on('error', () => {});
  await client.connect();
  return client;
}

let client: Client | undefined;
for (let number = 1; !isEnding; ) {
  try {
    client ??= await connect();
    if (number === 1)
      await client.query('CREATE TABLE IF NOT EXISTS row (number integer PRIMARY KEY, times integer)');
    // Whether a row was kept whose answer was lost, nobody knows: it is written again, and says how often it came.
    await client.query(
      'INSERT INTO row VALUES ($1, 1) ON CONFLICT (number) DO UPDATE SET times = row.times + 1',
      [number],
    );
    process.stdout.write(`${JSON.stringify({ number, atMs: Date.now() })}\n`);
    number += 1;
    await delay(EVERY_MS);
  } catch (error) {
    process.stdout.write(`${JSON.stringify({ failed: (error as Error).message, atMs: Date.now() })}\n`);
    client?.end().catch(() => {});
    client = undefined;
    await delay(100);
  }
}
await client?.end();
