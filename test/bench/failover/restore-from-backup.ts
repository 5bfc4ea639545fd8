import { spawnSync } from 'node:child_process';
import { chownSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startOnMachine } from '#simulator/cluster/machine-process.ts';
import type { Cluster } from '#simulator/cluster/start-cluster.ts';
import { countRows } from '#test/support/cluster/count-rows.ts';
import { startRowWriter } from '#test/support/cluster/row-writer.ts';
import type { FailoverRow } from './result.ts';

/** The third machine, which keeps copies of PostgreSQL and takes each change as it is made. */
const MACHINE = 'm3';
const BIN = '/usr/lib/postgresql/17/bin';
const BACKUP = new URL('../../../deploy/cluster/backup.sh', import.meta.url).pathname;

export interface Backup {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly from: string;
  readonly logPath: string;
}

/** Begins to take changes, as `camwatch-wal.service` does. */
export function startBackup({ dir, record }: Cluster): Backup {
  const folder = join(dir, MACHINE, 'backups');
  const { uid, gid } = statSync(join(dir, MACHINE));
  for (const name of ['', 'wal', 'copies']) {
    mkdirSync(join(folder, name));
    chownSync(join(folder, name), uid, gid);
  }
  const from = `host=${record.host} port=${record.port} user=backup connect_timeout=10 sslmode=verify-ca sslrootcert=${join(dir, MACHINE, 'etc/camwatch-cluster/ca.crt')}`;
  const env = {
    PGPASSFILE: join(dir, MACHINE, 'etc/camwatch-cluster/backup.pgpass'),
    HOME: join(dir, MACHINE),
  };
  const logPath = join(dir, 'logs/backup.log');
  const receive = `while :; do ${BIN}/pg_receivewal --directory "$1" --slot backup --synchronous --dbname "$2"; sleep 1; done`;
  const words = ['sh', '-c', receive, 'sh', join(folder, 'wal'), from];
  startOnMachine({ machine: MACHINE, user: 'postgres', words, env, logPath });
  return { folder, env, from, logPath };
}

/** A copy while rows are written, then both machines are lost: what the third has gives all of them back. */
export async function restoreFromBackup(
  cluster: Cluster,
  { folder, env, from, logPath }: Backup,
): Promise<FailoverRow> {
  const writer = startRowWriter(cluster, 'm1');
  await writer.untilMore(100);
  const copyMs = Date.now();
  const run = (...words: readonly string[]) =>
    startOnMachine({ machine: MACHINE, user: 'postgres', words, env, logPath });
  const how = await run('sh', BACKUP, folder, from).ended;
  if (how !== 'ended with 0') throw new Error(`backup.sh ${how}: ${logPath}`);
  const copiedMs = Date.now();
  await writer.untilMore(200);
  await writer.end();
  const acknowledged = writer.acknowledgedCount();
  await delay(2_000);
  // What is behind then is told with the figure.
  const log = spawnSync('sh', ['-c', `ls -l ${folder}/wal; ip netns exec ${MACHINE} ss -tnp`], {
    encoding: 'utf8',
  });
  writeFileSync(join(cluster.dir, 'logs/backup-state.log'), log.stdout);
  for (const machine of ['m1', 'm2']) await cluster.killPatroni(machine);

  const startMs = Date.now();
  const copy = join(folder, 'copies', readdirSync(join(folder, 'copies'))[0] ?? '');
  const wal = join(folder, 'wal');
  writeFileSync(join(copy, 'recovery.signal'), '');
  const settings = {
    restore_command: `cp ${wal}/%f %p || cp ${wal}/%f.partial %p`,
    unix_socket_directories: join(cluster.dir, MACHINE, 'run/postgresql'),
    listen_addresses: '',
    ssl: 'off',
    synchronous_standby_names: '',
  };
  const words = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  spawnSync('chown', ['postgres:', join(copy, 'recovery.signal')]);
  run(`${BIN}/postgres`, '-D', copy, ...words);
  const rows = await untilAnswered(cluster.dir);
  return {
    what: `restored from copy and changes; the copy took ${((copiedMs - copyMs) / 1_000).toFixed(1)} s`,
    ms: Date.now() - startMs,
    acknowledged,
    lost: Math.max(0, acknowledged - rows),
  };
}

async function untilAnswered(dir: string): Promise<number> {
  for (const untilMs = Date.now() + 120_000; ; await delay(200)) {
    try {
      return countRows(dir, MACHINE).rows;
    } catch (error) {
      if (Date.now() > untilMs) throw error;
    }
  }
}
