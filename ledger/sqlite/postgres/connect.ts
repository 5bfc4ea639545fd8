import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ConnectionOptions } from 'node:tls';
import { Client } from 'pg';
import { type DatabasePlace, readDatabasePlace } from '../../../core/domain/record-place.ts';
import { resolveSecret } from '../../../core/host/resolve-secret.ts';
import { seconds } from '../../../core/time/units.ts';
import type { ConnectionSettings } from './client-protocol.ts';
import { readPassFile } from './pass-file.ts';

const CONNECT_MS = seconds(5);
const RETRY_MS = 200;

/** A new connection with what a session of ours needs; tried again for `patienceMs` where nobody answers, as while another server takes over. */
export async function connect(settings: ConnectionSettings, patienceMs: number): Promise<Client> {
  const untilMs = performance.now() + patienceMs;
  for (;;) {
    try {
      return await connectOnce(settings);
    } catch (error) {
      if (!isAway(error) || performance.now() > untilMs) throw error;
    }
    await sleep(RETRY_MS);
  }
}

async function connectOnce({ place, schema, access, name }: ConnectionSettings): Promise<Client> {
  const { host, port, user, database, ...rest } = readDatabasePlace(place);
  const password = await passwordOf({ host, port, user, database, ...rest });
  const client = new Client({
    ...{ host, port, user, database },
    ...(password !== undefined && { password }),
    ssl: await sslOf(rest),
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: seconds(10),
    application_name: name,
    options: optionsOf(schema, access),
  });
  try {
    await client.connect();
    return client;
  } catch (error) {
    // What comes after its failure concerns nobody.
    client.on('error', () => undefined);
    throw error;
  }
}

/** Of everybody: a client that vanished is found out within some ten seconds, so that it keeps no lock. */
const SESSION: Readonly<Record<string, string>> = {
  TimeZone: 'UTC',
  bytea_output: 'hex',
  standard_conforming_strings: 'on',
  // What is acknowledged is on the disks, whatever a role was set to.
  synchronous_commit: 'on',
  // Of short statements it would cost most.
  jit: 'off',
  // A month of a contract is sorted in memory.
  work_mem: '32MB',
  tcp_keepalives_idle: '5',
  tcp_keepalives_interval: '2',
  tcp_keepalives_count: '3',
  tcp_user_timeout: '10000',
};

function optionsOf(schema: string, access: ConnectionSettings['access']): string {
  const settings = {
    ...SESSION,
    search_path: schema,
    ...(access === 'read' && { default_transaction_read_only: 'on' }),
  };
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ');
}

async function passwordOf(place: DatabasePlace): Promise<string | undefined> {
  if (place.password !== undefined) return (await resolveSecret(place.password, process.env)).reveal();
  return process.env.PGPASSWORD ?? (await readPassFile(place, process.env));
}

async function sslOf({
  sslMode,
  sslFiles,
}: Pick<DatabasePlace, 'sslMode' | 'sslFiles'>): Promise<false | ConnectionOptions> {
  if (sslMode === 'disable') return false;
  const read = async (file: string | undefined) =>
    file === undefined ? undefined : await readFile(file, 'utf8');
  const [ca, cert, key] = await Promise.all([
    read(sslFiles.sslrootcert),
    read(sslFiles.sslcert),
    read(sslFiles.sslkey),
  ]);
  return {
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    rejectUnauthorized: sslMode !== 'require',
    ...(sslMode === 'verify-ca' && { checkServerIdentity: () => undefined }),
  };
}

/** Nobody is there, or not yet: the server starts, or another one is taking its place. */
export function isAway(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code === '' ? error instanceof Error : AWAY.has(code);
}

const AWAY: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  '57P01',
  '57P02',
  '57P03',
]);
