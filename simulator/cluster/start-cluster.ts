import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { childEnvironment } from '../../core/host/child-environment.ts';
import { seconds } from '../../core/time/units.ts';
import { ClusterError } from './cluster-error.ts';
import { lastWordsOf, type MachineProcess, startOnMachine } from './machine-process.ts';
import type { Network } from './network.ts';
import { type Members, readMembers } from './patroni.ts';
import { killPostgres } from './postgres-processes.ts';
import { writeClusterFiles } from './write-cluster-files.ts';

/** The engines of a cluster on machines of its own: PostgreSQL with a standby under Patroni, three etcd, HAProxy before them. */
export interface Cluster {
  readonly dir: string;
  /** Where the record is, as a program on `KEEPERS` finds it. */
  readonly record: { readonly host: string; readonly port: number; readonly caPath: string };
  readonly password: string;
  /** The same for whoever is on no machine of the cluster. */
  readonly outside: { readonly host: string; readonly port: number };
  /** As any Patroni that answers sees it. */
  readonly members: () => Promise<Members>;
  /** Ends PostgreSQL and Patroni of the primary, as a power cut would; gives back its machine. */
  readonly killPrimary: () => Promise<string>;
  /** Ends the PostgreSQL alone; its Patroni finds it dead. */
  readonly crashPrimary: () => Promise<string>;
  /** Ends PostgreSQL and Patroni of a machine. */
  readonly killPatroni: (machine: string) => Promise<void>;
  /** Ends the Patroni alone; its PostgreSQL goes on, and is taken over by the Patroni that is started next. */
  readonly killPatroniAlone: (machine: string) => Promise<void>;
  readonly startPatroni: (machine: string) => void;
  readonly killHaproxy: (machine: string) => Promise<void>;
  readonly startHaproxy: (machine: string) => void;
  readonly stopEtcd: (machine: string) => Promise<void>;
  readonly startEtcd: (machine: string) => void;
  /** Settles when both are there, one has what the other acknowledged. */
  readonly untilWhole: (timeoutMs: number) => Promise<Members>;
  readonly stop: () => Promise<void>;
}

/** The machines that keep the record; a hub and a centre stand on each of them too. */
export const KEEPERS = ['m1', 'm2'] as const;
export const MACHINES = [...KEEPERS, 'm3'] as const;
/** PostgreSQL refuses to be root's. */
const USER = 'postgres';

export interface StartClusterOptions {
  /** Empty, and of a short name: sockets of PostgreSQL lie in it. */
  readonly dir: string;
  readonly network: Network;
  readonly fsync: 'on' | 'off';
  readonly loopWait?: number;
  readonly onProgress?: (step: string) => void;
}

