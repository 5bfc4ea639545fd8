import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { readDatabasePlace } from '#core/domain/record-place.ts';
import { nextPort } from './next-port.ts';

const PROGRAMS = '/usr/lib/postgresql/17/bin';
const USER = 'camwatch';

/** A PostgreSQL of the test's own, on the loopback, in a folder that goes with it. */
export interface TestPostgres {
  /**
   * The place of a record in a database that nothing is in yet, or what is at another place, which nobody has open; papers and
   * marks lie in a folder of their own.
   */
  readonly newPlace: (like?: string) => Promise<string>;
  /** Whoever is still in it is sent away. */
  readonly dropPlace: (place: string) => Promise<void>;
  readonly query: (place: string, sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** The server goes at once, as in a power cut. */
  readonly kill: () => Promise<void>;
  /** The same server again, on the same port. */
  readonly restart: () => Promise<void>;
  readonly port: number;
  readonly pid: () => number;
  /** From now on nothing is committed before a second server has it on its disk as well. Gives its process. */
  readonly addStandby: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

/** One for the tests of a file. */
export function usePostgres(): () => TestPostgres {
  let server: TestPostgres | undefined;
  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);
  afterAll(async () => {
    await server?.stop();
  });
  return () => {
    if (!server) throw new Error('expected a server that was started');
    return server;
  };
}

export async function startPostgres(settings: Readonly<Record<string, string>> = {}): Promise<TestPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'camwatch-postgres-'));
  const data = join(folder, 'data');
  own(folder);
  const initdb = [
    '-D',
    data,
    '-U',
    USER,
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
    '--no-sync',
    '--no-instructions',
  ];
  const [program = '', ...parameters] = asPostgres(`${PROGRAMS}/initdb`, initdb);
  execFileSync(program, parameters, { stdio: 'pipe', cwd: folder });
  let databases = 0;
  let port = nextPort();
  let process = await run(data, folder, port, settings);
  // Somebody else may have the port.
  for (let tries = 0; !process && tries < 5; tries++) {
    port = nextPort();
    process = await run(data, folder, port, settings);
  }
  if (!process) throw new Error('PostgreSQL does not start');
  const place = (database: string) =>
    `postgresql://${USER}@127.0.0.1:${port}/${database}#${join(folder, database)}`;
  let standby: ChildProcess | undefined;
  const kill = () => end(process);
  return {
    newPlace: async (like) => {
      const database = `record_${++databases}`;
      const template = like === undefined ? '' : ` TEMPLATE ${readDatabasePlace(like).database}`;
      await query(place('postgres'), `CREATE DATABASE ${database}${template}`);
      return place(database);
    },
    dropPlace: async (dropped) => {
      const { database } = readDatabasePlace(dropped);
      await query(place('postgres'), `DROP DATABASE ${database} WITH (FORCE)`);
    },
    query,
    kill,
    restart: async () => {
      process = await run(data, folder, port, settings);
      if (!process) throw new Error('PostgreSQL does not start again');
    },
    port,
    pid: () => process?.pid ?? 0,
    addStandby: async () => {
      standby = await startStandby(folder, port, settings);
      await query(place('postgres'), "ALTER SYSTEM SET synchronous_standby_names = '*'");
      await query(place('postgres'), 'SELECT pg_reload_conf()');
      const isSynchronous = "SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'";
      while ((await query(place('postgres'), isSynchronous)).length === 0) await sleep(50);
      return standby.pid ?? 0;
    },
    stop: async () => {
      await end(standby);
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startStandby(
  folder: string,
  port: number,
  settings: Readonly<Record<string, string>>,
): Promise<ChildProcess> {
  const data = join(folder, 'standby');
  const copy = ['-D', data, '-h', '127.0.0.1', '-p', String(port), '-U', USER, '-R', '-c', 'fast'];
  const [program = '', ...parameters] = asPostgres(`${PROGRAMS}/pg_basebackup`, copy);
  execFileSync(program, parameters, { stdio: 'pipe', cwd: folder });
  const started = await run(data, folder, nextPort(), settings);
  if (!started) throw new Error('the standby of PostgreSQL does not start');
  return started;
}

async function end(process: ChildProcess | undefined): Promise<void> {
  if (!process || process.exitCode !== null) return;
  const ended = once(process, 'exit');
  process.kill('SIGQUIT');
  await ended;
}

async function query(place: string, sql: string) {
  const client = new Client({ connectionString: place.replace(/#.*/, '') });
  await client.connect();
  try {
    const { rows } = await client.query(sql);
    return rows;
  } finally {
    await client.end();
  }
}

/** @returns nothing where it ends at once, as when somebody else has the port. */
async function run(
  data: string,
  folder: string,
  port: number,
  settings: Readonly<Record<string, string>>,
): Promise<ChildProcess | undefined> {
  const all = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: folder,
    fsync: 'off',
    ...settings,
  };
  const asked = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [program = '', ...parameters] = asPostgres(`${PROGRAMS}/postgres`, ['-D', data, ...asked]);
  const child = spawn(program, parameters, { stdio: 'ignore', cwd: folder });
  child.on('error', () => undefined);
  while (child.exitCode === null) {
    if (await isReady(port)) return child;
    await sleep(20);
  }
  return undefined;
}

async function isReady(port: number): Promise<boolean> {
  const client = new Client({ host: '127.0.0.1', port, user: USER, database: 'postgres' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

const isRoot = () => process.getuid?.() === 0;

/** Neither program runs as root. */
const asPostgres = (program: string, parameters: readonly string[]): readonly string[] =>
  isRoot()
    ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--init-groups', program, ...parameters]
    : [program, ...parameters];

function own(folder: string): void {
  if (!isRoot()) return;
  const idOf = (what: string) => Number(execFileSync('id', [what, 'postgres'], { encoding: 'utf8' }));
  chownSync(folder, idOf('-u'), idOf('-g'));
}
