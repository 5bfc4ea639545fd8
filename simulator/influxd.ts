import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { CamwatchError } from '../core/errors.ts';
import { childEnvironment } from '../core/host/child-environment.ts';
import { withDeadline } from '../core/time/deadline.ts';
import { seconds } from '../core/time/units.ts';

/** An InfluxDB of our own: on loopback, with its own data folder. */
export interface Influxd {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Asks it to end, and kills it when it has not after ten seconds. */
  readonly stop: () => Promise<void>;
  /** Ends it as a power cut would. */
  readonly kill: () => Promise<void>;
}

export interface InfluxdOptions {
  /** Holds the configuration and all data; a later start with the same folder goes on with them. */
  readonly dataDir: string;
  /** 0 or absent: the system picks a free one. */
  readonly port?: number;
  /** Path of the program, as `findProgram('influxd', …)` gave it. */
  readonly program?: string;
  /** Writes need a user; the first one is made with `CREATE USER … WITH ALL PRIVILEGES`. */
  readonly auth?: boolean;
  readonly startTimeoutMs?: number;
}

/** Thrown when influxd is not there, or does not start: the message holds its last words. */
export class InfluxdError extends CamwatchError {
  readonly code = 'INFLUXD';
}

/** Of its heap as much garbage may gather before it is collected: with Go's 100 it holds half as much again. */
const GARBAGE_PERCENT = '30';

/** Starts influxd and resolves when it answers. @throws InfluxdError */
export async function startInfluxd({
  dataDir,
  port = 0,
  program = 'influxd',
  auth = false,
  startTimeoutMs = seconds(30),
}: InfluxdOptions): Promise<Influxd> {
  const folder = resolve(dataDir);
  await mkdir(folder, { recursive: true });
  const configPath = join(folder, 'influxdb.conf');
  await writeFile(configPath, renderInfluxdConfig(folder, port, auth));
  // In a session of its own: Ctrl-C on the terminal ends whoever writes to it first, and then it.
  const child = spawn(program, ['run', '-config', configPath], {
    env: { ...childEnvironment(), GOGC: GARBAGE_PERCENT },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  const exited = waitForExit(child);
  try {
    const boundPort = await withDeadline(startTimeoutMs, new AbortController().signal, (signal) =>
      waitForPort(child, exited, signal),
    );
    const { pid = 0 } = child;
    return {
      url: `http://127.0.0.1:${boundPort}`,
      port: boundPort,
      pid,
      stop: () => end(child, exited),
      kill: async () => {
        child.kill('SIGKILL');
        await exited;
      },
    };
  } catch (error) {
    child.kill('SIGKILL');
    await exited;
    if (error instanceof InfluxdError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new InfluxdError(`${program} did not start: ${reason}`, { cause: error });
  }
}

/**
 * The settings a city needs: an index on disk, of which little waits in memory, no limits that drop the points of device 100,001, nothing sent home,
 * nothing listening beyond this machine. Port 0 lets the system choose, and the log says what it chose.
 */
export function renderInfluxdConfig(folder: string, port: number, auth: boolean): string {
  const path = (name: string) => JSON.stringify(join(folder, name));
  return `reporting-disabled = true
bind-address = "127.0.0.1:0"

[meta]
  dir = ${path('meta')}
  logging-enabled = false

[data]
  dir = ${path('data')}
  wal-dir = ${path('wal')}
  wal-fsync-delay = "0s"
  index-version = "tsi1"
  max-index-log-file-size = 65536
  max-series-per-database = 0
  max-values-per-tag = 0
  query-log-enabled = false

[monitor]
  store-enabled = false

[http]
  bind-address = "127.0.0.1:${port}"
  auth-enabled = ${auth}
  log-enabled = false
  flux-enabled = false

[continuous_queries]
  log-enabled = false
`;
}

/** The port influxd listens on, as its log says: asking for a free one beforehand would be a race. */
async function waitForPort(
  child: ChildProcess,
  exited: Promise<string>,
  signal: AbortSignal,
): Promise<number> {
  if (child.stderr === null) throw new InfluxdError('influxd has no standard error');
  const lastLines: string[] = [];
  const { promise: listening, resolve: found, reject } = Promise.withResolvers<number>();
  createInterface(child.stderr).on('line', (line) => {
    const [, port] = /msg="Listening on HTTP".* addr=\S*:(\d+)/.exec(line) ?? [];
    if (port !== undefined) found(Number(port));
    lastLines.push(line);
    if (lastLines.length > 5) lastLines.shift();
  });
  signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  const ended = exited.then((how): never => {
    throw new InfluxdError([`influxd ${how}`, ...lastLines].join('\n  '));
  });
  return await Promise.race([listening, ended]);
}

/** Settles with how the process ended, also when it never began. */
async function waitForExit(child: ChildProcess): Promise<string> {
  try {
    const [code, signal] = await once(child, 'close');
    return `ended with ${code ?? signal}`;
  } catch (error) {
    return `could not be started: ${error instanceof Error ? error.message : String(error)}`;
  }
}

async function end(child: ChildProcess, exited: Promise<string>): Promise<void> {
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), seconds(10));
  try {
    await exited;
  } finally {
    clearTimeout(timer);
  }
}