/** Starts the engines and resolves when the standby has all that the primary acknowledges. @throws ClusterError */
export async function startCluster({
  dir,
  network,
  fsync,
  loopWait,
  onProgress = () => {},
}: StartClusterOptions): Promise<Cluster> {
  const machines = MACHINES.map((name) => ({ name, address: network.join(name) }));
  const fileOf = (machine: string, path: string) => join(dir, machine, path);
  writeClusterFiles({ dir, machines, owner: ownerOfPrograms(), fsync, loopWait });
  for (const { name, address } of machines) writeFileSync(fileOf(name, OUTSIDE), outsideOf(address));
  const logs = join(dir, 'logs');
  mkdirSync(logs);
  const running = new Map<string, MachineProcess>();
  const start = (machine: string, program: string, words: readonly string[], envPath?: string) => {
    const logPath = join(logs, `${program}-${machine}.log`);
    const read = envPath === undefined ? {} : readEnvironment(fileOf(machine, envPath));
    // Our own home has files that a program of another user looks for, and must not read.
    const env = { ...read, HOME: fileOf(machine, 'var/lib/postgresql') };
    running.set(`${program} ${machine}`, startOnMachine({ machine, user: USER, words, env, logPath }));
  };
  const of = (program: string, machine: string): MachineProcess => {
    const process = running.get(`${program} ${machine}`);
    if (process === undefined) throw new ClusterError(`${program} on ${machine}: expected it to be started`);
    return process;
  };
  const startEtcd = (machine: string) => start(machine, 'etcd', ['etcd'], 'etc/default/etcd');
  const startPatroni = (machine: string) =>
    start(machine, 'patroni', ['patroni', fileOf(machine, 'etc/patroni/config.yml')], 'etc/patroni_env.conf');
  const startHaproxy = (machine: string) =>
    start(machine, 'haproxy', [
      ...['haproxy', '-db', '-f', fileOf(machine, 'etc/haproxy/haproxy.cfg')],
      ...['-f', fileOf(machine, OUTSIDE)],
    ]);

  const views = async (): Promise<readonly Members[]> => {
    const asked = await Promise.allSettled(
      KEEPERS.map((name) => readMembers(network.addressOf(name), join(dir, name))),
    );
    return asked.filter((view) => view.status === 'fulfilled').map(({ value }) => value);
  };
  const members = async (): Promise<Members> => {
    const [best] = (await views()).toSorted((one, other) => Number(!!other.primary) - Number(!!one.primary));
    if (best === undefined) throw new ClusterError(`Patroni on ${KEEPERS.join(' and ')}: none answers`);
    return best;
  };
  const primary = async (): Promise<string> => {
    const { primary: name } = await members();
    if (name === undefined) throw new ClusterError('Patroni: expected a primary, found none');
    return name;
  };
  const untilWhole = async (timeoutMs: number): Promise<Members> => {
    const untilMs = Date.now() + timeoutMs;
    for (;;) {
      // One that is cut off tells what it knew last: only what all tell alike holds.
      const seen = await views();
      const [first] = seen;
      const areOfOneMind =
        seen.length === KEEPERS.length && new Set(seen.map((view) => JSON.stringify(view))).size === 1;
      if (areOfOneMind && first?.primary !== undefined && first.synchronous !== undefined) return first;
      if (Date.now() > untilMs) {
        const words = await Promise.all(
          KEEPERS.map((name) => lastWordsOf(join(logs, `patroni-${name}.log`))),
        );
        throw new ClusterError(
          `PostgreSQL: expected a primary with a synchronous standby within ${timeoutMs} ms, found ${JSON.stringify(seen)}\n  ${words.join('\n  ')}`,
        );
      }
      await delay(POLL_MS);
    }
  };
  const dataDirOf = (machine: string) => fileOf(machine, 'var/lib/postgresql/17/camwatch');
  const killPatroni = async (machine: string) => {
    await of('patroni', machine).kill();
    killPostgres(dataDirOf(machine));
  };
  const stop = async () => {
    const all = (program: string) =>
      [...running].filter(([name]) => name.startsWith(`${program} `)).map(([, process]) => process);
    await Promise.all(all('haproxy').map((process) => process.stop()));
    await Promise.all(all('patroni').map((process) => process.stop()));
    // Asked to end, each etcd would look for seconds for another one to lead.
    await Promise.all(all('etcd').map((process) => process.kill()));
    for (const machine of KEEPERS) killPostgres(dataDirOf(machine));
  };

  try {
    onProgress('etcd');
    for (const machine of MACHINES) {
      startEtcd(machine);
      startHaproxy(machine);
    }
    onProgress('postgresql');
    for (const machine of KEEPERS) startPatroni(machine);
    await untilWhole(seconds(90));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    dir,
    record: { host: '127.0.0.1', port: 5_000, caPath: join(dir, 'ca/ca.crt') },
    outside: { host: network.addressOf(KEEPERS[0]), port: OUTSIDE_PORT },
    password: readFileSync(join(dir, 'ca/record.password'), 'utf8').trim(),
    members,
    killPrimary: async () => {
      const machine = await primary();
      await killPatroni(machine);
      return machine;
    },
    crashPrimary: async () => {
      const machine = await primary();
      killPostgres(dataDirOf(machine));
      return machine;
    },
    killPatroni,
    killPatroniAlone: (machine) => of('patroni', machine).kill(),
    startPatroni,
    killHaproxy: (machine) => of('haproxy', machine).kill(),
    startHaproxy,
    stopEtcd: (machine) => of('etcd', machine).kill(),
    startEtcd,
    untilWhole,
    stop,
  };
}

const POLL_MS = 100;
const OUTSIDE = 'etc/haproxy/outside.cfg';
const OUTSIDE_PORT = 5_001;

/** A city's HAProxy takes questions to the record from its own machine alone; who plays with the cluster is on none of them. */
const outsideOf = (address: string): string =>
  `listen outside\n    bind ${address}:${OUTSIDE_PORT}\n    server here 127.0.0.1:5000\n`;

function ownerOfPrograms(): { uid: number; gid: number } {
  const idOf = (flag: string) =>
    Number(spawnSync('id', [flag, USER], { env: childEnvironment(), encoding: 'utf8' }).stdout);
  return { uid: idOf('-u'), gid: idOf('-g') };
}

/** `NAME=value` on each line, as systemd reads it. */
function readEnvironment(path: string): Record<string, string> {
  const lines = readFileSync(path, 'utf8').split('\n');
  const pairs = lines.filter((line) => /^[A-Z_]+=/.test(line)).map((line) => line.split(/=(.*)/s));
  return Object.fromEntries(pairs.map(([name, value]) => [name, value]));
}
