import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { parse, stringify } from 'yaml';
import { findProgram } from '#collector/probers/reach-engine.ts';
import { type Influxd, startInfluxd } from '#simulator/influxd.ts';
import { copyConfig } from './make-city.ts';
import { type PollWatch, watchPolls } from './poll-watch.ts';

const run = promisify(execFile);

export const PAGE = 'http://127.0.0.1:8480';
const PORTS = { onvif: 80, rtsp: 554, snmp: 161 } as const;
type Server = keyof typeof PORTS;

/** Everything around camwatch: devices, InfluxDB, and the folder it is run on. */
export interface World {
  readonly folder: string;
  readonly configDir: string;
  readonly ledgerPath: string;
  /** The one that was started first. */
  readonly influxd: Influxd;
  readonly stopInfluxd: () => Promise<void>;
  /** With what it had; gives its address. */
  readonly startInfluxd: () => Promise<string>;
  readonly servers: Readonly<Record<Server, number>>;
  readonly startCamwatch: () => Camwatch;
  /** Addresses that fall silent, as when cables are cut: nothing comes back, not even a refusal. */
  readonly cut: (blocks: readonly string[]) => Promise<void>;
  readonly join: (blocks: readonly string[]) => Promise<void>;
  /** Notes from now on when polls go out to addresses that are cut off. */
  readonly watchPolls: () => Promise<PollWatch>;
  readonly close: () => Promise<void>;
}

export interface Camwatch {
  readonly pid: number;
  readonly child: ChildProcess;
  readonly startedMs: number;
  readonly ended: Promise<number | null>;
}

/** In a network namespace of its own, where nothing else listens and nothing leads out. */
export async function openWorld(city: string, folder: string): Promise<World> {
  await run('ip', ['link', 'set', 'lo', 'up']);
  await openCut();
  const children: ChildProcess[] = [];
  const programs = await compilePrograms(folder);
  const servers = { onvif: 0, rtsp: 0, snmp: 0 };
  for (const name of SERVERS) {
    const answers = join(city, 'answers');
    const words = [join(answers, 'devices.txt'), join(answers, `${name}.txt`), String(PORTS[name])];
    const child = spawn(programs[name], words, { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    await ready(child, name);
    servers[name] = child.pid ?? 0;
  }
  const options = { dataDir: join(folder, 'influxdb'), port: 8086, startTimeoutMs: MOST_START_MS };
  const influxd = await startInfluxd(options);
  let running = influxd;
  const configDir = join(folder, 'config');
  await copyConfig(city, configDir);
  await writeSettings(configDir, influxd.url);
  const secrets = join(folder, 'secrets');
  await writeSecrets(secrets);
  return {
    folder,
    configDir,
    ledgerPath: join(configDir, 'data/ledger.sqlite'),
    influxd,
    stopInfluxd: () => running.stop(),
    startInfluxd: async () => {
      running = await startInfluxd(options);
      return running.url;
    },
    servers,
    startCamwatch: () => startCamwatch(configDir, secrets, join(folder, 'camwatch.log')),
    cut: (blocks) => changeRoutes('add', blocks),
    join: (blocks) => changeRoutes('del', blocks),
    watchPolls: () => watchPolls(programs.polls, 'cut-end'),
    close: async () => {
      for (const child of children) child.kill();
      await running.stop();
    },
  };
}

/** With the series of a city, under load. */
const MOST_START_MS = 180_000;
const SERVERS: readonly Server[] = ['onvif', 'rtsp', 'snmp'];
const PROGRAMS = [...SERVERS, 'polls'] as const;
type Program = (typeof PROGRAMS)[number];

async function compilePrograms(folder: string): Promise<Record<Program, string>> {
  const compiler = await findProgram('cc', process.env.PATH ?? '');
  if (compiler === undefined)
    throw new Error('cc is missing: the made-up devices are compiled here (apt-get install gcc libc6-dev)');
  const made = PROGRAMS.map(async (name) => {
    const program = join(folder, name);
    const source = join(import.meta.dirname, 'devices', `${name}.c`);
    await run(compiler, ['-O2', '-Wall', '-Wextra', '-Werror', '-o', program, source]);
    return [name, program] as const;
  });
  return Object.fromEntries(await Promise.all(made)) as Record<Program, string>;
}

async function ready(child: ChildProcess, name: string): Promise<void> {
  if (child.stdout === null) throw new Error('no output');
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the made-up devices do not speak ${name}: their server ended with ${code}`);
  });
  await Promise.race([once(createInterface(child.stdout), 'line'), ended]);
}

async function writeSettings(dir: string, influxUrl: string): Promise<void> {
  const path = join(dir, 'camwatch.yaml');
  const { grafana, ...settings } = parse(await readFile(path, 'utf8'));
  const influx = { url: influxUrl, database: 'camwatch' };
  await writeFile(path, stringify({ ...settings, influx }));
}

/** Files as systemd hands them over: the made-up devices let everybody in who has any. */
async function writeSecrets(dir: string): Promise<void> {
  await mkdir(dir, { mode: 0o700 });
  const login = { user: 'camwatch', password: 'made-up' };
  const snmp = { community: 'made-up' };
  const files = {
    camera: login,
    'camera-donated': login,
    recorder: { ...login, snmp },
    snmp: { snmp },
    'snmp-v3': { snmp },
  };
  for (const [name, text] of Object.entries(files))
    await writeFile(join(dir, name), stringify(text), { mode: 0o600 });
}

const ROOT = resolve(import.meta.dirname, '../../..');

function startCamwatch(configDir: string, secrets: string, logPath: string): Camwatch {
  const log = createWriteStream(logPath, { flags: 'a' });
  const child = spawn(join(ROOT, 'camwatch'), ['run', '--config', configDir], {
    env: {
      ...process.env,
      CREDENTIALS_DIRECTORY: secrets,
      NODE_OPTIONS: process.env.CAMWATCH_BENCH_NODE_OPTIONS,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout?.pipe(log);
  child.stderr?.pipe(log);
  const ended = once(child, 'exit').then(([code]): number | null => code);
  return { pid: child.pid ?? 0, child, startedMs: Date.now(), ended };
}

/** A cable that nothing hangs on: what is routed there is gone, as on a line that was cut. */
async function openCut(): Promise<void> {
  if (existsSync('/proc/sys/net/ipv4/conf/cut')) return;
  await run('ip', ['link', 'add', 'cut', 'type', 'veth', 'peer', 'name', 'cut-end']);
  await run('ip', ['link', 'set', 'cut-end', 'up']);
  await run('ip', ['link', 'set', 'cut', 'arp', 'off', 'up']);
  await writeFile('/proc/sys/net/ipv4/conf/cut/route_localnet', '1');
}

async function changeRoutes(verb: 'add' | 'del', blocks: readonly string[]): Promise<void> {
  for (const block of blocks)
    await run('ip', ['route', verb, block, 'dev', 'cut', 'table', 'local', 'src', '127.0.0.1']);
}
